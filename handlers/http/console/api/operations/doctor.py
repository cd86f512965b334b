"""The doctor, incidents, copies and tables: as /doctor, /backup and /export have them."""

from collections.abc import Iterator, Mapping, Sequence

from bot.domain.checkup import Finding, Level
from bot.domain.stars_list.faults import StarsListError
from bot.errors import StorageError
from bot.texts import When, Whole
from bot.usecases.console.access import Way
from bot.usecases.operations.copies_folder import AnotherShops
from bot.usecases.operations.incident_phrases import incident_step, incident_text
from bot.usecases.operations.incidents import KnownIncident
from bot.usecases.reports.exports import TableName
from handlers.http.console.api.operations.models import (
    Examination,
    IncidentView,
    Look,
    Page,
    State,
    TableView,
    Told,
)
from handlers.http.console.api.refused import Refused
from handlers.http.console.api.route import Call, Route
from handlers.http.console.api.said import said, sentence

_ENDED_SHOWN = 10
PAGES: Mapping[str, Page] = {
    **dict.fromkeys(
        (
            *("doctor-held", "doctor-waiting", "doctor-support-requests", "doctor-undeliverable"),
            *("doctor-webhooks-lost", "doctor-outbox-paused"),
        ),
        "attention",
    ),
    **dict.fromkeys(
        (
            *("doctor-tariffs-none", "doctor-tariff-empty", "doctor-plan-empty"),
            *("doctor-product-gone", "doctor-product-unapproved", "doctor-product-no-link"),
            *("doctor-currencies-mixed", "doctor-tribute-unread", "doctor-feature-closed"),
            "doctor-chat-added-gone",
        ),
        "plans",
    ),
    **dict.fromkeys(
        ("doctor-contact-differs", "doctor-terms-differs", "doctor-consent-no-terms"), "shop"
    ),
    "doctor-call-silent": "purchases",
}
"""The pages where the next steps of findings are done; the others are done on this page, or
outside of the console."""
_NAMING_ADDRESS = ("doctor-call-never", "doctor-call-silent")


def routes() -> list[Route]:
    """Return the routes of this area."""
    return [
        Route("GET", "doctor", State, _state, summary="Incidents, copies and tables"),
        Route("POST", "doctor/examine", Examination, _examine, summary="Examine the installation"),
        Route("POST", "doctor/stars", Told, _look_at_stars, summary="Read Telegram's list now"),
    ]


async def _state(call: Call) -> State:
    deps = call.deps
    return State(
        incidents=[_incident(call, one) for one in await deps.incidents.latest(_ENDED_SHOWN)],
        reads_stars=await deps.stars_prices.any_ever(),
        backup=await _backup(call),
        tables=[table_view(call, one) for one in await deps.exports.tables()],
        in_chat=call.session.way is Way.TELEGRAM,
    )


def table_view(call: Call, name: TableName) -> TableView:
    by_plan = name is TableName.SUBSCRIBERS and len(call.say.plans) > 1
    table = "accesses" if by_plan else str(name)
    return TableView(name=str(name), title=call.text("console-doctor-table", table=table))


async def _backup(call: Call) -> str:
    folder = call.deps.settings.backup_dir
    if folder is None:
        return call.text("console-doctor-backup-off")
    try:
        latest = await call.deps.backups.latest()
    except AnotherShops:
        shared = sentence(call.say("doctor-backup-shared", path=Whole(str(folder))))
        return f"{shared}. {call.text('doctor-backup-shared-step')}"
    except (StorageError, OSError):
        return sentence(call.say("doctor-backup-folder", path=Whole(str(folder))))
    if latest is None:
        return call.text("console-doctor-backup-none")
    return sentence(call.say("doctor-backup", when=When(latest)))


def _incident(call: Call, known: KnownIncident) -> IncidentView:
    incident, say = known.incident, call.say
    lasts = incident.ended_at is None
    return IncidentView(
        text=sentence(incident_text(say, known)),
        since_text=call.text("console-doctor-at", when=When(incident.began_at)),
        until_text=None
        if incident.ended_at is None
        else call.text("console-doctor-at", when=When(incident.ended_at)),
        step=sentence(incident_step(say, incident)) if lasts else None,
    )


async def _examine(call: Call) -> Examination:
    findings = await call.deps.doctor.examine()
    problems = sum(one.level is not Level.OK for one in findings)
    title = sentence(call.say("doctor-title", count=problems))
    at_text = call.text("console-doctor-at", when=When(call.now))
    return Examination(title=title, at_text=at_text, looks=list(_looks(call, findings)))


def _looks(call: Call, findings: Sequence[Finding]) -> Iterator[Look]:
    for level in (Level.BROKEN, Level.WARNING, Level.OK):
        for one in findings:
            if one.level is level:
                yield _look(call, one)


def _look(call: Call, one: Finding) -> Look:
    say, names_address = call.say, one.key in _NAMING_ADDRESS
    step = None
    if one.level is not Level.OK:
        step = "\n".join(said(say(f"{one.key}-step", **one.params)))
    has_address = names_address and call.deps.settings.public_url is not None
    return Look(
        level=one.level,
        text=sentence(say(one.key, **one.params)),
        step=step,
        copy_text=str(one.params["url"]) if has_address else None,
        page=PAGES.get(one.key) if one.level is not Level.OK else None,
    )


async def _look_at_stars(call: Call) -> Told:
    """Read Telegram's list of Stars at once, and say what it brought."""
    try:
        found = await call.deps.stars_reconciliation.look()
    except StarsListError as error:
        why = call.say(error.text_key)
        text = sentence(call.say("stars-list-failed", why=why))
        raise Refused(409, "telegram", text) from None
    key = "stars-list-read" if any(found.values()) else "stars-list-read-nothing"
    counts = {str(kind): times for kind, times in found.items()}
    return Told(text=sentence(call.say(key, **counts)))
