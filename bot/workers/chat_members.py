"""Carries out the outbox's jobs in private chats, one Telegram call after the other."""

from bot.domain.membership import AccessChat, ChatRights, MembershipState, Right, Step
from bot.telegram.chats import (
    Answer,
    ChatClient,
    Done,
    DoneBefore,
    Failure,
    Gone,
    IsAdmin,
    Link,
    Moved,
    NoRight,
    NotThere,
    Place,
    View,
)
from bot.telegram.sender import Refused, SendOutcome, TryLater, Unreachable
from bot.usecases.chats.jobs import ChatJobs, Task
from bot.usecases.outbox.kinds import JobKind
from storage.outbox import QueuedMessage

_ASKED = (MembershipState.ASKING, MembershipState.LETTING_IN)


class ChatMembers:
    """The functions for the outbox's jobs, in `jobs` by kind. Each returns the outcome for the
    outbox to record, or None where it is recorded already."""

    def __init__(self, jobs: ChatJobs, chats: ChatClient) -> None:
        self._jobs = jobs
        self._chats = chats
        self.jobs = {JobKind.ACCESS: self._access, JobKind.LOOK: self._look}

    async def _access(self, job: QueuedMessage) -> SendOutcome | None:
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

    async def _admit(self, task: Task) -> SendOutcome | None:
        """Approve the join request.

        An earlier try may have succeeded though its answer was lost: then “no such request” can
        mean that the bot approved it. At the first try it means that somebody else was faster.
        """
        was_tried = task.state is MembershipState.LETTING_IN
        if not await self._jobs.begin(task, MembershipState.LETTING_IN):
            return None  # it stays queued, and is decided again
        # As it was before Telegram was asked: its wait may end while the answer is under way.
        is_awaited = self._jobs.is_verdict_awaited(task)
        answer = await self._chats.admit(task.chat_id, task.telegram_user_id)
        if isinstance(answer, DoneBefore) and was_tried:
            return await self._see_who_is_inside(task, is_awaited=is_awaited)
        if isinstance(answer, Done):
            await self._jobs.finish(task, _ASKED, MembershipState.INSIDE)
        elif isinstance(answer, DoneBefore | NotThere | IsAdmin):
            await self._jobs.finish(task, _ASKED, MembershipState.OUT)
        else:
            return await self._failed(task.job, answer, Right.INVITE)
        return None

    async def _see_who_is_inside(self, task: Task, *, is_awaited: bool) -> SendOutcome | None:
        """Look whether an earlier try has let the person in.

        If not, the request was withdrawn, or Telegram still waits for the verdict about it that got
        lost (Bot API, answerChatJoinRequestQuery): it can be approved when Telegram waits no more.
        """
        place = await self._chats.place(task.chat_id, task.telegram_user_id)
        if not isinstance(place, Place):
            return await self._failed(task.job, place, Right.INVITE)
        if place in {Place.MEMBER, Place.ADMIN}:
            await self._jobs.finish(task, _ASKED, MembershipState.INSIDE)
        elif is_awaited:
            return TryLater("Telegram still waits for a verdict")
        else:
            await self._jobs.finish(task, _ASKED, MembershipState.OUT)
        return None

    async def _decline(self, task: Task) -> SendOutcome | None:
        answer = await self._chats.decline(task.chat_id, task.telegram_user_id)
        if isinstance(answer, Done | DoneBefore | NotThere | IsAdmin):
            await self._jobs.declined(task)
            return None
        return await self._failed(task.job, answer, Right.INVITE)

    async def _remove(self, task: Task) -> SendOutcome | None:
        """Look first, then remove: a person who was made an administrator stays, and somebody
        else's ban must not be lifted, unless the intent says that the ban is the bot's own."""
        place = await self._chats.place(task.chat_id, task.telegram_user_id)
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
                return await self._failed(task.job, place, Right.REMOVE)
        return None

    async def _withdraw(self, task: Task) -> SendOutcome | None:
        """Decline a request whose approval was begun: the person is outside, so it got lost."""
        answer = await self._chats.decline(task.chat_id, task.telegram_user_id)
        if isinstance(answer, Done | DoneBefore | NotThere | IsAdmin):
            await self._jobs.finish(task, _ASKED, MembershipState.OUT)
            return None
        return await self._failed(task.job, answer, Right.INVITE)

    async def _ban(self, task: Task) -> SendOutcome | None:
        if not await self._jobs.begin(task, MembershipState.REMOVING):
            return None
        answer = await self._chats.ban(task.chat_id, task.telegram_user_id)
        if isinstance(answer, Done | DoneBefore | NotThere):
            return await self._let_return(task)
        if isinstance(answer, IsAdmin):  # promoted since the look
            await self._jobs.nothing_to_do(task.job)
            return None
        return await self._failed(task.job, answer, Right.REMOVE)

    async def _let_return(self, task: Task) -> SendOutcome | None:
        answer = await self._chats.unban(task.chat_id, task.telegram_user_id)
        if isinstance(answer, Done | DoneBefore | NotThere | IsAdmin):
            await self._jobs.removed(task)
            return None
        return await self._failed(task.job, answer, Right.REMOVE)

    async def _reinstate(self, task: Task) -> SendOutcome | None:
        """Lift the ban of a person who paid while being removed, however far that had come."""
        answer = await self._chats.unban(task.chat_id, task.telegram_user_id)
        if not isinstance(answer, Done | DoneBefore | NotThere | IsAdmin):
            return await self._failed(task.job, answer, Right.REMOVE)
        place = await self._chats.place(task.chat_id, task.telegram_user_id)
        if not isinstance(place, Place):
            return await self._failed(task.job, place, Right.REMOVE)
        inside = place in {Place.MEMBER, Place.ADMIN}
        after = MembershipState.INSIDE if inside else MembershipState.OUT
        await self._jobs.finish(task, (MembershipState.REMOVING,), after)
        return None

    async def _look(self, job: QueuedMessage) -> SendOutcome | None:
        chat = await self._jobs.chat(job)
        if chat is None:
            await self._jobs.nothing_to_do(job)
            return None
        view = await self._chats.look(chat.chat_id)
        if not isinstance(view, View):
            return await self._failed(job, view, Right.INVITE)
        rights = ChatRights(view.may_invite, view.may_remove, is_gone=not view.is_inside)
        await self._jobs.save_look(chat, view.title, rights)
        return await self._make_link(job, chat, rights)

    async def _make_link(
        self, job: QueuedMessage, chat: AccessChat, rights: ChatRights
    ) -> SendOutcome | None:
        """Make one link for the chat and keep it. It may leak: it only leads to a join request."""
        if chat.invite_link or not rights.may_invite or rights.is_gone:
            await self._jobs.look_done(job, None)
            return None
        made = await self._chats.invite(chat.chat_id)
        if isinstance(made, Link):
            await self._jobs.look_done(job, made.url)
            return None
        return await self._failed(job, made, Right.INVITE)

    async def _failed(
        self, job: QueuedMessage, failure: Failure | Answer, right: Right
    ) -> SendOutcome | None:
        """Record a failure that concerns the whole chat; return any other one for the outbox."""
        match failure:
            case NoRight():
                await self._jobs.right_missing(job, right)
            case Gone(reason):
                await self._jobs.chat_gone(job, reason)
            case Moved(chat_id):
                await self._jobs.chat_moved(job, chat_id)
            case Done() | DoneBefore() | NotThere() | IsAdmin():
                return Refused(f"an answer out of place: {type(failure).__name__}")
            case Unreachable(reason):
                return Refused(reason)  # nobody can press Start in a private chat to release it
            case _:
                return failure
        return None
