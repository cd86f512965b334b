"""Counters and gauges of the running process, for `GET /metrics`; each app has its own."""

from collections.abc import Iterable
from typing import Literal, get_args

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    ProcessCollector,
    disable_created_metrics,
    generate_latest,
)

DeliveryOutcome = Literal[
    "applied", "duplicate", "held", "ignored", "test", "unsigned", "forged", "refused", "not_stored"
]
MessageOutcome = Literal["sent", "put_off", "waiting", "undeliverable", "cancelled"]


class Metrics:
    """The metrics of one app. Counters begin with the process; gauges are set for each answer."""

    def __init__(self) -> None:
        disable_created_metrics()  # type: ignore[no-untyped-call]  # else each comes twice
        self._registry = CollectorRegistry()
        self._deliveries = self._counters(
            "tributary_webhook_deliveries",
            "Tribute's webhook deliveries, by outcome",
            get_args(DeliveryOutcome),
        )
        self._messages = self._counters(
            "tributary_messages",
            "Messages of the outbox, by the outcome of each try",
            get_args(MessageOutcome),
        )
        self._batch = Histogram(
            "tributary_writer_batch_units",
            "How many units of work shared one commit",
            registry=self._registry,
            buckets=(1, 2, 5, 10, 20, 50, 100, 200, 500),
        )
        self._commit = Histogram(
            "tributary_writer_commit_seconds",
            "How long a commit took, the work of its units included",
            registry=self._registry,
            buckets=(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5),
        )
        self.held = self._gauge("tributary_held_payments", "Payments that wait for an admin")
        self.outbox = self._gauge("tributary_outbox_queued", "Messages that wait to be sent")
        self.outbox_age = self._gauge(
            "tributary_outbox_oldest_seconds", "How long the oldest of them has been waiting"
        )
        self.active = self._gauge("tributary_subscriptions_active", "People with access now")
        self.last_call = self._gauge(
            "tributary_last_tribute_call_age_seconds",
            "Time since Tribute's last signed delivery; NaN before the first",
        )
        self.incidents = self._gauge("tributary_incidents_open", "Incidents that have not ended")
        ProcessCollector(registry=self._registry)

    def delivery(self, outcome: DeliveryOutcome) -> None:
        self._deliveries[outcome].inc()

    def message(self, outcome: MessageOutcome) -> None:
        self._messages[outcome].inc()

    def commit(self, units: int, seconds: float) -> None:
        self._batch.observe(units)
        self._commit.observe(seconds)

    def render(self) -> bytes:
        """Return all metrics in Prometheus' text format, version 0.0.4."""
        return generate_latest(self._registry)

    def _counters(self, name: str, what: str, outcomes: Iterable[str]) -> dict[str, Counter]:
        """Make a counter for each outcome before it is needed: an outcome that never occurred
        should read 0, and looking a counter up by its label costs more than counting."""
        family = Counter(name, what, ["outcome"], registry=self._registry)
        return {outcome: family.labels(outcome) for outcome in outcomes}

    def _gauge(self, name: str, what: str) -> Gauge:
        return Gauge(name, what, registry=self._registry)
