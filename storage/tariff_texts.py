"""Own names and descriptions of tariffs, in each language."""

from bot.domain.models import TariffId
from bot.domain.records import NO_WORDS, TariffWords
from storage.engine.tx import Tx
from storage.plans import OFFERS_SIGNAL


def every(tx: Tx) -> dict[TariffId, dict[str, TariffWords]]:
    """Return the words of all tariffs that have some, by language."""
    found: dict[TariffId, dict[str, TariffWords]] = {}
    rows = tx.all("SELECT tariff_id, locale, name, description FROM tariff_texts ORDER BY locale")
    for row in rows:
        words = TariffWords(row["name"], row["description"])
        if words != NO_WORDS:
            found.setdefault(TariffId(row["tariff_id"]), {})[row["locale"]] = words
    return found


def put(tx: Tx, tariff_id: TariffId, locale: str, words: TariffWords) -> None:
    """Let buyers read these words of a tariff in a language."""
    tx.execute(
        """INSERT INTO tariff_texts (tariff_id, locale, name, description) VALUES (?, ?, ?, ?)
        ON CONFLICT (tariff_id, locale)
        DO UPDATE SET name = excluded.name, description = excluded.description""",
        (tariff_id, locale, *words),
    )
    tx.signal(OFFERS_SIGNAL)
