"""Products and tariffs: /products, /product, /tariffs, and selling a product as a tariff."""

from aiogram import Router

from handlers.telegram.admin.products import product, products, sell, tariffs
from handlers.telegram.middlewares.slow_reply import SlowReply


def register(router: Router) -> None:
    tariffs.register(router)


def tribute_router() -> Router:
    """Build the router of handlers that wait for Tribute's answers, which may take a while."""
    router = Router(name="products")
    products.register(router)
    product.register(router)
    sell.register(router)
    SlowReply.register(router)
    return router
