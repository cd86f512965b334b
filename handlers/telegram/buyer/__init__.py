"""The buyers' features: the shop, /status, /claim, /language, /help, /terms, news, and the owner's
own."""

from aiogram import Router

from handlers.telegram import features
from handlers.telegram.buyer import (
    claim,
    info,
    language,
    news,
    renewals,
    shop,
    stars,
    status,
    support,
    terms,
)


def buyer_router() -> Router:
    """Return the router of all handlers that are open to everyone."""
    router = Router(name="buyers")
    for module in (support, shop, stars, status, renewals, claim, language, news, info, terms):
        module.register(router)
    router.include_routers(*features.routers())
    return router
