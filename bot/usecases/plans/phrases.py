"""Phrases about plans that admins read, in the chat and in the console."""

from bot.texts import GAP, Markup, lines
from bot.usecases.outbox.wording import Wording
from bot.usecases.plans.inclusions import InclusionChange, Touched


def inclusion_question(wanted: InclusionChange, touched: Touched, say: Wording) -> Markup:
    """Return the question before a plan includes another one, or does so no longer, with the
    people whom that touches."""
    names = {"plan": say.plan(wanted.plan_id), "other": say.plan(wanted.included_id)}
    return lines(
        say("plan-include-question" if wanted.include else "plan-exclude-question", **names),
        GAP,
        say("plan-include-meaning" if wanted.include else "plan-exclude-meaning", **names),
        GAP,
        say("plan-inclusion-people", count=touched.people, **names),
        say("plan-inclusion-shortened", count=touched.shortened),
    )
