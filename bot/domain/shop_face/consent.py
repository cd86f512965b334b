"""Consent: whether buyers agree to the terms before they pay, and what one of them agreed to."""

from dataclasses import dataclass

from bot.domain.models import PersonId


@dataclass(frozen=True, slots=True)
class ConsentRule:
    """An admin's decision; `id` grows with each one, and the latest counts."""

    id: int
    is_on: bool
    after_agreement: int | None
    """The last agreement that doesn't count any more, since everybody was asked once more; None
    until an admin does that."""
    decided_at: int
    admin_id: PersonId

    @property
    def payment_counts(self) -> bool:
        """Whether somebody who has paid needn't agree."""
        return self.after_agreement is None


@dataclass(frozen=True, slots=True)
class Agreement:
    """One person's agreement: to terms that an admin has saved, or to the address of `.env`."""

    id: int
    telegram_user_id: PersonId
    agreed_at: int
    text_id: int | None
    url: str | None
