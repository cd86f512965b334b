"""Stars on the simulated Telegram: invoices, balances, questions before payments, charges, and
renewals."""

from dataclasses import dataclass, field
from typing import Any

from bot.sandbox.telegram.errors import bad_request

CHECKOUT_SECONDS = 10
"""How long Telegram waits for the bot's answer before a payment
(https://core.telegram.org/bots/api#answerprecheckoutquery)."""
FIRST_BALANCE = 5_000
"""The Stars that everybody has at first."""


@dataclass(slots=True)
class Invoice:
    """An invoice in a chat, or behind a link."""

    title: str
    description: str
    payload: str
    currency: str
    total_amount: int
    is_paid: bool = False
    period: int | None = None
    """After how many seconds it is charged again; None for once."""


@dataclass(slots=True)
class CheckoutQuery:
    """A question to the bot whether somebody may pay; `answer` is None until it has answered, and
    then empty, or why not."""

    id: str
    person_id: int
    answer: str | None = None
    is_over: bool = False


@dataclass(frozen=True, slots=True)
class StarsCharge:
    """A payment that was made."""

    charge_id: str
    person_id: int
    payload: str
    amount: int
    at: int
    period: int | None = None
    """After how many seconds it is charged again; None for once."""


@dataclass(frozen=True, slots=True)
class Movement:
    """Stars that came to the bot, or went from it (`amount` below 0): a payment or its refund, or
    with no charge anything else, such as a withdrawal."""

    id: str
    amount: int
    at: int
    charge: StarsCharge | None = None
    partner: dict[str, Any] = field(default_factory=dict)
    """The other side as the list has it, where that isn't a payer."""


@dataclass(slots=True)
class StarsSubscription:
    """A renewal of somebody. `charge_id` is that of the first payment."""

    charge_id: str
    person_id: int
    invoice: Invoice
    period: int
    until: int
    canceled: bool = False
    """Whether it won't renew, whoever has stopped it."""
    bot_canceled: bool = False
    """Whether the bot has stopped it, so that the person can't resume it."""
    failed: bool = False
    """Whether the Stars didn't suffice when it was to be renewed."""

    @property
    def renews(self) -> bool:
        return not self.canceled and not self.failed


@dataclass(slots=True)
class Stars:
    """Everybody's Stars, the open questions, all charges, and all that the bot got and gave, oldest
    first."""

    balances: dict[int, int] = field(default_factory=dict)
    checkouts: dict[str, CheckoutQuery] = field(default_factory=dict)
    charges: list[StarsCharge] = field(default_factory=list)
    refunded: set[str] = field(default_factory=set)
    """The charges that were given back."""
    links: dict[str, Invoice] = field(default_factory=dict)
    """The links to invoices, by their addresses."""
    subscriptions: list[StarsSubscription] = field(default_factory=list)
    movements: list[Movement] = field(default_factory=list)

    @property
    def own_balance(self) -> int:
        """The Stars that Telegram keeps for the bot."""
        return sum(one.amount for one in self.movements)

    def balance(self, person_id: int) -> int:
        return self.balances.get(person_id, FIRST_BALANCE)

    def open_checkout(self, person_id: int, query_id: str | None = None) -> CheckoutQuery:
        query_id = query_id or str(9_000_000_000_000 + len(self.checkouts) + 1)
        self.checkouts[query_id] = query = CheckoutQuery(query_id, person_id)
        return query

    def answer_checkout(self, query_id: str, answer: str) -> CheckoutQuery:
        """Store the bot's answer; raise ApiError for a second one, or one that comes too late."""
        query = self.checkouts.get(query_id)
        if query is None or query.answer is not None or query.is_over:
            raise bad_request(
                "query is too old and response timeout expired or query ID is invalid"
            )
        query.answer = answer
        return query

    def find_charge(self, charge_id: str) -> StarsCharge | None:
        return next((one for one in self.charges if one.charge_id == charge_id), None)

    def refund(self, charge: StarsCharge, at: int) -> None:
        """Give the Stars back to their payer."""
        self.movements.append(Movement(charge.charge_id, -charge.amount, at, charge))
        self.refunded.add(charge.charge_id)
        self.balances[charge.person_id] = self.balance(charge.person_id) + charge.amount

    def add_link(self, invoice: Invoice) -> str:
        """Return the address of a new link to an invoice."""
        address = f"https://t.me/$sandbox{len(self.links) + 1:06}"
        self.links[address] = invoice
        return address

    def subscription(self, charge_id: str) -> StarsSubscription | None:
        """Return the renewal that began with this charge."""
        return next((one for one in self.subscriptions if one.charge_id == charge_id), None)

    def charge(self, person_id: int, invoice: Invoice, at: int) -> StarsCharge:
        """Take the Stars for an invoice from somebody."""
        charge_id = f"stx-sandbox-{person_id}-{len(self.charges) + 1:06}"
        amount = invoice.total_amount
        found = StarsCharge(charge_id, person_id, invoice.payload, amount, at, invoice.period)
        self.charges.append(found)
        self.movements.append(Movement(charge_id, amount, at, found))
        self.balances[person_id] = self.balance(person_id) - amount
        return found
