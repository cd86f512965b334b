"""The tariffs of the settings, which a shop begins with; later the chat is the truth."""

from bot.domain.plans import SeedTariff
from bot.domain.records import NewTariff, Tariff
from bot.usecases.plans.seed import plan_of_seed
from storage import facts, tariffs
from storage.engine.tx import Tx

_SEEDED = "tariffs_seeded_at"


def store_seed(tx: Tx, seed: tuple[SeedTariff, ...], locale: str, now: int) -> None:
    """Store the seed and offer its products, once in the lifetime of the database."""
    if facts.get(tx, _SEEDED) is not None:
        return
    for one in seed:
        plan_id = plan_of_seed(tx, one.plan, locale)
        bind(tx, one.product_id, NewTariff(plan_id, one.duration), now)
        tariffs.offer(tx, one.product_id)
    facts.put(tx, _SEEDED, str(now))


def bind(tx: Tx, product_id: int, new: NewTariff, now: int) -> Tariff:
    """Let payments for a product count as this tariff from now on; return the tariff."""
    tariff = tariffs.find_or_create(tx, *new, now)
    tariffs.bind(tx, product_id, tariff.id, now)
    return tariff
