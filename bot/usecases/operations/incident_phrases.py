"""Incidents in words, for notices and for the console."""

from bot.domain.incidents import Incident, IncidentKind
from bot.texts import Markup, Remaining, When
from bot.usecases.operations.incidents import KnownIncident
from bot.usecases.outbox.wording import Wording


def incident_text(say: Wording, found: KnownIncident) -> Markup:
    """Return what is, or was, wrong."""
    incident, wait = found.incident, found.wait
    if wait is not None:
        until = wait.asked_at + wait.seconds
        return say(
            "incident-slowed-until",
            subject=incident.subject,
            until=When(until),
            left=Remaining(wait.asked_at, until),
        )
    return say(f"incident-{incident.kind}", **_params(incident))


def incident_step(say: Wording, incident: Incident) -> Markup:
    """Return the next step while it lasts."""
    return say(f"incident-{incident.kind}-step")


def _params(incident: Incident) -> dict[str, object]:
    """Return what the text of this incident names."""
    if incident.kind is not IncidentKind.CLOCK:
        return {"subject": incident.subject}
    ahead = int(incident.subject)
    way = "ahead" if ahead > 0 else "behind"
    return {"way": way, "difference": Remaining(0, abs(ahead))}
