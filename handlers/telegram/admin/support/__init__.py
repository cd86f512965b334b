"""Support: admins answer buyers by replying, and see in /attention who waits for an answer."""

from aiogram import Router

from handlers.telegram.admin.support import replies, requests


def register(router: Router) -> None:
    replies.register(router)
    requests.register(router)
