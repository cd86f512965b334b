"""How access stands is said in two voices: to its owner in a sentence, to admins in a few words."""

import pytest

from bot.domain.models import PersonId, Subscription
from bot.texts import LOCALES, Texts
from bot.usecases.outbox.wording import AccessPhrase, Wording
from tests.texts.ftl import messages

DAY = 86400
NOW = 1_800_000_000
THEIRS = "access-theirs-"


def until(expires_at: int | None, renews_at: int | None = None) -> Subscription:
    return Subscription(PersonId(1), NOW - DAY, expires_at, renews_at=renews_at)


CASES = [
    (None, AccessPhrase.NONE),
    (until(None), AccessPhrase.LIFETIME),
    (until(NOW), AccessPhrase.ENDED),
    (until(NOW + 1), AccessPhrase.UNTIL),
    (until(NOW + DAY, renews_at=NOW + DAY), AccessPhrase.RENEWS),
    (until(NOW + DAY, renews_at=NOW + 1), AccessPhrase.RENEWS_BESIDES),
    (until(NOW, renews_at=NOW), AccessPhrase.RENEWING_NOW),
]


def test_every_phrase_has_a_case_here():
    assert [phrase for _, phrase in CASES] == list(AccessPhrase)


@pytest.mark.parametrize(("subscription", "phrase"), CASES)
def test_the_phrase_fits_the_subscription(subscription, phrase):
    assert AccessPhrase.of(subscription, NOW) is phrase


@pytest.mark.parametrize("locale", LOCALES)
def test_both_voices_have_the_same_phrases(locale):
    keys = messages(locale).keys()
    assert {key for key in keys if key.startswith(THEIRS)} == {
        f"{THEIRS}{phrase}" for phrase in AccessPhrase
    }
    assert {f"access-{phrase}" for phrase in AccessPhrase} <= keys


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize(("subscription", "phrase"), CASES)
def test_every_phrase_is_said_in_both_voices(locale, subscription, phrase):
    say = Wording(Texts(), locale)
    own, theirs = say.access(subscription, NOW), say.their_access(subscription, NOW)
    assert own[0].isupper()
    assert own.endswith(".")
    assert own != theirs
