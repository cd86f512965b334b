"""Reports: /stats and /export."""

from aiogram import Router

from handlers.telegram.admin.reports import export, stats


def register(router: Router) -> None:
    stats.register(router)
    export.register(router)
