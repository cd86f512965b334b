"""Own words inside messages: filled in for their reader, beside the facts that the bot adds.

A plan, a date and a payment are always the bot's to name, so that nothing untrue is said. Where own
words don't fit beside them, the facts go out alone.
"""

from bot.domain.models import Button, PlanId
from bot.domain.shop_face.telegram_html import length, problem, with_name
from bot.domain.shop_face.texts import LONGEST_MESSAGE, ORIGINAL, Content, OwnTexts, Place, Slot
from bot.texts import Markup, clean, paragraphs
from bot.usecases.outbox.scene import Scene
from bot.usecases.outbox.wording import Wording
from storage import people
from storage.shop_face import shop_texts

Rows = tuple[tuple[Button, ...], ...]


def filled(say: Wording, content: Content, name: str | None) -> Markup | None:
    """Return own words with the reader's name in its places; None where there are none."""
    if content.html is None:
        return None
    known = clean(name or "") or say.plain("face-reader-unnamed")
    return Markup(with_name(content.html, known))


def own_content(scene: Scene, slot: Slot, plan_id: PlanId | None = None) -> Content:
    """Return what is the owner's own in a slot, for the reader of a notice; the scene notes it."""
    texts = shop_texts.of_slot(scene.tx, slot, plan_id) if scene.takes_own else OwnTexts()
    if not texts.latest:
        return ORIGINAL
    place = Place(slot, scene.say.locale, plan_id)
    found = texts.shown(place, scene.say.texts.pick(None))
    if found.content.is_original or problem(found.content.html or ""):
        return ORIGINAL
    scene.own.append(texts.version(place._replace(locale=found.locale)))
    return found.content


def own_words(scene: Scene, slot: Slot) -> Markup | None:
    """Return the owner's words in a slot, filled in for the reader of a notice."""
    return _for_reader(scene, own_content(scene, slot))


def what_now(scene: Scene, plan_id: PlanId | None, *, is_open: bool) -> tuple[Markup | None, Rows]:
    """Return what the owner says to somebody who has just bought a plan, and the button below it;
    nothing where the plan isn't open to them now."""
    if plan_id is None or not is_open:
        return None, ()
    content = own_content(scene, Slot.WHAT_NOW, plan_id)
    return _for_reader(scene, content), button_rows(content)


def button_rows(content: Content) -> Rows:
    """Return the owner's button in a row of its own."""
    if content.button is None:
        return ()
    return ((Button(content.button.label, url=content.button.url),),)


def reminder(say: Wording, access: Markup, own: Markup | None) -> Markup:
    """Return the reminder before the end: own words, then how the access stands."""
    original = say("notice-access-reminder", access=access)
    return _fitting(original, own, access) if own else original


def ended(say: Wording, access: Markup, own: Markup | None) -> Markup:
    """Return the notice of the end: what has ended, then own words."""
    if not own:
        return say("notice-access-ended", access=access)
    fact = say("notice-access-ended-fact", access=access)
    return _fitting(fact, fact, own)


def followed(facts: Markup, own: Markup | None) -> Markup:
    """Return facts with own words below them."""
    return _fitting(facts, facts, own)


def _fitting(facts: Markup, *parts: Markup | None) -> Markup:
    text = paragraphs(*parts)
    return text if length(text) <= LONGEST_MESSAGE else facts


def _for_reader(scene: Scene, content: Content) -> Markup | None:
    if content.html is None:
        return None
    person = people.get(scene.tx, scene.queued.chat_id)
    return filled(scene.say, content, person.name if person is not None else None)
