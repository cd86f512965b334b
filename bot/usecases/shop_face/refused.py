"""Finds the owner's words in answers that Telegram has refused, and notifies the admins of each,
once."""

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from typing import Literal
from zlib import crc32

from bot.domain.models import LeftOut
from bot.domain.shop_face.telegram_html import around_names
from bot.domain.shop_face.texts import Saved
from bot.usecases.outbox.kinds import NoticeKind
from bot.usecases.outbox.outbox import Outbox
from storage import plans, tariff_texts
from storage.engine.database import Database
from storage.engine.tx import Tx
from storage.shop_face import shop_texts


@dataclass(frozen=True, slots=True)
class RefusedAnswer:
    """An answer as Telegram has refused it; `text` is HTML."""

    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Description:
    """The formatted description of a plan or of a tariff, in a language."""

    of: Literal["plan", "tariff"]
    id: int
    locale: str
    html: str

    @property
    def key(self) -> tuple[str, int, str, int]:
        """The place, and a number that tells it from other words there."""
        return self.of, self.id, self.locale, crc32(self.html.encode())


@dataclass(frozen=True, slots=True)
class RefusedWords:
    """Finds the owner's words in answers that Telegram has refused."""

    db: Database
    outbox: Outbox

    async def report(self, answer: RefusedAnswer) -> None:
        """Notify the admins of the owner's words in an answer; StorageUnavailable if that can't be
        stored.

        Where some of them are formatted, only those can be what Telegram refuses.
        """
        saved, described = await self.db.read(lambda tx: _inside(tx, answer.text))
        formatted = [one for one in saved if "<" in (one.content.html or "")]
        suspects = formatted if formatted or described else saved
        rows = tuple(one.id for one in suspects)
        await self.outbox.own_words_left_out(LeftOut(rows, answer.reason))
        for one in described:
            await self.outbox.notify_admins(
                NoticeKind.ADMIN_DESCRIPTION,
                ":".join(map(str, one.key)),
                {"words": list(one.key), "reason": answer.reason},
            )


def descriptions(tx: Tx) -> Iterator[Description]:
    """Yield the formatted descriptions that buyers read now."""
    for plan in plans.every(tx):
        for locale, html in plan.formatted.items():
            yield Description("plan", plan.id, locale, html)
    for tariff_id, by_locale in tariff_texts.every(tx).items():
        for locale, words in by_locale.items():
            yield Description("tariff", tariff_id, locale, words.description or "")


def _inside(tx: Tx, text: str) -> tuple[list[Saved], list[Description]]:
    """Return the words that stand in a text, and the formatted descriptions."""
    saved = [one for one in shop_texts.current(tx).latest.values() if _is_in(one, text)]
    return saved, [one for one in descriptions(tx) if "<" in one.html and one.html in text]


def _is_in(one: Saved, text: str) -> bool:
    parts = [part for part in around_names(one.content.html or "") if part.strip()]
    url = one.content.button.url if one.content.button is not None else None
    if not parts:
        return url is not None and escape(url) in text
    return all(part in text for part in parts)
