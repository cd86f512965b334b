"""What the outbox does in private chats: which step is due, and what became of it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.clock import Clock
from bot.domain.membership import MembershipState, Right, Step, next_step, right_for
from bot.domain.models import PersonId
from bot.usecases.chats import sync
from bot.usecases.chats.requests import move_chat, set_standing
from bot.usecases.outbox import enqueue
from storage import access_chats, memberships, outbox
from storage.access_chats import AccessChat, Standing
from storage.engine.database import Database
from storage.engine.tx import Tx
from storage.outbox import NewMessage, QueuedMessage


@dataclass(frozen=True, slots=True)
class Task:
    """One step for one person in one chat; `state` is how it stood when the step was chosen."""

    job: QueuedMessage
    membership_id: int
    chat_id: int
    telegram_user_id: PersonId
    state: MembershipState
    step: Step
    turn: int


@dataclass(frozen=True, slots=True)
class ChatJobs:
    db: Database
    clock: Clock
    admin_ids: tuple[int, ...]

    async def chat(self, job: QueuedMessage) -> AccessChat | None:
        """The chat that a look is meant for, if it is still in the settings."""
        subject = job.subject_id or 0
        found = await self.db.read(lambda tx: access_chats.get(tx, subject))
        return found if found is not None and found.is_listed else None

    async def task(self, job: QueuedMessage) -> Task | None:
        """What this job has to do now; None where nothing is left to do, or it must wait for a
        right that is known to be missing: then it does."""
        now = self.clock.now()
        task, must_wait = await self.db.read(lambda tx: _task(tx, job, now))
        if task is None:
            await self._close(job, "no longer true")
        elif must_wait:
            await self.db.write(lambda tx: _wait(tx, task))
            return None
        return task

    async def begin(self, task: Task, state: MembershipState) -> bool:
        """Write down what is about to be done, before Telegram is called. False: things have
        changed since, and it must not be done."""
        if task.state is state:
            return True
        before = (task.state,)
        return await self.db.write(
            lambda tx: memberships.change(tx, task.membership_id, before, state)
        )

    async def finish(
        self, task: Task, before: Sequence[MembershipState], after: MembershipState
    ) -> None:
        """The step is done. What Telegram told of the person meanwhile is newer, and stays."""
        now = self.clock.now()

        def work(tx: Tx) -> None:
            memberships.change(tx, task.membership_id, before, after)
            outbox.set_sent(tx, task.job.id, now)
            _see_to_the_rest(tx, task, now)

        await self.db.write(work)

    async def declined(self, task: Task) -> None:
        """Their request is gone; who has asked again meanwhile has a new one."""
        now = self.clock.now()

        def work(tx: Tx) -> None:
            memberships.set_declined(tx, task.membership_id, task.turn)
            outbox.set_sent(tx, task.job.id, now)
            _see_to_the_rest(tx, task, now)

        await self.db.write(work)

    async def removed(self, task: Task) -> None:
        """They are out, may come back, and are told."""
        now = self.clock.now()

        def work(tx: Tx) -> None:
            out = memberships.change(
                tx, task.membership_id, (MembershipState.REMOVING,), MembershipState.OUT
            )
            outbox.set_sent(tx, task.job.id, now)
            if out:
                kind = enqueue.CHAT_REMOVED
                key = f"{kind}:{task.job.id}"
                word = NewMessage(key, kind, task.telegram_user_id, task.membership_id)
                outbox.enqueue(tx, word, now)
            _see_to_the_rest(tx, task, now)

        await self.db.write(work)

    async def nothing_to_do(self, job: QueuedMessage) -> None:
        await self._close(job, "no longer true")

    async def lacks(self, job: QueuedMessage, right: Right) -> None:
        """Telegram says that we may not: the job waits until we may."""
        now = self.clock.now()
        change = {Right.INVITE: {"may_invite": False}, Right.REMOVE: {"may_remove": False}}

        def work(tx: Tx) -> None:
            chat = access_chats.by_chat_id(tx, job.chat_id)
            _put_aside(tx, job, f"the right to {right} is missing", now)
            if chat is not None:
                standing = Standing(chat.may_invite, chat.may_remove, is_gone=False)
                self._stand(tx, chat, replace(standing, **change[right]))

        await self.db.write(work)

    async def gone(self, job: QueuedMessage, reason: str) -> None:
        now = self.clock.now()

        def work(tx: Tx) -> None:
            chat = access_chats.by_chat_id(tx, job.chat_id)
            _put_aside(tx, job, reason, now)
            if chat is not None:
                self._stand(tx, chat, Standing(chat.may_invite, chat.may_remove, is_gone=True))

        await self.db.write(work)

    async def moved(self, job: QueuedMessage, new_chat_id: int) -> None:
        """The job stays queued, for the chat's new id."""
        now = self.clock.now()
        await self.db.write(lambda tx: move_chat(tx, job.chat_id, new_chat_id, now))

    async def seen(self, chat: AccessChat, title: str, standing: Standing) -> None:
        def work(tx: Tx) -> None:
            if title and title != chat.title:
                access_chats.set_title(tx, chat.id, title)
            current = access_chats.get(tx, chat.id)
            if current is not None:
                self._stand(tx, current, standing)

        await self.db.write(work)

    async def looked(self, job: QueuedMessage, link: str | None) -> None:
        """The look is over; with the link that was made, if one was."""
        now = self.clock.now()

        def work(tx: Tx) -> None:
            outbox.set_sent(tx, job.id, now)
            if link is not None and job.subject_id is not None:
                access_chats.set_link(tx, job.subject_id, link)

        await self.db.write(work)

    async def _close(self, job: QueuedMessage, why: str) -> None:
        now = self.clock.now()
        await self.db.write(lambda tx: outbox.set_cancelled(tx, job.id, why, now))

    def _stand(self, tx: Tx, chat: AccessChat, standing: Standing) -> None:
        set_standing(tx, chat, standing, self.admin_ids, self.clock.now())


