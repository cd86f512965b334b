"""The words of granting and revoking access, which admins read in the chat and in the console."""

from bot.domain.models import Subscription
from bot.domain.records import NewTariff
from bot.texts import GAP, Markup, When, lines, quoted
from bot.usecases.access.manual import Preview
from bot.usecases.outbox.wording import Wording
from bot.usecases.people.phrases import notified_line, person_link


def grant_question(
    say: Wording, preview: Preview, tariff: NewTariff, actor_id: int, note: str = ""
) -> Markup:
    """Return the last question before a grant, or that the person has lifetime access already."""
    if preview.has_lifetime:
        plan = say.plan(preview.plan_id)
        several = len(say.plans) > 1
        title = say("grant-not-needed-plan", plan=plan) if several else say("grant-not-needed")
        return lines(title, GAP, _person_lines(say, preview, actor_id))
    return lines(
        say("grant-confirm", duration=say.tariff(tariff)),
        GAP,
        _person_lines(say, preview, actor_id),
        *_dates(say, preview),
        _note(say, note),
    )


def granted(say: Wording, result: Preview, tariff: NewTariff, note: str) -> Markup:
    """Return the person's access after the grant, and whether they are notified."""
    return lines(
        say("grant-done", duration=say.tariff(tariff)),
        GAP,
        _name(say, result),
        _now(say, result, result.after),
        _note(say, note),
        _notified(say, result),
    )


def revoke_question(say: Wording, preview: Preview, actor_id: int, note: str = "") -> Markup:
    """Return the last question before access is revoked, or that the person has none of their
    own."""
    if not preview.can_end:
        return lines(
            _only_by(say, preview) if preview.has_access else _no_access(say, preview),
            GAP,
            _person_lines(say, preview, actor_id),
            _left(say, preview),
        )
    return lines(
        _title(say, preview, "revoke-confirm", "revoke-confirm-plan", "revoke-confirm-own"),
        GAP,
        _person_lines(say, preview, actor_id),
        _now(say, preview, preview.before),
        _afterwards(say, preview),
        _left(say, preview),
        say("revoke-payments"),
        _renewal_warning(say, preview),
        _note(say, note),
    )


def revoked(say: Wording, result: Preview, note: str) -> Markup:
    """Return the answer after revoking access: its end, what stays, whether they are notified.

    Nobody is notified where another plan opens it as before.
    """
    still_open = result.opened_by is not None
    return lines(
        _title(say, result, "revoke-done", "revoke-done-plan", "revoke-done-own"),
        GAP,
        _name(say, result),
        _afterwards(say, result) if still_open else _now(say, result, result.after),
        _left(say, result),
        say("revoke-payments"),
        _note(say, note),
        None if still_open else _notified(say, result),
    )


def _title(say: Wording, preview: Preview, key: str, of_plan_key: str, own_key: str) -> Markup:
    """Return the title of the question or of the answer: where there are several plans, of which
    one, and that only own time ends if another plan opens it."""
    if len(say.plans) < 2:
        return say(key)
    chosen = of_plan_key if preview.opened_by is None else own_key
    return say(chosen, plan=say.plan(preview.plan_id))


def _only_by(say: Wording, preview: Preview) -> Markup:
    """Return that another plan opens it, so that there is nothing to end but that one."""
    plan, by = say.plan(preview.plan_id), say.plan(preview.opened_by or preview.plan_id)
    return say("revoke-only-by", plan=plan, by=by)


def _no_access(say: Wording, preview: Preview) -> Markup:
    """Return that there is no access to end: none at all, or none to this plan."""
    if not preview.left:
        return say("revoke-not-needed")
    return say("revoke-not-needed-plan", plan=say.plan(preview.plan_id))


def _afterwards(say: Wording, preview: Preview) -> Markup:
    """Return what is left: nothing, or what a plan that includes this one opens."""
    if preview.opened_by is not None:
        access, by = say.their_access(preview.after, preview.now), say.plan(preview.opened_by)
        return say("access-still-open", access=access, by=by)
    return say("revoke-afterwards", when=When(_end_after(preview)))


def _left(say: Wording, preview: Preview) -> Markup | None:
    """Return what else stays open; None where that is nothing, or where another plan is named as
    the one that opens this."""
    if not preview.left or preview.opened_by is not None:
        return None
    return say("revoke-left", access=say.their_accesses(preview.left, preview.now))


def _end_after(preview: Preview) -> int:
    """Return when the access will have ended: now, but not later than it was paid for."""
    ends_at = preview.after.expires_at if preview.after else None
    return preview.now if ends_at is None else ends_at


def _renewal_warning(say: Wording, preview: Preview) -> Markup | None:
    """Return the warning that Tribute or Telegram goes on renewing, which grants access."""
    before = preview.before
    if before is None or before.renews_at is None:
        return None
    key = "stars-revoke-renewing" if before.renews_in_stars else "revoke-recurring"
    return say(key, when=When(before.renews_at))


def _dates(say: Wording, preview: Preview) -> list[Markup]:
    return [
        _now(say, preview, preview.before),
        say("access-afterwards", access=say.their_access(preview.after, preview.now)),
    ]


def _now(say: Wording, preview: Preview, subscription: Subscription | None) -> Markup:
    """Return how the access stands: to which plan, where there are several."""
    access = say.their_access(subscription, preview.now)
    if len(say.plans) < 2:
        return say("access-now", access=access)
    return say("access-now-plan", plan=say.plan(preview.plan_id), access=access)


def _person_lines(say: Wording, preview: Preview, actor_id: int) -> Markup:
    """Return the person, and whether the bot never met them or they are the admin themself."""
    return lines(
        _name(say, preview),
        say("person-never-met") if preview.person is None else None,
        say("person-is-you") if preview.telegram_user_id == actor_id else None,
    )


def _name(say: Wording, preview: Preview) -> Markup:
    return say("user-title", who=person_link(say, preview.person, preview.telegram_user_id))


def _notified(say: Wording, preview: Preview) -> Markup:
    return notified_line(say, preview.person) or say("person-notified-if-allowed")


def _note(say: Wording, note: str) -> Markup | None:
    return say("note-line", note=quoted(note)) if note else None
