"""Updates about payments in Stars, which go past everything that may wait: the question before a
payment is answered at once, and a payment is on disk before its update is acknowledged."""

from typing import Any

import structlog
from aiogram import Bot
from aiogram.exceptions import TelegramAPIError
from aiogram.methods import AnswerPreCheckoutQuery

from bot.deps import Deps
from bot.domain.models import PersonId
from bot.domain.records import Person
from bot.domain.stars import Checkout, Refusal
from bot.errors import StorageUnavailable
from bot.usecases.outbox.wording import Wording, locale_of
from bot.usecases.people.people import Profile
from bot.usecases.stars.checkout import Verdict
from bot.usecases.stars.reading import (
    charge_of,
    checkout_of,
    language_of,
    refunded_charge,
    report_of,
    sender_of,
)
from handlers.telegram.middlewares.retry import answering

log = structlog.get_logger(__name__)

PRE_CHECKOUT = "pre_checkout_query"
_ANSWER_SECONDS = 8
"""Telegram waits for ten; an answer that takes longer needn't be sent any more."""


class StarsUpdates:
    """Takes these updates. With `others` an owner's own feature sells in Stars too: what isn't the
    shop's is left to it."""

    def __init__(self, deps: Deps, *, others: bool) -> None:
        self._deps = deps
        self._others = others

    async def take(self, update: dict[str, Any]) -> bool:
        """Store what an update says of a payment, a refund or a renewal, and return whether it did:
        it is the shop's then. Raises StorageUnavailable; Telegram has to send it again."""
        charge = charge_of(update)
        if charge is not None:
            language = language_of(sender_of(update))
            taken = await self._deps.stars_payments.take(charge, language, only_ours=self._others)
            log.info("payment in Stars", update=update.get("update_id"), taken=taken)
            return taken
        report = report_of(update)
        if report is not None:
            taken = await self._deps.stars_renewals.take(report, only_ours=self._others)
            log.info("report of a renewal", update=report.update_id, taken=taken)
            return taken
        refunded = refunded_charge(update)
        if refunded is None:
            return False
        known = await self._deps.stars_payments.refunded(*refunded, only_ours=self._others)
        if not known:
            log.warning("refund of an unknown payment in Stars", update=update.get("update_id"))
        return known

    async def answer(self, bot: Bot, query: dict[str, Any]) -> bool:
        """Answer the question whether somebody may pay; return False where it is left to others."""
        asked, id_ = checkout_of(query), query.get("id")
        if asked is None or not isinstance(id_, str):
            log.warning("question before a payment not understood")
            return False
        sender = query.get("from")
        language = language_of(sender)
        verdict = await self._decide(asked, language)
        if verdict is not None and verdict.refusal is Refusal.UNKNOWN and self._others:
            return False
        refusal = "later" if verdict is None else verdict.refusal
        say = self._say(verdict.payer if verdict is not None else None, language)
        words = say.plain(f"stars-refused-{refusal}") if refusal is not None else None
        await _send(bot, id_, words)
        if verdict is not None and verdict.payer is None and isinstance(sender, dict):
            await self._meet(asked.payer, sender)
        return True

    async def _decide(self, asked: Checkout, language: str | None) -> Verdict | None:
        """Return the verdict; None where nothing can be read, and so nothing stored either."""
        try:
            return await self._deps.stars_checkout.decide(
                asked, lambda payer: self._locale(payer, language)
            )
        except StorageUnavailable:
            log.exception("a payment can't be decided about")
            return None

    def _locale(self, payer: Person | None, language: str | None) -> str:
        texts = self._deps.texts
        return locale_of(payer, texts) if payer is not None else texts.pick(language)

    def _say(self, payer: Person | None, language: str | None) -> Wording:
        locale = self._locale(payer, language)
        return Wording(self._deps.texts, locale, self._deps.plans.known)

    async def _meet(self, payer: PersonId, sender: dict[str, Any]) -> None:
        """Remember somebody new, once they have their answer."""
        names = [sender.get(one) for one in ("first_name", "last_name")]
        name = " ".join(one for one in names if isinstance(one, str))
        username = sender.get("username")
        profile = Profile(
            payer, name, username if isinstance(username, str) else None, language_of(sender)
        )
        try:
            await self._deps.people.note(profile)
        except StorageUnavailable:
            log.warning("somebody new isn't remembered yet")


async def _send(bot: Bot, id_: str, words: str | None) -> None:
    """Answer Telegram; where that fails, Telegram says to the buyer that it did, and nothing is
    charged."""
    method = AnswerPreCheckoutQuery(
        pre_checkout_query_id=id_, ok=words is None, error_message=words
    )
    try:
        with answering():
            await bot(method, request_timeout=_ANSWER_SECONDS)
    except TelegramAPIError as error:
        log.warning("question before a payment not answered", reason=type(error).__name__)
