"""Chat jobs as their worker uses them: chooses the due step, and records its result."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from bot.clock import Clock
from bot.domain.membership import (
    VERDICT_SECONDS,
    AccessChat,
    ChatRights,
    MembershipState,
    Right,
    Step,
    next_step,
    right_for,
)
from bot.domain.models import PersonId
from bot.usecases.chats import sync
from bot.usecases.chats.requests import move_chat, set_rights
from bot.usecases.outbox.kinds import JobKind, NoticeKind
from storage import access_chats, memberships, outbox
from storage.engine.database import Database
from storage.engine.tx import Tx
from storage.outbox import NewMessage, QueuedMessage


@dataclass(frozen=True, slots=True)
class Task:
    """One step for one person in one chat; `state` is the membership's when it was chosen."""

    job: QueuedMessage
    membership_id: int
    chat_id: int
    telegram_user_id: PersonId
    state: MembershipState
    step: Step
    turn: int
    asked_at: int


@dataclass(frozen=True, slots=True)
class ChatJobs:
    """The jobs of the private chats, which are rows of the outbox."""

    db: Database
    clock: Clock
    admin_ids: Collection[int]

    async def chat(self, job: QueuedMessage) -> AccessChat | None:
        """Return the chat of a look, if it is still in the settings."""
        subject = job.subject_id or 0
        found = await self.db.read(lambda tx: access_chats.get(tx, subject))
        return found if found is not None and found.is_listed else None

    async def task(self, job: QueuedMessage) -> Task | None:
        """Return the step that this job has to do now; None if nothing is left to do.

        None also if a right is known to be missing; the job then waits for it.
        """
        now = self.clock.now()
        found = await self.db.read(lambda tx: _task(tx, job, now))
        if found is None:
            await self._close(job, "no longer true")
            return None
        task, must_wait = found
        if must_wait:
            await self.db.write(lambda tx: _wait(tx, task))
            return None
        return task

    def is_verdict_awaited(self, task: Task) -> bool:
        """Return whether Telegram may still wait for the bot's verdict about the join request."""
        return self.clock.now() - task.asked_at <= VERDICT_SECONDS

    async def begin(self, task: Task, state: MembershipState) -> bool:
        """Record the step about to be done, before Telegram is called.

        Return False if the membership has changed since: then the step must not be done.
        """
        if task.state is state:
            return True
        before = (task.state,)
        return await self.db.write(
            lambda tx: memberships.change(tx, task.membership_id, before, state)
        )

    async def finish(
        self, task: Task, before: Sequence[MembershipState], after: MembershipState
    ) -> None:
        """Record a step that is done; a newer state from Telegram stays."""
        now = self.clock.now()

        def work(tx: Tx) -> None:
            memberships.change(tx, task.membership_id, before, after)
            outbox.set_sent(tx, task.job.id, now)
            _queue_next_step(tx, task, now)

        await self.db.write(work)

    async def declined(self, task: Task) -> None:
        """Record a declined request, unless the person has sent a new one meanwhile."""
        now = self.clock.now()

        def work(tx: Tx) -> None:
            memberships.set_declined(tx, task.membership_id, task.turn)
            outbox.set_sent(tx, task.job.id, now)
            _queue_next_step(tx, task, now)

        await self.db.write(work)

    async def removed(self, task: Task) -> None:
        """Record that the person is out and may come back, and notify them."""
        now = self.clock.now()

        def work(tx: Tx) -> None:
            out = memberships.change(
                tx, task.membership_id, (MembershipState.REMOVING,), MembershipState.OUT
            )
            outbox.set_sent(tx, task.job.id, now)
            if out:
                kind = NoticeKind.CHAT_REMOVED
                key = f"{kind}:{task.job.id}"
                notice = NewMessage(key, kind, task.telegram_user_id, task.membership_id)
                outbox.enqueue(tx, notice, now)
            _queue_next_step(tx, task, now)

        await self.db.write(work)

    async def nothing_to_do(self, job: QueuedMessage) -> None:
        """Close a job that is no longer needed."""
        await self._close(job, "no longer true")

    async def right_missing(self, job: QueuedMessage, right: Right) -> None:
        """Record that Telegram refused for a missing right; the job waits until it is back."""
        now = self.clock.now()
        change = {Right.INVITE: {"may_invite": False}, Right.REMOVE: {"may_remove": False}}

        def work(tx: Tx) -> None:
            chat = access_chats.by_chat_id(tx, job.chat_id)
            _suspend(tx, job, f"the right to {right} is missing", now)
            if chat is not None:
                rights = ChatRights(chat.may_invite, chat.may_remove, is_gone=False)
                self._set_rights(tx, chat, replace(rights, **change[right]))

        await self.db.write(work)

    async def chat_gone(self, job: QueuedMessage, reason: str) -> None:
        """Record that the bot can't work in the chat any more; the job waits until it can."""
        now = self.clock.now()

        def work(tx: Tx) -> None:
            chat = access_chats.by_chat_id(tx, job.chat_id)
            _suspend(tx, job, reason, now)
            if chat is not None:
                rights = ChatRights(chat.may_invite, chat.may_remove, is_gone=True)
                self._set_rights(tx, chat, rights)

        await self.db.write(work)

    async def chat_moved(self, job: QueuedMessage, new_chat_id: int) -> None:
        """Record the chat's new id; the job stays queued for it."""
        now = self.clock.now()
        await self.db.write(lambda tx: move_chat(tx, job.chat_id, new_chat_id, now))

    async def save_look(self, chat: AccessChat, title: str, rights: ChatRights) -> None:
        """Record the title and the rights that a look has found."""

        def work(tx: Tx) -> None:
            if title and title != chat.title:
                access_chats.set_title(tx, chat.id, title)
            current = access_chats.get(tx, chat.id)
            if current is not None:
                self._set_rights(tx, current, rights)

        await self.db.write(work)

    async def look_done(self, job: QueuedMessage, link: str | None) -> None:
        """Close a look; `link` is the invite link that was made, if one was."""
        now = self.clock.now()

        def work(tx: Tx) -> None:
            outbox.set_sent(tx, job.id, now)
            if link is not None and job.subject_id is not None:
                access_chats.set_link(tx, job.subject_id, link)

        await self.db.write(work)

    async def _close(self, job: QueuedMessage, why: str) -> None:
        now = self.clock.now()
        await self.db.write(lambda tx: outbox.set_cancelled(tx, job.id, why, now))

    def _set_rights(self, tx: Tx, chat: AccessChat, rights: ChatRights) -> None:
        set_rights(tx, chat, rights, self.admin_ids, self.clock.now())


