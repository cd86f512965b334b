"""People pay in Stars: Telegram asks the bot, takes the Stars, and reports the payment."""

import asyncio
from dataclasses import dataclass

from bot.sandbox.telegram.methods.stars import give_back
from bot.sandbox.telegram.models import Formatted, Json, Message
from bot.sandbox.telegram.render import user_json
from bot.sandbox.telegram.sharing import SharingActions
from bot.sandbox.telegram.stars import (
    CHECKOUT_SECONDS,
    Invoice,
    Movement,
    StarsCharge,
    StarsSubscription,
)

BALANCE_TOO_LOW = "You don't have enough Stars."
NO_ANSWER = "The bot didn't answer. Nothing was charged."


@dataclass(frozen=True, slots=True)
class Payment:
    """How a payment ended for its payer: `charge` is None where nothing was taken, and `refused`
    says why."""

    charge: StarsCharge | None
    refused: str | None = None


class PaymentActions(SharingActions):
    """Telegram's window for payments, and what can go wrong with it."""

    def balance(self, person_id: int) -> int:
        return self._api.stars.balance(person_id)

    def set_balance(self, person_id: int, stars: int) -> None:
        self._api.stars.balances[person_id] = stars
        self._chats.touch(person_id)

    @property
    def charges(self) -> list[StarsCharge]:
        """All payments in Stars that were made, oldest first."""
        return self._api.stars.charges

    @property
    def movements(self) -> list[Movement]:
        """All that the bot got and gave, as its list has it."""
        return self._api.stars.movements

    def charges_of(self, person_id: int) -> list[StarsCharge]:
        """Return somebody's payments that weren't given back, newest first."""
        stars = self._api.stars
        made = [one for one in stars.charges if one.person_id == person_id]
        return [one for one in reversed(made) if one.charge_id not in stars.refunded]

    def invoices(self, person_id: int) -> list[Message]:
        """Return the messages with an invoice in somebody's chat, oldest first."""
        return [one for one in self.messages_to(person_id) if one.invoice is not None]

    async def pay(
        self,
        person_id: int,
        message_id: int,
        *,
        chat_id: int | None = None,
        lose_update: bool = False,
    ) -> Payment:
        """Let the person pay the invoice of a message, which may be in somebody else's chat, as a
        forwarded one is. With `lose_update` the bot never hears of the payment."""
        invoice = self._known_invoice(chat_id or person_id, message_id)
        return await self.pay_invoice(person_id, invoice, lose_update=lose_update)

    async def pay_twice(
        self, person_id: int, message_id: int, *, chat_id: int | None = None
    ) -> list[Payment]:
        """Let the person pay one invoice from two devices at once: both questions are answered
        before anything is charged."""
        invoice = self._known_invoice(chat_id or person_id, message_id)
        return await self.pay_invoice_twice(person_id, invoice)

    async def pay_invoice_twice(self, person_id: int, invoice: Invoice) -> list[Payment]:
        """Do the same with any invoice, also one that is in no chat any more."""
        answers = [await self._ask(person_id, invoice) for _ in range(2)]
        return [self._ended(person_id, invoice, one, lose_update=False) for one in answers]

    async def pay_invoice(
        self, person_id: int, invoice: Invoice, *, lose_update: bool = False
    ) -> Payment:
        """Let the person pay any invoice, also one that is in no chat any more."""
        if self.balance(person_id) < invoice.total_amount:
            return Payment(None, BALANCE_TOO_LOW)
        answer = await self._ask(person_id, invoice)
        return self._ended(person_id, invoice, answer, lose_update=lose_update)

    def take_stars(
        self, person_id: int, invoice: Invoice, *, lose_update: bool = False
    ) -> StarsCharge:
        """Take the Stars for an invoice, as if the bot had just said yes."""
        charge = self._ended(person_id, invoice, "", lose_update=lose_update).charge
        if charge is None:
            raise LookupError("a payment ended without a charge")
        return charge

    def report(self, charge: StarsCharge, **changes: object) -> int | None:
        """Send the bot the update of a payment, also once more; return its id. `changes` are made
        to what it says of the payment."""
        payment: Json = {
            "currency": "XTR",
            "total_amount": charge.amount,
            "invoice_payload": charge.payload,
            "telegram_payment_charge_id": charge.charge_id,
            "provider_payment_charge_id": f"{charge.person_id}_{charge.charge_id}",
            **changes,
        }
        message = Message(
            message_id=self._chats.next_id(),
            chat_id=charge.person_id,
            sender_id=charge.person_id,
            from_bot=False,
            formatted=Formatted("", ""),
            at=charge.at,
            service={"successful_payment": payment},
        )
        self._chats.add(message)
        content = self._api.message_json(message)
        return self._api.updates.push("message", content, f"chat {charge.person_id}")

    def refund_from_outside(self, charge: StarsCharge, *, lose_update: bool = False) -> None:
        """Let another program of the owner's, with the bot's token, give a payment back. With
        `lose_update` the bot isn't told."""
        give_back(self._api, charge, lose_update=lose_update)

    def move_stars(self, movement: Movement) -> None:
        """Let the bot get or give Stars for something that no shop sells, such as a withdrawal."""
        self._api.stars.movements.append(movement)

    async def ask_checkout(self, person_id: int, **asked: object) -> str | None:
        """Ask the bot whether somebody may pay something, whatever it is; return its answer, empty
        where they may, and None without one in time."""
        query = self._api.stars.open_checkout(person_id)
        content: Json = {
            "id": query.id,
            "from": user_json(self._chats.person(person_id)),
            "currency": "XTR",
            "total_amount": 1,
            "invoice_payload": "",
            **asked,
        }
        deadline = asyncio.get_running_loop().time() + CHECKOUT_SECONDS
        if self._api.updates.push("pre_checkout_query", content, f"checkout {query.id}") is None:
            return None
        while query.answer is None and await self._chats.changed.wait_until(deadline):
            pass
        query.is_over = True
        return query.answer

    def invoice_in(self, chat_id: int, message_id: int) -> Invoice | None:
        """Return the invoice of a message; None where it isn't in the chat any more."""
        message = self._chats.find(chat_id, message_id)
        return message.invoice if message is not None else None

    def _known_invoice(self, chat_id: int, message_id: int) -> Invoice:
        found = self.invoice_in(chat_id, message_id)
        if found is None:
            raise LookupError("there is no invoice")
        return found

    async def _ask(self, person_id: int, invoice: Invoice) -> str | None:
        return await self.ask_checkout(
            person_id,
            currency=invoice.currency,
            total_amount=invoice.total_amount,
            invoice_payload=invoice.payload,
        )

    def _ended(
        self, person_id: int, invoice: Invoice, answer: str | None, *, lose_update: bool
    ) -> Payment:
        if answer is None:
            return Payment(None, NO_ANSWER)
        if answer:
            return Payment(None, answer)
        now = self._chats.now()
        charge = self._api.stars.charge(person_id, invoice, now)
        invoice.is_paid = True
        self._chats.touch(person_id)
        told = self._subscribed(charge, invoice)
        if not lose_update:
            self.report(charge, **told)
        return Payment(charge)

    def _subscribed(self, charge: StarsCharge, invoice: Invoice) -> Json:
        """Begin what is charged again, if it is; return what the bot hears of that."""
        if invoice.period is None:
            return {}
        until = charge.at + invoice.period
        self._api.stars.subscriptions.append(
            StarsSubscription(charge.charge_id, charge.person_id, invoice, invoice.period, until)
        )
        return {
            "subscription_expiration_date": until,
            "is_recurring": True,
            "is_first_recurring": True,
        }
