"""Plans as the ledger stores them: names, keys, the order, selling, and what the audit says."""

from dataclasses import replace

import pytest

from bot.domain.models import FIRST_PLAN, RENEWAL_GRACE_SECONDS, PersonId, PlanId
from bot.domain.plan_names import Description, NameProblem
from bot.domain.plans import Inclusions, Plan
from bot.domain.records import AuditEntry, HistoryEntry
from bot.usecases.people.history import Line
from bot.usecases.people.people import People, Profile
from bot.usecases.plans.inclusions import InclusionChange, PlanInclusions, Touched
from bot.usecases.plans.overview import PlanOverview
from bot.usecases.plans.plans import Plans
from bot.usecases.plans.sales import PlanSales, SaleOutcome
from bot.usecases.plans.seed import plan_of_seed
from storage import access_chats, audit
from storage import plans as storage_plans
from storage.engine.tx import Tx
from tests.bodies import ANNA, purchase, recurring
from tests.conftest import NOW
from tests.usecases.conftest import ADMINS, Shop
from tests.usecases.rows import column

ADMIN = ADMINS[0]


@pytest.fixture
async def plans(shop: Shop) -> Plans:
    found = Plans(shop.db, shop.clock, ("Access", "Доступ"))
    await found.on_start()
    return found


async def add(plans: Plans, name: str) -> PlanId:
    added = await plans.add(name, "en", ADMIN)
    assert isinstance(added, Plan)
    return added.id


async def acts(shop: Shop) -> list[tuple[object, ...]]:
    """Return what the audit says of plans; every act is this admin's."""
    actors = "SELECT DISTINCT actor FROM audit WHERE action LIKE 'plan%'"
    assert await column(shop, actors) == [f"admin:{ADMIN}"]
    sql = "SELECT action, subject, detail FROM audit WHERE action LIKE 'plan%' ORDER BY id"
    return await shop.db.read(lambda tx: [tuple(one) for one in tx.all(sql)])


async def test_a_name_in_one_language_is_taken_away_while_another_one_is_left(
    shop: Shop, plans: Plans
) -> None:
    pro = await add(plans, "Pro")
    assert await plans.unname(pro, "en", ADMIN) is NameProblem.EMPTY
    await plans.rename(pro, "Про", "ru", ADMIN)
    assert await plans.unname(pro, "de", ADMIN) is NameProblem.EMPTY
    assert await plans.unname(pro, "en", ADMIN) is None
    assert plans.known[1].names == {"ru": "Про"}
    assert (await acts(shop))[-1] == ("plan_renamed", f"plan:{pro}", None)
    assert await plans.unname(PlanId(9), "en", ADMIN) is NameProblem.EMPTY


async def test_the_first_plan_goes_back_to_what_a_shop_begins_with(plans: Plans) -> None:
    for name in ("Basic", "Access"):
        await plans.rename(FIRST_PLAN, name, "en", ADMIN)
        assert await plans.unname(FIRST_PLAN, "en", ADMIN) is None
        assert plans.known[0].names == {}
    await plans.rename(FIRST_PLAN, "Basic", "en", ADMIN)
    await add(plans, "ДОСТУП")
    assert await plans.unname(FIRST_PLAN, "en", ADMIN) is NameProblem.TAKEN
    assert plans.known[0].names == {"en": "Basic"}


async def test_each_act_is_in_the_audit_once(shop: Shop, plans: Plans) -> None:
    pro = await add(plans, " Pro  max ")
    assert await plans.rename(pro, "Про", "ru", ADMIN) is None
    assert await plans.describe(pro, " All\nof it ", "en", ADMIN)
    assert await plans.describe(pro, None, "en", ADMIN)
    sales = PlanSales(plans)
    for outcome in (SaleOutcome.DONE, SaleOutcome.CHANGED):
        await plans.move_up(pro, ADMIN)
        assert await sales.retire(pro, ADMIN) is outcome
    for outcome in (SaleOutcome.DONE, SaleOutcome.CHANGED):
        assert await sales.sell_again(pro, ADMIN) is outcome
    change = InclusionChange(pro, FIRST_PLAN, include=True)
    inclusions = PlanInclusions(shop.db, shop.clock)
    assert await inclusions.change(change, Touched(0, 0), ADMIN)
    assert not await inclusions.step()
    change = InclusionChange(pro, FIRST_PLAN, include=False)
    assert await inclusions.change(change, Touched(0, 0), ADMIN)
    subject = f"plan:{pro}"
    assert await acts(shop) == [
        ("plan_added", subject, "Pro max"),
        ("plan_renamed", subject, "Про"),
        ("plan_described", subject, "All of it"),
        ("plan_described", subject, None),
        ("plan_moved", subject, None),
        ("plan_retired", subject, None),
        ("plan_sold_again", subject, None),
        ("plan_includes", subject, "access"),
        ("plan_excludes", subject, "access"),
    ]
    lines = await PlanOverview(shop.db, shop.clock).history(pro, 2)
    assert lines == [
        Line(HistoryEntry(NOW, what, None, f"admin:{ADMIN}", "access"), None, ADMIN, None)
        for what in ("plan_excludes", "plan_includes")
    ]


