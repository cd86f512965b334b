"""Renewals in Stars: links to pay, charges as time passes, and Telegram's settings."""

from bot.sandbox.telegram.models import Json
from bot.sandbox.telegram.payments import Payment, PaymentActions
from bot.sandbox.telegram.render import user_json
from bot.sandbox.telegram.stars import Invoice, StarsCharge, StarsSubscription

STOPPED_BY_BOT = "The bot has stopped this, so Telegram can’t resume it."
OVER = "This can’t be changed any more."


class RenewalActions(PaymentActions):
    """Links to pay, and the renewals in everybody's settings."""

    @property
    def invoice_links(self) -> dict[str, Invoice]:
        """All links to invoices, by their addresses."""
        return self._api.stars.links

    def invoice_behind(self, address: str) -> Invoice | None:
        """Return the invoice of a link; None where there is no such link."""
        return self._api.stars.links.get(address)

    async def pay_link(self, person_id: int, address: str, *, lose_update: bool = False) -> Payment:
        """Let the person pay the invoice behind a link; anybody may who has the link."""
        invoice = self.invoice_behind(address)
        if invoice is None:
            raise LookupError("there is no such link")
        return await self.pay_invoice(person_id, invoice, lose_update=lose_update)

    async def pay_link_twice(self, person_id: int, address: str) -> list[Payment]:
        """Let the person pay a link from two devices at once."""
        invoice = self.invoice_behind(address)
        if invoice is None:
            raise LookupError("there is no such link")
        return await self.pay_invoice_twice(person_id, invoice)

    def subscriptions_of(self, person_id: int) -> list[StarsSubscription]:
        """Return the renewals of somebody, oldest first, those that are over too."""
        return [one for one in self._api.stars.subscriptions if one.person_id == person_id]

    def next_stars_renewal_at(self) -> int | None:
        """Return when the next payment renews; None where none does."""
        return min((one.until for one in self._api.stars.subscriptions if one.renews), default=None)

    def renew_stars_due(self, *, lose_updates: bool = False) -> list[StarsCharge]:
        """Charge everybody whose paid time is over, and tell the bot; it isn't asked before. Where
        the Stars don't suffice, the bot hears that it failed."""
        now, charges = self._chats.now(), []
        for one in self._api.stars.subscriptions:
            while one.renews and one.until <= now:
                charge = self._renew(one)
                if charge is None:
                    self._fail_renewal(one)
                    break
                charges.append(charge)
                if not lose_updates:
                    told = {"subscription_expiration_date": one.until, "is_recurring": True}
                    self.report(charge, **told)
        return charges

    def cancel_subscription(self, one: StarsSubscription) -> str | None:
        """Let its payer stop it in Telegram's settings; return why that can't be done."""
        if one.until <= self._chats.now() or not one.renews:
            return OVER
        one.canceled = True
        self._report_state(one, "canceled")
        return None

    def resume_subscription(self, one: StarsSubscription) -> str | None:
        """Let its payer resume it in Telegram's settings; return why that can't be done."""
        if one.bot_canceled:
            return STOPPED_BY_BOT
        if one.until <= self._chats.now() or not one.canceled:
            return OVER
        one.canceled = False
        self._report_state(one, "active")
        return None

    def report_renewal(self, person_id: int, payload: str, state: str) -> int | None:
        """Send the bot the update of a renewal, whatever it says; return its id."""
        content: Json = {
            "user": user_json(self._chats.person(person_id)),
            "invoice_payload": payload,
            "state": state,
        }
        return self._api.updates.push("subscription", content, f"chat {person_id}")

    def _renew(self, one: StarsSubscription) -> StarsCharge | None:
        """Charge its payer once more; return None where the Stars don't suffice."""
        if self.balance(one.person_id) < one.invoice.total_amount:
            return None
        charge = self._api.stars.charge(one.person_id, one.invoice, self._chats.now())
        one.until += one.period
        self._chats.touch(one.person_id)
        return charge

    def _fail_renewal(self, one: StarsSubscription) -> None:
        one.failed = True
        self._report_state(one, "failed")

    def _report_state(self, one: StarsSubscription, state: str) -> None:
        self._chats.touch(one.person_id)
        self.report_renewal(one.person_id, one.invoice.payload, state)
