"""Each error of Tribute has its own texts for people, and none claims more than is known."""

import pytest

from bot.errors import TributaryError
from bot.texts.catalog import Texts
from bot.tribute import errors
from bot.tribute.errors import TributeError

ALL = [
    kind
    for kind in vars(errors).values()
    if isinstance(kind, type) and issubclass(kind, TributeError) and kind is not TributeError
]


@pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.__name__)
@pytest.mark.parametrize("locale", ["en", "ru"])
def test_every_error_has_a_text_for_reading_and_one_for_refunding(kind, locale):
    texts = Texts("en", "UTC")
    assert issubclass(kind, TributaryError)
    assert kind.text_key == f"tribute-error-{kind.slug}"
    assert texts.render(kind.text_key, locale) != texts.render(kind.refund_text_key, locale)


@pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.__name__)
def test_a_refund_whose_outcome_is_unknown_has_the_text_that_claims_nothing(kind):
    shared = "unknown" if kind.outcome_unknown else kind.slug
    assert kind.refund_text_key == f"refund-error-{shared}"


def test_each_kind_has_its_own_text_and_slug():
    assert len({kind.text_key for kind in ALL}) == len({kind.slug for kind in ALL}) == len(ALL)


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (204, errors.TributeBadAnswer),
        (302, errors.TributeBadAnswer),
        (400, errors.TributeBadRequest),
        (401, errors.TributeUnauthorized),
        (403, errors.TributeForbidden),
        (404, errors.TributeNotFound),
        (409, errors.TributeRefused),
        (429, errors.TributeRefused),
        (500, errors.TributeServerError),
        (599, errors.TributeServerError),
    ],
)
def test_every_status_has_its_kind(status, kind):
    assert errors.error_class(status) is kind


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (399, errors.TributeBadAnswer),
        (400, errors.TributeForeignAnswer),
        (409, errors.TributeForeignAnswer),
        (429, errors.TributeRefused),
        (499, errors.TributeForeignAnswer),
        (500, errors.TributeServerError),
    ],
)
def test_an_answer_that_is_not_tributes_own_says_less(status, kind):
    assert errors.error_class(status, is_tributes=False) is kind
