"""The places of the shop's own words: read, previewed, saved, undone, looked back on."""

from bot.domain.composing.previews import NotSent, Shown
from bot.domain.plan_names import is_blank
from bot.domain.shop_face.telegram_html import length, plain
from bot.domain.shop_face.texts import (
    ORIGINAL,
    Content,
    OwnButton,
    Place,
    Slot,
    most_of,
)
from bot.texts import When
from bot.texts.values import show_moment
from bot.usecases.people.phrases import short_name
from bot.usecases.shop_face.face import Refusal
from bot.usecases.shop_face.writing import (
    NotTaken,
    Unfit,
    fitting,
    is_place,
    read_address,
    read_setting,
    why_not_taken,
)
from handlers.http.console.api import cursors
from handlers.http.console.api.composing import (
    ShownMessage,
    label_of,
    not_sent,
    previews_of,
    reader_of,
    rows,
    url_of,
)
from handlers.http.console.api.refused import Refused
from handlers.http.console.api.route import Call
from handlers.http.console.api.said import sentence
from handlers.http.console.api.shop_face.models import (
    Changed,
    ContentIn,
    Done,
    History,
    PlaceOut,
    PlaceQuery,
    PreviewOut,
    SaveIn,
    SeenPlace,
    WrittenIn,
)
from handlers.http.console.api.shop_face.place_views import change_out, place_out

_A_PAGE = 20


async def show(call: Call) -> PlaceOut:
    """Return what readers get in a place."""
    query: PlaceQuery = call.query
    return await place_out(call, _known(call, query.place()))


async def preview(call: Call) -> PreviewOut:
    """Return the messages that buyers would get; nothing is stored or sent."""
    body: WrittenIn = call.body
    place = _known(call, body.place.place())
    content, problem = _read(call, place, body.content)
    admin, previews = await reader_of(call), previews_of(call)
    messages = await previews.face(admin, place, content)
    return PreviewOut(
        messages=[_message(one) for one in messages],
        length=length(content.html or ""),
        most=most_of(place.slot, picture=content.picture_id is not None),
        problem=problem,
        hints=[sentence(one) for one in previews.hints(place, content, call.say)],
    )


async def send(call: Call) -> Done:
    """Send the admin what buyers would get, into their own chat."""
    body: WrittenIn = call.body
    place = _known(call, body.place.place())
    await _checked_by_telegram(call, place, _taken(call, place, body.content))
    return Done(said=call.text("console-shop-sent"))


async def save(call: Call) -> Changed:
    """Let this count, if Telegram takes it and nobody has saved another since the page was drawn.

    As in the chat, nothing counts that the admin hasn't got in their own chat.
    """
    body: SaveIn = call.body
    place = _known(call, body.place.place())
    content = _taken(call, place, body.content)
    if not content.is_original and call.deps.shop_face.version(place) == body.seen:
        await _checked_by_telegram(call, place, content)
    return await _save(call, place, content, body.seen)


async def restore(call: Call) -> Changed:
    """Let the original count again."""
    body: SeenPlace = call.body
    return await _save(call, _known(call, body.place.place()), ORIGINAL, body.seen)


async def undo(call: Call) -> Changed:
    """Bring back what stood there before the latest change."""
    body: SeenPlace = call.body
    place = _known(call, body.place.place())
    saved = await call.deps.shop_face.undo(body.seen, place, call.admin)
    if saved is None:
        raise await _changed(call, place)
    shown = await place_out(call, place)
    return Changed(place=shown, said=call.text("console-shop-undone"), undo=None)


async def history(call: Call) -> History:
    """Return the changes of a place, the latest first."""
    query: PlaceQuery = call.query
    place = _known(call, query.place())
    page = cursors.place(call, query.cursor, int, int) or 0
    if page < 0:
        raise cursors.wrong(call)
    changes, pages = await call.deps.shop_face.history(place, page, _A_PAGE)
    return History(
        items=[change_out(call, one) for one in changes] if page < pages else [],
        next=cursors.encode(page + 1) if page + 1 < pages else None,
    )


def _known(call: Call, place: Place) -> Place:
    if not is_place(place, call.deps.texts.locales, call.deps.plans.known):
        raise call.missing()
    return place


def _read(call: Call, place: Place, asked: ContentIn) -> tuple[Content, str | None]:
    """Return the content that was written, as far as it can be shown, and what is wrong with it."""
    found = _content(call, place.slot, asked)
    if not isinstance(found, NotTaken):
        return found, None
    return found.content or ORIGINAL, sentence(why_not_taken(place.slot, found, call.say))


def _taken(call: Call, place: Place, asked: ContentIn) -> Content:
    """Return the content that was written; raise Refused for what isn't taken."""
    found = _content(call, place.slot, asked)
    if isinstance(found, NotTaken):
        field = "address" if asked.address is not None else "words"
        text = sentence(why_not_taken(place.slot, found, call.say))
        raise Refused(400, found.why.value, text, (field,))
    return found


def _content(call: Call, slot: Slot, asked: ContentIn) -> Content | NotTaken:
    if slot is Slot.CONTACT:
        found = read_setting(slot, asked.address or "")
        return found if found is not None else NotTaken(Unfit.CONTACT)
    if slot is Slot.TERMS and asked.address is not None:
        return read_address(asked.address)
    html = asked.words.html(call) if asked.words is not None else ""
    if html and is_blank(plain(html)):
        return NotTaken(Unfit.EMPTY)
    if slot is Slot.TERMS and not html:
        return NotTaken(Unfit.EMPTY)
    if slot is Slot.TERMS and isinstance(found := read_setting(slot, plain(html)), NotTaken):
        return found
    content = Content(
        html or None,
        asked.picture_id if slot.takes_picture else None,
        _button(call, asked) if slot.takes_button else None,
    )
    return fitting(slot, content)


def _button(call: Call, asked: ContentIn) -> OwnButton | None:
    if asked.button is None:
        return None
    return OwnButton(label_of(call, asked.button.label), url_of(call, asked.button.url))


async def _checked_by_telegram(call: Call, place: Place, content: Content) -> None:
    found = await previews_of(call).send_face(await reader_of(call), place, content)
    if isinstance(found, NotSent):
        raise not_sent(call, found, ("words",))


async def _save(call: Call, place: Place, content: Content, seen: int) -> Changed:
    found = await call.deps.shop_face.save(place, content, seen, call.admin)
    if isinstance(found, Refusal):
        raise await _changed(call, place, found)
    said = "console-shop-saved" if not content.is_original else "console-shop-restored"
    return Changed(place=await place_out(call, place), said=call.text(said), undo=found.id)


async def _changed(call: Call, place: Place, refusal: Refusal | None = None) -> Refused:
    """Return who was quicker; where a part is gone, that."""
    saved = refusal.saved if refusal is not None else call.deps.shop_face.saved(place)
    if saved is None:
        return Refused(409, "changed", call.text("console-shop-part-gone"))
    admin = await call.deps.shop_face.admin(saved)
    who = short_name(call.say, admin, saved.admin_id)
    when = show_moment(When(saved.saved_at), call.locale, call.deps.texts.zone)
    return Refused(409, "changed", call.text("console-shop-changed", who=who, when=when))


def _message(one: Shown) -> ShownMessage:
    media = "photo" if one.picture_id is not None else None
    return ShownMessage(
        html=one.html, buttons=rows(one.buttons), picture_id=one.picture_id, media=media
    )
