"""Composes an admin's daily digest: a heading for each topic, and a line for each notice."""

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.domain.models import Button, Message
from bot.texts import Markup, When, lines, paragraphs
from bot.texts.visible import shortened
from bot.usecases.outbox.kinds import NoticeKind
from bot.usecases.outbox.scene import Composer, Scene
from bot.usecases.outbox.topics import NoticeTopic, topic_of
from bot.usecases.purchases.notices import sale_entry
from storage.outbox import QueuedMessage
from storage.queries import gathered, sale_notices

_MOST_LISTED = 8
"""The most lines of one topic; the rest is counted."""
_MOST_COMPOSED = 40
"""The most notices of one topic that are composed to see whether they are still true."""
_LONGEST_LINE = 200
_LONGEST_TEXT = 3500
"""Telegram takes 4,096 characters, without the markup; some are left for the last line."""
_TAG = re.compile(r"<[^>]*>")
_WAITING = (
    NoticeTopic.CLAIMS,
    NoticeTopic.QUESTIONS,
    NoticeTopic.CHATS,
    NoticeTopic.PROBLEMS,
)


@dataclass(frozen=True, slots=True)
class _Part:
    """All that was gathered of one topic, as far as it is still true."""

    topic: NoticeTopic
    count: int
    sums: tuple[Markup, ...]
    entries: tuple[Markup, ...]


def digest_composer(composers: Mapping[NoticeKind, Composer]) -> Composer:
    """Return the composer of digests, which lets these compose what was gathered."""

    def compose(scene: Scene) -> Message | None:
        reader, up_to = scene.queued.chat_id, scene.subject
        rows = gathered.rows(scene.tx, reader, up_to)
        parts = [one for one in _parts(scene, composers, rows) if one.count]
        if not parts:
            return None
        head = scene.say(
            "digest-title",
            count=sum(one.count for one in parts),
            since=When(gathered.since(scene.tx, reader, up_to)),
        )
        return Message(_text(scene, head, parts), tuple((one,) for one in _buttons(scene, parts)))

    return compose


def _parts(
    scene: Scene, composers: Mapping[NoticeKind, Composer], rows: Sequence[QueuedMessage]
) -> Iterator[_Part]:
    by_topic: dict[NoticeTopic | None, list[QueuedMessage]] = {}
    for row in rows:
        by_topic.setdefault(topic_of(row.kind), []).append(row)
    for topic in NoticeTopic:
        if topic in by_topic:
            yield _part(scene, composers, topic, by_topic[topic])


def _part(
    scene: Scene,
    composers: Mapping[NoticeKind, Composer],
    topic: NoticeTopic,
    rows: Sequence[QueuedMessage],
) -> _Part:
    """Return a topic's part. The latest of many are composed, those before them only counted."""
    others = [row for row in rows if row.kind != NoticeKind.ADMIN_SALE]
    composed = (
        composers[NoticeKind(row.kind)](replace(scene, queued=row))
        for row in others[-_MOST_COMPOSED:]
    )
    entries = [scene.say("digest-line", what=_shortened(one)) for one in composed if one]
    counted = len(entries) + len(others[:-_MOST_COMPOSED])
    if topic is not NoticeTopic.SALES:
        return _Part(topic, counted, (), tuple(entries))
    sales = sale_notices.gathered(scene.tx, scene.queued.chat_id, scene.subject)
    sold = [sale_entry(scene, one) for one in sales.purchases[-_MOST_LISTED:]]
    sums = [scene.say("notice-admin-purchase-sales-total", paid=paid) for paid in sales.totals]
    return _Part(topic, counted + len(sales.purchases), tuple(sums), (*sold, *entries))


def _text(scene: Scene, head: Markup, parts: Sequence[_Part]) -> Markup:
    """Return the digest; where it gets too long, the last lines of each topic are left out."""
    most = _MOST_LISTED
    while True:
        text = paragraphs(head, *(_shown(scene, one, most) for one in parts))
        if len(text) <= _LONGEST_TEXT or not most:
            return text
        most -= 1


def _shown(scene: Scene, part: _Part, most: int) -> Markup:
    listed = part.entries[:most]
    left = part.count - len(listed)
    return lines(
        scene.say("digest-topic", topic=str(part.topic), count=part.count),
        *part.sums,
        *listed,
        scene.say("digest-more", count=left) if left else None,
    )


def _shortened(message: Message) -> Markup:
    """Return the first two lines of a notice without their markup: what happened, and to whom; and
    the words of a message that goes with it."""
    first, *more = message.text.split("\n")
    said = [first, *(one for one in more[:1] if not one.startswith("<blockquote"))]
    if message.copy is not None:
        said.append(message.copy.instead)
    plain = " · ".join(filter(None, (html.unescape(_TAG.sub("", one)).strip() for one in said)))
    tidy = " ".join(plain.split())
    short = tidy if len(tidy) <= _LONGEST_LINE else shortened(tidy, _LONGEST_LINE)
    return Markup(html.escape(short, quote=False))


def _buttons(scene: Scene, parts: Sequence[_Part]) -> Iterator[Button]:
    topics = {one.topic for one in parts}
    if NoticeTopic.SALES in topics:
        yield Button(scene.say.plain("button-purchases-all"), action="purchases")
    if topics.intersection(_WAITING):
        yield Button(scene.say.plain("button-attention-open"), action="attention")
    yield Button(scene.say.plain("button-notices"), action="ntc")