def _task(tx: Tx, job: QueuedMessage, now: int) -> tuple[Task, bool] | None:
    """Return the step of this job, and whether it must wait for a right; None without a step."""
    membership = memberships.get(tx, job.subject_id or 0)
    chat = access_chats.get(tx, membership.access_chat) if membership else None
    if membership is None or chat is None or not chat.is_listed:
        return None
    person = membership.telegram_user_id
    step = next_step(
        membership.state,
        has_access=sync.has_access(tx, person, membership.access_chat, now),
        decline_at=membership.decline_at,
        now=now,
    )
    if step is None:
        return None
    task = Task(
        job,
        membership.id,
        chat.chat_id,
        person,
        membership.state,
        step,
        membership.turn,
        membership.asked_at,
    )
    return task, not chat.allows(right_for(step))


def _wait(tx: Tx, task: Task) -> None:
    """Let the job wait for its right; if that came back this moment, it stays queued."""
    chat = access_chats.by_chat_id(tx, task.chat_id)
    right = right_for(task.step)
    if chat is not None and not chat.allows(right):
        outbox.wait(tx, task.job.id, f"the right to {right} is missing")


def _suspend(tx: Tx, job: QueuedMessage, why: str, now: int) -> None:
    """Let the job wait until the chat or right is back; a look is done, its next one is planned."""
    if job.kind == JobKind.LOOK:
        outbox.set_sent(tx, job.id, now)
    else:
        outbox.wait(tx, job.id, why)


def _queue_next_step(tx: Tx, task: Task, now: int) -> None:
    """Queue the next step: access may have begun or ended while Telegram was being called."""
    membership = memberships.get(tx, task.membership_id)
    if membership is None:
        return
    active = sync.has_access(tx, task.telegram_user_id, membership.access_chat, now)
    if next_step(membership.state, has_access=active, decline_at=membership.decline_at, now=now):
        sync.queue_step(tx, membership, now, urgent=active)