async def test_the_history_names_admins_whom_the_bot_has_met(shop: Shop, plans: Plans) -> None:
    await People(shop.db, shop.clock).meet(Profile(PersonId(ADMIN), "Olga", None, "en"))
    await plans.describe(FIRST_PLAN, "All of it", "en", ADMIN)
    entry = AuditEntry(NOW, "settings", "plan_added", f"plan:{FIRST_PLAN}", None)
    await shop.db.write(lambda tx: audit.add(tx, entry))
    by_settings, by_olga = await PlanOverview(shop.db, shop.clock).history(FIRST_PLAN, 9)
    assert by_settings == Line(
        HistoryEntry(NOW, "plan_added", None, "settings", None), None, None, None
    )
    assert by_olga.admin is not None
    assert (by_olga.admin.name, by_olga.entry.detail) == ("Olga", "All of it")


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("", NameProblem.EMPTY),
        (" \N{ZERO WIDTH SPACE}\n", NameProblem.EMPTY),
        ("x" * 300, NameProblem.TOO_LONG),
        ("x" * 33, NameProblem.TOO_LONG),
        ("pRO", NameProblem.TAKEN),
        ("ДОСТУП", NameProblem.TAKEN),
        ("\N{COMBINING ACUTE ACCENT}\N{VARIATION SELECTOR-16}", NameProblem.EMPTY),
        ("\N{HANGUL FILLER}\N{BRAILLE PATTERN BLANK}", NameProblem.EMPTY),
        ("P\N{ZERO WIDTH SPACE}ro", NameProblem.TAKEN),
        ("\N{RIGHT-TO-LEFT OVERRIDE}Pro", NameProblem.TAKEN),
        ("P\N{ZERO WIDTH JOINER}ro\N{VARIATION SELECTOR-16}", NameProblem.TAKEN),
        ("\N{FULLWIDTH LATIN CAPITAL LETTER P}ro", NameProblem.TAKEN),
        ("\N{CYRILLIC CAPITAL LETTER ER}r\N{CYRILLIC SMALL LETTER O}", NameProblem.TAKEN),
        ("\N{GREEK CAPITAL LETTER RHO}ro", NameProblem.TAKEN),
    ],
)
async def test_a_name_that_cannot_be_one_changes_nothing(
    shop: Shop, plans: Plans, name: str, problem: NameProblem
) -> None:
    pro = await add(plans, "Pro")
    top = await add(plans, "x" * 32)
    assert await plans.add(name, "ru", ADMIN) == problem
    assert await plans.rename(top, name, "ru", ADMIN) == problem
    assert [one.id for one in plans.known] == [FIRST_PLAN, pro, top]
    assert len(await acts(shop)) == 2


async def test_names_that_look_different_are_names_of_their_own(plans: Plans) -> None:
    for name in ("Pro", "Про", "Prö", "Pro 1", "P r o", "Курсы", "🌞", "🌚", "日本"):
        await add(plans, name)


async def test_a_name_is_kept_without_what_nobody_sees(plans: Plans) -> None:
    typed = (
        "\N{RIGHT-TO-LEFT OVERRIDE}Cafe\N{COMBINING ACUTE ACCENT}\N{ZERO WIDTH SPACE} 👩\u200d👧"
    )
    plan = plans.get(await add(plans, typed))
    assert plan is not None
    assert plan.names == {"en": "Caf\N{LATIN SMALL LETTER E WITH ACUTE} 👩\u200d👧"}
    assert await plans.add("café 👩\u200d👧", "ru", ADMIN) is NameProblem.TAKEN
    assert not await plans.describe(plan.id, "\N{HANGUL FILLER}", "en", ADMIN)


async def test_the_first_plan_s_usual_name_is_free_once_it_has_another(plans: Plans) -> None:
    assert await plans.add("Access", "en", ADMIN) is NameProblem.TAKEN
    assert await plans.rename(FIRST_PLAN, "access", "en", ADMIN) is None
    assert await plans.rename(FIRST_PLAN, "Basic", "en", ADMIN) is None
    await add(plans, "Access")
    assert [one.key for one in plans.known] == ["access", "access-2"]


async def test_plans_of_the_settings_are_known_by_their_names(shop: Shop, plans: Plans) -> None:
    seeded = ("Basic", "Pro", "pRO", "Pró", None)
    found = [await shop.db.write(lambda tx, one=one: plan_of_seed(tx, one, "en")) for one in seeded]
    assert found == [FIRST_PLAN, 2, 2, 3, FIRST_PLAN]
    await plans.reload()
    assert [(one.key, one.names) for one in plans.known] == [
        ("basic", {"en": "Basic"}),
        ("pro", {"en": "Pro"}),
        ("pro-2", {"en": "Pró"}),
    ]


