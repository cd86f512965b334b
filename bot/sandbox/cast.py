"""The people in the sandbox when it opens: a small fixed cast, each with one role."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Role:
    """One person of the cast; the page shows `note`, which says what they are for."""

    id: int
    first_name: str
    last_name: str
    username: str | None
    language_code: str
    note: str
    admin: bool = False


BUYER = Role(700001, "Alice", "Brown", "alice_brown", "en", "Buys. Start with her.")
NEVER_STARTED = Role(
    700002, "Пётр", "Иванов", None, "ru", "Never pressed Start: pay for him from the controls."
)
REGRETS = Role(
    700003, "Olga", "Weber", "olga_w", "de", "Buys, then wants the money back. Her app is German."
)
ADMIN = Role(700004, "Anna", "Keller", "anna_runs_it", "en", "Runs the shop.", admin=True)
SECOND_ADMIN = Role(
    700005, "Борис", "Смирнов", "boris_helps", "ru", "Helps her, in Russian.", admin=True
)

CHANNEL_ID = -1_001_700_001
CHANNEL_TITLE = "Book Club: the reading room"
"""Anna's private channel, with the bot as its administrator."""

PRO_CHANNEL_ID = -1_001_700_002
PRO_CHANNEL_TITLE = "Book Club: evenings with authors"
"""Another one of hers, where the sandbox has two plans."""

CAST = (BUYER, NEVER_STARTED, REGRETS, ADMIN, SECOND_ADMIN)
ADMINS = tuple(role.id for role in CAST if role.admin)