def _task(tx: Tx, job: QueuedMessage, now: int) -> tuple[Task | None, bool]:
    membership = memberships.get(tx, job.subject_id or 0)
    chat = access_chats.get(tx, membership.access_chat) if membership else None
    if membership is None or chat is None or not chat.is_listed:
        return None, False
    person = membership.telegram_user_id
    step = next_step(
        membership.state,
        has_access=sync.has_access(tx, person, now),
        decline_at=membership.decline_at,
        now=now,
    )
    if step is None:
        return None, False
    task = Task(job, membership.id, chat.chat_id, person, membership.state, step, membership.turn)
    return task, not chat.allows(right_for(step))


def _wait(tx: Tx, task: Task) -> None:
    """Unless the right came back this very moment: then it stays queued and is tried at once."""
    chat = access_chats.by_chat_id(tx, task.chat_id)
    right = right_for(task.step)
    if chat is not None and not chat.allows(right):
        outbox.wait(tx, task.job.id, f"the right to {right} is missing")


def _put_aside(tx: Tx, job: QueuedMessage, why: str, now: int) -> None:
    """Until the chat can be worked in again. A look has done its work: the next one is planned."""
    if job.kind == sync.LOOK_JOB:
        outbox.set_sent(tx, job.id, now)
    else:
        outbox.wait(tx, job.id, why)


def _see_to_the_rest(tx: Tx, task: Task, now: int) -> None:
    """Access may have begun or ended while Telegram was being asked."""
    membership = memberships.get(tx, task.membership_id)
    if membership is None:
        return
    active = sync.has_access(tx, task.telegram_user_id, now)
    if next_step(membership.state, has_access=active, decline_at=membership.decline_at, now=now):
        sync.see_to(tx, membership, now, hurried=active)