@pytest.mark.parametrize("described", ["", "  ", "x" * 301])
async def test_a_description_has_a_length(plans: Plans, described: str) -> None:
    for length in (1, 300):
        assert await plans.describe(FIRST_PLAN, "x" * length, "en", ADMIN)
    assert not await plans.describe(FIRST_PLAN, described, "en", ADMIN)
    assert plans.known[0].descriptions == {"en": "x" * 300}


async def test_the_last_plan_that_is_sold_cannot_be_retired(shop: Shop, plans: Plans) -> None:
    pro = await add(plans, "Pro")
    sales = PlanSales(plans)
    assert await sales.retire(FIRST_PLAN, ADMIN) is SaleOutcome.DONE
    assert await sales.retire(pro, ADMIN) is SaleOutcome.LAST
    assert [one.id for one in plans.sold] == [pro]


async def test_a_plan_moves_up_past_one_other(plans: Plans) -> None:
    pro, top, team = [await add(plans, name) for name in ("Pro", "Top", "Team")]
    await plans.move_up(team, ADMIN)
    assert [one.id for one in plans.known] == [FIRST_PLAN, pro, team, top]
    await plans.move_up(pro, ADMIN)
    assert [one.id for one in plans.known] == [pro, FIRST_PLAN, team, top]
    await plans.move_up(pro, ADMIN)
    assert [one.id for one in plans.known] == [pro, FIRST_PLAN, team, top]


async def test_a_plan_is_found_by_its_key(plans: Plans) -> None:
    pro = await add(plans, "Pro")
    found = plans.by_key("pro")
    assert found is not None
    assert found.id == pro
    assert plans.by_key("Pro") is None
    assert plans.get(99) is None


async def test_each_plan_has_its_own_counts_and_inclusions(shop: Shop, plans: Plans) -> None:
    pro, top = await add(plans, "Pro"), await add(plans, "Top")

    def work(tx: Tx) -> None:
        access_chats.open_by(tx, pro, access_chats.add_found(tx, -500))
        storage_plans.set_inclusions(tx, Inclusions(frozenset({(top, pro), (top, FIRST_PLAN)})))

    await shop.db.write(work)
    await plans.reload()
    found = await PlanOverview(shop.db, shop.clock).every()
    assert [one.plan for one in found] == list(plans.known)
    assert [(one.chats, one.includes) for one in found] == [
        (0, ()),
        (1, ()),
        (0, (FIRST_PLAN, pro)),
    ]


async def test_people_who_have_a_plan_are_counted_while_they_have_it(
    shop: Shop, plans: Plans
) -> None:
    await add(plans, "Pro")
    await shop.receive(purchase())
    overview = PlanOverview(shop.db, shop.clock)
    assert [(one.people, one.tariffs, one.chats) for one in await overview.every()] == [
        (1, 3, 0),
        (0, 0, 0),
    ]
    shop.clock.move(40 * 86400)
    assert [one.people for one in await overview.every()] == [0, 0]


async def test_somebody_counts_while_tribute_is_about_to_renew(bound: Shop) -> None:
    body = recurring("new", at=NOW, until=NOW + 86400, telegram_user_id=ANNA)
    await bound.receive(body)
    overview = PlanOverview(bound.db, bound.clock)
    for later, people in ((86400 + RENEWAL_GRACE_SECONDS - 1, 1), (1, 0)):
        bound.clock.move(later)
        assert [one.people for one in await overview.every()] == [people]


async def test_a_name_is_checked_against_all_other_plans_before_it_is_given(plans: Plans) -> None:
    pro = await add(plans, "Pro")
    await plans.rename(pro, "Про", "ru", ADMIN)
    found = {typed: plans.check_name(FIRST_PLAN, typed) for typed in (" про ", "Access", "\u2800")}
    assert found == {" про ": NameProblem.TAKEN, "Access": None, "\u2800": NameProblem.EMPTY}
    assert plans.check_name(pro, "ДОСТУП") is NameProblem.TAKEN
    assert plans.check_name(pro, "PRO") is None
    assert plans.check_name(pro, f" {'x' * 32} ") is None
    assert plans.known[1].names == {"en": "Pro", "ru": "Про"}


def test_a_plan_with_new_words_keeps_all_its_other_ones() -> None:
    """So admins see how buyers will read it, before it is stored."""
    plan = Plan(FIRST_PLAN, "pro", 1, {"ru": "Про"}, {"ru": "Чай"}, None, {"ru": "<b>Чай</b>"})
    assert plan.renamed("en", "Pro") == replace(plan, names={"ru": "Про", "en": "Pro"})
    assert plan.described("en", Description("Tea", "<i>Tea</i>")) == replace(
        plan,
        descriptions={"ru": "Чай", "en": "Tea"},
        formatted={"ru": "<b>Чай</b>", "en": "<i>Tea</i>"},
    )
    plain = plan.described("ru", Description("Кофе"))
    assert plain == replace(plan, descriptions={"ru": "Кофе"}, formatted={"ru": ""})
