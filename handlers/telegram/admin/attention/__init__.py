"""/attention: a list of everything that waits for an admin, and a card for each kind of item."""

from aiogram import Router

from handlers.telegram.admin.attention import (
    backlog,
    buyers,
    claims,
    dismissals,
    held,
    unmatched_refunds,
    webhooks_out,
)


def register(router: Router) -> None:
    backlog.register(router)
    held.register(router)
    buyers.register(router)
    unmatched_refunds.register(router)
    claims.register(router)
    dismissals.register(router)
    webhooks_out.register(router)
