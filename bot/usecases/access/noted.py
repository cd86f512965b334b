"""Puts a tariff into the audit."""

from bot.domain.records import NewTariff
from storage import plans
from storage.engine.tx import Tx


def noted(tx: Tx, tariff: NewTariff) -> str:
    """Return a tariff for the audit: with the plan's key where there are several."""
    duration = str(tariff.duration)
    if plans.only(tx) is not None:
        return duration
    return f"{plans.keys(tx)[tariff.plan_id]} / {duration}"
