"""Names and descriptions of plans, and own words of tariffs, in each language."""

from html import escape

from bot.domain.plan_names import (
    LONGEST_DESCRIPTION,
    LONGEST_NAME,
    NameProblem,
    description_of,
)
from bot.domain.records import TariffWords
from bot.usecases.plans.plans import Seen
from bot.usecases.tariffs.words import WordsProblem, described, named
from handlers.http.console.api.plans.common import locale_of, plan_of, tariff_of
from handlers.http.console.api.plans.models import (
    Added,
    Done,
    NewPlan,
    NewWords,
    TariffWordsChange,
)
from handlers.http.console.api.refused import Refused
from handlers.http.console.api.route import Call, Route
from handlers.http.console.api.said import sentence

_NAME_PROBLEMS = {
    NameProblem.EMPTY: "plan-name-empty",
    NameProblem.TOO_LONG: "plan-name-too-long",
    NameProblem.TAKEN: "plan-name-in-use",
}
_WORDS_PROBLEMS = {
    WordsProblem.EMPTY: "window-words-empty",
    WordsProblem.TOO_LONG: "window-words-too-long",
    WordsProblem.TAKEN: "window-words-in-use",
}


def routes() -> list[Route]:
    """Return the routes of words."""
    return [
        Route("POST", "plans", Added, _add, body=NewPlan, summary="Add a plan"),
        Route("POST", "plans/{id}/name", Done, _rename, body=NewWords, summary="Rename a plan"),
        Route(
            "POST",
            "plans/{id}/description",
            Done,
            _describe,
            body=NewWords,
            summary="Describe a plan",
        ),
        Route(
            "POST",
            "tariffs/{id}/words",
            Done,
            _tariff_words,
            body=TariffWordsChange,
            summary="Give a tariff its own words",
        ),
    ]


async def _add(call: Call) -> Added:
    added = await call.deps.plans.add(call.body.name, call.locale, call.admin)
    if isinstance(added, NameProblem):
        raise _name_refused(call, added, "name")
    return Added(id=added.id, text=sentence(call.say("plan-added")))


async def _rename(call: Call) -> Done:
    plan, body = plan_of(call), call.body
    locale, seen = locale_of(call, body.locale), Seen(body.seen)
    if body.words is None:
        problem = await call.deps.plans.unname(plan.id, locale, call.admin, seen)
    else:
        problem = await call.deps.plans.rename(plan.id, body.words, locale, call.admin, seen)
    if problem is not None:
        raise _name_refused(call, problem, "words")
    return _saved(call)


def _name_refused(call: Call, problem: NameProblem, field: str) -> Refused:
    if problem is NameProblem.CHANGED:
        return call.changed()
    text = sentence(call.say(_NAME_PROBLEMS[problem], most=LONGEST_NAME))
    return Refused(400, "bad-request", text, (field,))


async def _describe(call: Call) -> Done:
    plan, body = plan_of(call), call.body
    locale, seen = locale_of(call, body.locale), Seen(body.seen)
    if body.words is not None and description_of(body.words) is None:
        text = sentence(call.say("plan-description-too-long", most=LONGEST_DESCRIPTION))
        raise Refused(400, "bad-request", text, ("words",))
    if not await call.deps.plans.describe(plan.id, body.words, locale, call.admin, seen=seen):
        raise call.changed()
    return _saved(call)


async def _tariff_words(call: Call) -> Done:
    """Save the words as plain text; a description that is sent as it was seen keeps its format."""
    tariff, body = (await tariff_of(call)).tariff, call.body
    locale = locale_of(call, body.locale)
    seen = TariffWords(body.seen_name, body.seen_description)
    words = seen._replace(name=None) if body.name is None else named(seen, body.name)
    if body.description is None:
        words = words._replace(description=None)
    elif body.description != body.seen_description:
        words = described(words, escape(body.description))
    problem = await call.deps.arrangement.texts.save(tariff.id, locale, words, seen, call.admin)
    if problem is WordsProblem.GONE:
        raise call.missing()
    if problem is WordsProblem.CHANGED:
        raise call.changed()
    if problem is not None:
        most = LONGEST_NAME if problem is WordsProblem.TAKEN else LONGEST_DESCRIPTION
        text = sentence(call.say(_WORDS_PROBLEMS[problem], most=most))
        raise Refused(400, "bad-request", text, ("name", "description"))
    return _saved(call)


def _saved(call: Call) -> Done:
    return Done(text=sentence(call.say("face-saved")))
