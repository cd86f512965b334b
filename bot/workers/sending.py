"""Sends one composed notice; where Telegram refuses the owner's words, it goes out without them."""

from dataclasses import dataclass, replace

from bot.domain.models import LeftOut, Message
from bot.telegram.pace import Pace
from bot.telegram.sender import Refused, Sender, SendOutcome, Sent, TryLater
from bot.telegram.turns import Urgency
from bot.usecases.notices.compose import Notices
from storage.outbox import Lane, QueuedMessage

URGENCY = {
    Lane.ALARMS: Urgency.ALARM,
    Lane.PAYMENTS: Urgency.PAYMENT,
    Lane.REMINDERS: Urgency.REMINDER,
    Lane.BROADCASTS: Urgency.BROADCAST,
}


@dataclass(frozen=True, slots=True)
class Sending:
    """The way of a notice to Telegram."""

    notices: Notices
    sender: Sender
    pace: Pace

    async def send(self, message: QueuedMessage, composed: Message) -> SendOutcome:
        """Send a notice. Nobody misses it because of the owner's words, button or picture: after a
        refusal, and after nothing else, it is sent with the bot's words alone."""
        outcome = await self._try(message, composed)
        if not isinstance(outcome, Refused) or not composed.own:
            return outcome
        original = await self.notices.compose(message, own=False)
        if original is None:
            return TryLater("no longer true")
        await self.pace.turn(URGENCY[message.lane])
        left_out = LeftOut(composed.own, outcome.reason)
        outcome = await self._try(message, original)
        return replace(outcome, left_out=left_out) if isinstance(outcome, Sent) else outcome

    async def _try(self, message: QueuedMessage, composed: Message) -> SendOutcome:
        self.pace.sent_to(message.chat_id)  # answers to the same chat keep their distance too
        outcome = await self.sender.send(message.chat_id, composed)
        self.pace.sent_to(message.chat_id)
        return outcome
