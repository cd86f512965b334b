"""A button has the colour of what pressing it does, and most buttons have none."""

import pytest

from bot.domain.button_styles import ButtonStyle, style_of


@pytest.mark.parametrize(
    ("action", "style"),
    [
        ("refund_do", ButtonStyle.DANGER),
        ("accept_do", ButtonStyle.SUCCESS),
        ("buy", ButtonStyle.PRIMARY),
        ("status", None),
        (None, None),
    ],
)
def test_a_button_has_the_colour_of_its_action(
    action: str | None, style: ButtonStyle | None
) -> None:
    assert style_of(action) is style
