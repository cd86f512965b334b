"""/setup: the list that ticks itself off, the proposals for products, and the rehearsal."""

from aiogram import Router

from handlers.telegram.admin.checklist import entries, list_, products, rehearsal
from handlers.telegram.middlewares.slow_reply import SlowReply


def register(router: Router) -> None:
    list_.register(router)
    entries.register(router)
    rehearsal.register(router)


def tribute_router() -> Router:
    """Build the router of handlers that wait for Tribute's answers, which may take a while."""
    router = Router(name="checklist")
    products.register(router)
    SlowReply.register(router)
    return router
