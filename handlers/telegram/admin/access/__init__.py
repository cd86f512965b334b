"""Manual grants and revoking access: /grant, /revoke and the notes kept with them."""

from aiogram import Router

from handlers.telegram.admin.access import grant, note_questions, revoke


def register(router: Router) -> None:
    grant.register(router)
    revoke.register(router)
    note_questions.register(router)
