"""The colour of a button, by what pressing it does."""

from enum import StrEnum
from typing import Final


class ButtonStyle(StrEnum):
    """The values of `InlineKeyboardButton.style` that the Bot API knows since 9.4
    (https://core.telegram.org/bots/api#inlinekeyboardbutton)."""

    DANGER = "danger"
    """Red: the press takes money or access away, or can't be undone."""
    SUCCESS = "success"
    """Green: the press pays, gives or sends what the screen is about."""
    PRIMARY = "primary"
    """Blue: the press leads to the main act."""


_DANGEROUS: Final = (
    *("refund_do", "refund_say", "ending_do", "ending_pd", "dismiss_do", "match_do"),
    *("claim_deny", "claim_none", "cast_stop", "stopc", "plan_no", "webhooks_gone"),
    *("st_off", "later_no", "resume_new", "pn_end_do", "pn_out_do", "pn_chat_out", "adm_out_do"),
)
_MAIN: Final = (
    *("gift_do", "held_give", "accept_do", "buyer_is", "claim_ok"),
    *("sellc", "plan_yes", "cast_do", "later_do", "later_go", "resume", "pn_in_do"),
    *("adm_new_do", "adm_confirm", "stars", "stars_sub", "st_set", "st_ren"),
    *("deal_take", "deal_new"),
)
_LEADING: Final = ("buy", "agree")
STYLES: Final = {
    **dict.fromkeys(_DANGEROUS, ButtonStyle.DANGER),
    **dict.fromkeys(_MAIN, ButtonStyle.SUCCESS),
    **dict.fromkeys(_LEADING, ButtonStyle.PRIMARY),
}
"""The style of each action that has one, by its prefix in `handlers/telegram/callbacks/`. A
question isn't coloured: its answers are."""


def style_of(action: str | None) -> ButtonStyle | None:
    """Return the colour of a button with this action; None for the app's usual one."""
    return STYLES.get(action) if action is not None else None
