"""Drafts of a plan's name or description: an admin has sent it and seen the shop with it, as buyers
will, and then lets it count.
"""

from dataclasses import asdict, dataclass, replace
from html import escape

from aiogram import Router
from aiogram.exceptions import TelegramBadRequest
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from bot.deps import Deps
from bot.domain.models import PlanId
from bot.domain.plan_names import NameProblem, description_of, tidy
from bot.domain.plans import Plan
from bot.texts import GAP, Markup, lines, quoted
from bot.usecases.outbox.wording import Wording
from bot.usecases.plans.plans import Seen
from handlers.telegram.admin.plans import screens
from handlers.telegram.admin.shared.drafts import Drafts, mine_or_theirs, save_or_leave
from handlers.telegram.admin.shared.hints import about_words
from handlers.telegram.admin.shared.phrases import reason_of
from handlers.telegram.buyer.shop import newcomers_shop
from handlers.telegram.callbacks.plans import DropPlanWords, SavePlanWords
from handlers.telegram.ui.screen import alert, done, keyboard, show

_DRAFTS = Drafts("plan_draft", "plan_draft_number", ("plan_id", "plan_locale"))


@dataclass(frozen=True, slots=True)
class Draft:
    """Words for a plan in a language, as they were typed, and those that the admin had seen there
    when they began."""

    plan_id: int
    locale: str
    is_name: bool
    typed: str
    html: str
    seen: str | None
    shop: str | None
    """Set, if the question was asked in /shop, which the way back leads to."""

    def present(self, plan: Plan) -> str | None:
        """Return what stands there now."""
        return (plan.names if self.is_name else plan.descriptions).get(self.locale)

    def on(self, plan: Plan) -> Plan:
        """Return the plan as it will be; another plan as it is."""
        if plan.id != self.plan_id:
            return plan
        if self.is_name:
            return plan.renamed(self.locale, tidy(self.typed))
        words = description_of(self.typed, self.html)
        return plan.described(self.locale, words) if words is not None else plan


def register(router: Router) -> None:
    router.callback_query.register(save, SavePlanWords.filter())
    router.callback_query.register(drop, DropPlanWords.filter())


async def offer(
    message: Message, state: FSMContext, draft: Draft, deps: Deps, say: Wording
) -> None:
    """Show what buyers will read, and ask before it counts."""
    shown = Wording(say.texts, draft.locale, tuple(map(draft.on, deps.plans.known)))
    words = _words(draft, shown)
    text, rows = await newcomers_shop(deps, shown, PlanId(draft.plan_id))
    try:
        in_shop = words in text
        preview = [await message.answer(text, reply_markup=keyboard(rows))] if in_shop else []
        asked = say("face-preview") if preview else say("plan-words-unread", words=words)
        hints = () if draft.is_name else about_words(draft.html, draft.locale, preview, say)
        await _ask(message, state, draft, lines(asked, *hints), say)
    except TelegramBadRequest as error:
        await message.answer(say("face-refused", reason=reason_of(error)))


async def _ask(
    message: Message, state: FSMContext, draft: Draft, text: Markup, say: Wording
) -> None:
    """Ask whether the draft should count; raise TelegramBadRequest for words that Telegram doesn't
    take."""
    number = await _DRAFTS.keep(state, asdict(draft))
    rows = save_or_leave(say, SavePlanWords(draft=number), DropPlanWords(draft=number))
    await message.answer(text, reply_markup=keyboard(rows))


def _words(draft: Draft, shown: Wording) -> Markup:
    plan_id = PlanId(draft.plan_id)
    if draft.is_name:
        return Markup(escape(shown.plan(plan_id)))
    return shown.plan_words(plan_id) or Markup()


async def save(
    query: CallbackQuery, callback_data: SavePlanWords, state: FSMContext, deps: Deps, say: Wording
) -> None:
    """Let the draft count; where another admin was quicker, show theirs and ask once more."""
    found = await _recalled(query, callback_data.draft, state, deps, say)
    if found is None:
        return
    draft, plan = found
    present = draft.present(plan)
    if present != draft.seen:
        await _DRAFTS.change(state, asdict(replace(draft, seen=present)))
        theirs = quoted(present) if present else say("plan-words-none")
        number = callback_data.draft
        rows = mine_or_theirs(say, SavePlanWords(draft=number), DropPlanWords(draft=number))
        await show(query, say("window-words-conflict", words=theirs), rows)
        await done(query)
        return
    problem = await _save(draft, plan.id, query.from_user.id, deps)
    if problem is not None:
        taken = problem is NameProblem.TAKEN
        await alert(query, say.plain("toast-plan-name-in-use" if taken else "toast-changed"))
        return
    await _close(query, state, draft, deps, say, say("face-saved"))
    await done(query)


async def _save(draft: Draft, plan_id: PlanId, admin_id: int, deps: Deps) -> NameProblem | None:
    seen = Seen(draft.seen)
    if draft.is_name:
        return await deps.plans.rename(plan_id, draft.typed, draft.locale, admin_id, seen)
    described = await deps.plans.describe(
        plan_id, draft.typed, draft.locale, admin_id, draft.html, seen
    )
    return None if described else NameProblem.CHANGED


async def drop(
    query: CallbackQuery, callback_data: DropPlanWords, state: FSMContext, deps: Deps, say: Wording
) -> None:
    found = await _recalled(query, callback_data.draft, state, deps, say)
    if found is not None:
        await _close(query, state, found[0], deps, say)
        await done(query, say.plain("toast-face-left"))


async def _close(
    query: CallbackQuery,
    state: FSMContext,
    draft: Draft,
    deps: Deps,
    say: Wording,
    *above: Markup,
) -> None:
    """Forget the draft and the question, and show the plan."""
    await _DRAFTS.close(state)
    text, rows = await screens.card(PlanId(draft.plan_id), deps, say)
    way = screens.to_shop(draft.plan_id, say) if draft.shop is not None else []
    await show(query, lines(*above, *([GAP] if above else []), text), [*rows, way])


async def _recalled(
    query: CallbackQuery, number: int, state: FSMContext, deps: Deps, say: Wording
) -> tuple[Draft, Plan] | None:
    """Return the draft with this number and its plan; None, and the press is answered, for an older
    one."""
    found = await _DRAFTS.pressed(query, number, state, say)
    if found is None:
        return None
    draft = Draft(**found)
    plan = deps.plans.get(draft.plan_id)
    if plan is None:
        await alert(query, say.plain("toast-face-draft-gone"))
        return None
    return draft, plan
