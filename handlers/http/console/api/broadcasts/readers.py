"""The people whom a number of a broadcast counts."""

from functools import partial

from bot.domain.listing.broadcast_people import Place, Readers
from bot.usecases.broadcasts import people
from bot.usecases.broadcasts.broadcasts import Progress
from bot.usecases.broadcasts.notices import words_of
from handlers.http.console.api import cursors
from handlers.http.console.api.broadcasts.models import ReadersAnswer, ReadersQuery
from handlers.http.console.api.broadcasts.shown import reached, texts_of, visible
from handlers.http.console.api.people.list_ import row
from handlers.http.console.api.route import Call


async def readers(call: Call) -> ReadersAnswer:
    """Return a page of the people; before it is sent, of those whom it would reach now, or not."""
    query: ReadersQuery = call.query
    after = cursors.place(call, query.cursor, Place, int, str, int)
    progress = await visible(call, call.whole("id"))
    found = await people.page(
        call.deps.broadcasts, progress.broadcast, query.of, after, query.limit
    )
    return ReadersAnswer(
        words=words_of(call.say, progress.broadcast.content),
        text=_text(call, progress, query.of),
        items=await call.deps.rests.one_by_one(partial(row, call), found.rows),
        next=cursors.encode(*found.next) if found.next is not None else None,
    )


def _text(call: Call, progress: Progress, asked: Readers) -> str | None:
    if progress.is_begun:
        return texts_of(call, progress).get(asked)
    reach = reached(call, progress.broadcast.reach)
    if asked is Readers.REACHED:
        return reach.text
    return next((one.text for one in reach.left_out if one.readers is asked), None)
