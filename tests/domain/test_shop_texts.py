"""Tests for the places of own words: what a reader gets, how much fits."""

from bot.domain.models import PersonId, PlanId
from bot.domain.shop_face.texts import (
    ORIGINAL,
    Content,
    OwnButton,
    OwnTexts,
    Place,
    Saved,
    Shown,
    Slot,
    is_too_long,
)

GREETING, NOW = Place(Slot.GREETING, "en"), Place(Slot.WHAT_NOW, "en", PlanId(1))


def texts(*saved: tuple[Place, Content]) -> OwnTexts:
    numbered = enumerate(saved, start=1)
    rows = [Saved(row, place, one, 0, PersonId(1)) for row, (place, one) in numbered]
    return OwnTexts({one.place: one for one in rows})


def ru(place: Place) -> Place:
    return place._replace(locale="ru")


def test_without_own_words_readers_get_the_original():
    found = texts()
    assert found.shown(GREETING, "en") == Shown(ORIGINAL, "en")
    assert found.version(GREETING) == 0
    assert ORIGINAL.is_original


def test_words_are_read_in_their_own_language_only():
    found = texts((GREETING, Content("Hi")))
    assert found.shown(GREETING, "en") == Shown(Content("Hi"), "en")
    assert found.version(GREETING) == 1
    assert found.shown(ru(GREETING), "en") == Shown(ORIGINAL, "ru")


def test_a_picture_is_lent_to_languages_without_a_content_of_their_own():
    found = texts((GREETING, Content("Hi", picture_id=7)))
    assert found.shown(ru(GREETING), "ru") == Shown(Content(picture_id=7), "en")
    back = texts((GREETING, Content("Hi", picture_id=7)), (ru(GREETING), ORIGINAL))
    assert back.shown(ru(GREETING), "ru") == Shown(ORIGINAL, "ru")


def test_what_now_is_lent_whole_from_the_default_language_first():
    button = OwnButton("Open", "https://t.me/club")
    found = texts((NOW, Content("Now", button=button)), (ru(NOW), Content("Дальше")))
    other = NOW._replace(locale="uk")
    assert found.shown(other, "ru") == Shown(Content("Дальше"), "ru")
    assert found.shown(other, "uk") == Shown(Content("Now", button=button), "en")
    assert found.shown(NOW._replace(plan_id=PlanId(2)), "en").content == ORIGINAL


def test_a_place_left_to_the_settings_lends_readers_the_words_of_another_language():
    terms = Place(Slot.TERMS, "en")
    found = texts((terms, ORIGINAL), (ru(terms), Content("Условия")))
    assert found.shown(terms, "en") == Shown(Content("Условия"), "ru")
    assert found.shown(terms, "en", in_settings=True) == Shown(ORIGINAL, "en")


def test_each_slot_has_its_length():
    assert not is_too_long(Slot.GREETING, Content("x" * 4096))
    assert is_too_long(Slot.GREETING, Content("x" * 4097))
    assert not is_too_long(Slot.GREETING, Content("x" * 1024, picture_id=1))
    assert is_too_long(Slot.GREETING, Content("x" * 1025, picture_id=1))
    assert is_too_long(Slot.ENDED, Content("x" * 3001))
    assert not is_too_long(Slot.ENDED, Content("x" * 3000))
    for slot, most in ((Slot.TERMS, 3500), (Slot.CONTACT, 64)):
        assert not is_too_long(slot, Content("x" * most))
        assert is_too_long(slot, Content("x" * (most + 1)))
    assert not is_too_long(Slot.GREETING, Content(picture_id=1))
