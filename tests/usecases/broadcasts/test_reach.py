"""How many people a broadcast would reach is counted in portions, with rests between them."""

from bot.domain.broadcasts import Audience, AudienceGroup
from bot.usecases.broadcasts.reach import count_reach
from tests.rests import NotedRests


async def test_counting_rests_after_every_thousand_people(shop):
    statement = """INSERT INTO people (telegram_user_id, name, first_seen_at, started_at)
        WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2500)
        SELECT 5000000 + i, 'Copy', 5, 5 FROM n"""
    await shop.db.write(lambda tx: tx.execute(statement))
    shop.db.rests = rests = NotedRests()
    reach = await count_reach(shop.db, Audience(AudienceGroup.ALL), shop.clock.now())
    assert reach.people == 2500
    assert len(rests.worked) == 4, "the last look finds nobody"
