"""The doorman: does the outbox's jobs in private chats, one Telegram call after the other."""

from bot.domain.membership import MembershipState, Right, Step
from bot.telegram.chats import (
    Answer,
    Done,
    DoneBefore,
    Gate,
    Gone,
    IsAdmin,
    Link,
    Moved,
    NoRight,
    NotThere,
    Place,
    Trouble,
    View,
)
from bot.telegram.sender import Delivery, Refused, Unreachable
from bot.usecases.chats.jobs import ChatJobs, Task
from bot.usecases.chats.sync import ACCESS_JOB, LOOK_JOB
from storage.access_chats import AccessChat, Standing
from storage.outbox import QueuedMessage

_ASKED = (MembershipState.ASKING, MembershipState.LETTING_IN)


class Doorman:
    """Each of `jobs` gives what the outbox has to record; None when that is done already."""

    def __init__(self, jobs: ChatJobs, gate: Gate) -> None:
        self._jobs = jobs
        self._gate = gate
        self.jobs = {ACCESS_JOB: self._access, LOOK_JOB: self._look}

    async def _access(self, job: QueuedMessage) -> Delivery | None:
        task = await self._jobs.task(job)
        if task is None:
            return None
        match task.step:
            case Step.APPROVE:
                return await self._admit(task)
            case Step.DECLINE:
                return await self._decline(task)
            case Step.REMOVE:
                return await self._remove(task)
            case Step.REINSTATE:
                return await self._reinstate(task)

    async def _admit(self, task: Task) -> Delivery | None:
        """An earlier try may have arrived though we never heard so: then “no such request” means
        that it was us. At the first try it means that somebody else was faster."""
        was_tried = task.state is MembershipState.LETTING_IN
        if not await self._jobs.begin(task, MembershipState.LETTING_IN):
            return None  # it stays queued, and is decided anew
        answer = await self._gate.admit(task.chat_id, task.telegram_user_id)
        if isinstance(answer, Done) or (isinstance(answer, DoneBefore) and was_tried):
            await self._jobs.finish(task, _ASKED, MembershipState.INSIDE)
        elif isinstance(answer, DoneBefore | NotThere | IsAdmin):
            await self._jobs.finish(task, _ASKED, MembershipState.OUT)
        else:
            return await self._trouble(task.job, answer, Right.INVITE)
        return None

    async def _decline(self, task: Task) -> Delivery | None:
        answer = await self._gate.decline(task.chat_id, task.telegram_user_id)
        if isinstance(answer, Done | DoneBefore | NotThere | IsAdmin):
            await self._jobs.declined(task)
            return None
        return await self._trouble(task.job, answer, Right.INVITE)

    async def _remove(self, task: Task) -> Delivery | None:
        """Look first: who was made an administrator stays, and a ban of others' isn't ours to
        lift, unless the intent says that the ban is ours."""
        place = await self._gate.place(task.chat_id, task.telegram_user_id)
        match place:
            case Place.MEMBER:
                return await self._ban(task)
            case Place.BANNED if task.state is MembershipState.REMOVING:
                return await self._let_return(task)
            case Place.ADMIN:
                await self._jobs.nothing_to_do(task.job)
            case Place.OUTSIDE if task.state is MembershipState.LETTING_IN:
                return await self._withdraw(task)
            case Place.OUTSIDE if task.state is MembershipState.REMOVING:
                await self._jobs.removed(task)
            case Place():
                before = (task.state,)
                await self._jobs.finish(task, before, MembershipState.OUT)
            case _:
                return await self._trouble(task.job, place, Right.REMOVE)
        return None

    async def _withdraw(self, task: Task) -> Delivery | None:
        """We meant to let them in, and can't tell whether Telegram has heard: it has not."""
        answer = await self._gate.decline(task.chat_id, task.telegram_user_id)
        if isinstance(answer, Done | DoneBefore | NotThere | IsAdmin):
            await self._jobs.finish(task, _ASKED, MembershipState.OUT)
            return None
        return await self._trouble(task.job, answer, Right.INVITE)

    async def _ban(self, task: Task) -> Delivery | None:
        if not await self._jobs.begin(task, MembershipState.REMOVING):
            return None
        answer = await self._gate.ban(task.chat_id, task.telegram_user_id)
        if isinstance(answer, Done | DoneBefore | NotThere):
            return await self._let_return(task)
        if isinstance(answer, IsAdmin):  # since we looked
            await self._jobs.nothing_to_do(task.job)
            return None
        return await self._trouble(task.job, answer, Right.REMOVE)

    async def _let_return(self, task: Task) -> Delivery | None:
        answer = await self._gate.unban(task.chat_id, task.telegram_user_id)
        if isinstance(answer, Done | DoneBefore | NotThere | IsAdmin):
            await self._jobs.removed(task)
            return None
        return await self._trouble(task.job, answer, Right.REMOVE)

    async def _reinstate(self, task: Task) -> Delivery | None:
        """They paid while they were being removed: whatever was done of it, no ban stays."""
        answer = await self._gate.unban(task.chat_id, task.telegram_user_id)
        if not isinstance(answer, Done | DoneBefore | NotThere | IsAdmin):
            return await self._trouble(task.job, answer, Right.REMOVE)
        place = await self._gate.place(task.chat_id, task.telegram_user_id)
        if not isinstance(place, Place):
            return await self._trouble(task.job, place, Right.REMOVE)
        inside = place in {Place.MEMBER, Place.ADMIN}
        after = MembershipState.INSIDE if inside else MembershipState.OUT
        await self._jobs.finish(task, (MembershipState.REMOVING,), after)
        return None

    async def _look(self, job: QueuedMessage) -> Delivery | None:
        chat = await self._jobs.chat(job)
        if chat is None:
            await self._jobs.nothing_to_do(job)
            return None
        view = await self._gate.look(chat.chat_id)
        if not isinstance(view, View):
            return await self._trouble(job, view, Right.INVITE)
        standing = Standing(view.may_invite, view.may_remove, is_gone=not view.is_inside)
        await self._jobs.seen(chat, view.title, standing)
        return await self._make_link(job, chat, standing)

    async def _make_link(
        self, job: QueuedMessage, chat: AccessChat, standing: Standing
    ) -> Delivery | None:
        """One link a chat, kept: it may leak, for it opens nothing by itself."""
        if chat.invite_link or not standing.may_invite or standing.is_gone:
            await self._jobs.looked(job, None)
            return None
        made = await self._gate.invite(chat.chat_id)
        if isinstance(made, Link):
            await self._jobs.looked(job, made.url)
            return None
        return await self._trouble(job, made, Right.INVITE)

    async def _trouble(
        self, job: QueuedMessage, trouble: Trouble | Answer, right: Right
    ) -> Delivery | None:
        """What concerns the whole chat is remembered there; the rest is the outbox's matter."""
        match trouble:
            case NoRight():
                await self._jobs.lacks(job, right)
            case Gone(reason):
                await self._jobs.gone(job, reason)
            case Moved(chat_id):
                await self._jobs.moved(job, chat_id)
            case Done() | DoneBefore() | NotThere() | IsAdmin():
                return Refused(f"an answer out of place: {type(trouble).__name__}")
            case Unreachable(reason):
                return Refused(reason)  # no person who could come back and release it
            case _:
                return trouble
        return None
