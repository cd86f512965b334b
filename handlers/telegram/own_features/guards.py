"""The plans that features are for, so that a feature which nobody can open is noticed."""

from collections.abc import Iterator

from aiogram import BaseMiddleware, Router

from bot.domain.features import PlanGuard


class Guard(BaseMiddleware):
    """A guard before handlers; with a plan's key, people with that plan pass."""

    def __init__(self, plan: str | None) -> None:
        self.plan = plan


def guards_of(file: str, router: Router) -> Iterator[PlanGuard]:
    """Yield the plans that this router, or one inside it, is for."""
    found = {
        guard.plan
        for one in router.chain_tail
        for observer in one.observers.values()
        for guard in observer.middleware
        if isinstance(guard, Guard) and guard.plan is not None
    }
    return (PlanGuard(file, plan) for plan in sorted(found))
