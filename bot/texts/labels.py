"""Labels of buttons: as much as a phone shows in one line; longer values end with “…”."""

from collections.abc import Callable, Mapping

from bot.texts.values import Markup, clean
from bot.texts.visible import button_columns, columns, cut, visible

ALONE = 34
"""The columns that a phone shows of a button with a row of its own; an emoji takes two."""
PAIRED = 16
"""The same for each of two buttons in a row. Latin labels fit into the 126 pixels that Telegram has
there on a screen of 360; Russian ones of 15 columns or more have to be chosen so that they do.
Names that people typed are measured (`fits_row`)."""
IN_THREES = 8
"""The same for each of three buttons or more. Cyrillic letters are wider than Latin ones: of nine,
79 pixels, which is what Telegram has there on a screen of 360, would cut many a word."""
_LEAST_OF_A_VALUE = 8
"""So much of a name stays readable. Words that a text selects on are shorter, or stand alone."""


def row_columns(buttons: int) -> int:
    """Return the columns of each label in a row with so many buttons."""
    return {1: ALONE, 2: PAIRED}.get(buttons, IN_THREES)


_BUTTON_COLUMNS = {2: 16, 3: 10}
"""The columns of a button's font (`button_columns`) that each of so many buttons in a row has."""


def fits_row(label: str, buttons: int) -> bool:
    """Return whether a phone shows a label whole in a row with so many buttons, also if its letters
    are wide."""
    if buttons == 1:
        return columns(label) <= ALONE
    most = _BUTTON_COLUMNS[min(buttons, max(_BUTTON_COLUMNS))]
    return columns(label) <= row_columns(buttons) and button_columns(label) <= most


def read_label(typed: str) -> str | None:
    """Return the words of an admin's own button in one line; None for none, and for more than a
    phone shows."""
    label = " ".join(visible(" ".join(typed.split())).split())
    return label if label and columns(label) <= ALONE else None


def fitting(phrase: Callable[..., str], values: Mapping[str, object]) -> str:
    """Return the phrase with its values, cut until it fits a row of its own.

    The longest names in it are cut first and equally; prices, numbers and durations stay whole. If
    that isn't enough, the end of the label is cut, so the telling part belongs to the beginning.
    """
    text = phrase(**values)
    names = {
        name: clean(value)
        for name, value in values.items()
        if isinstance(value, str) and not isinstance(value, Markup)
    }
    most = max(map(columns, names.values()), default=0)
    while columns(text) > ALONE and most > _LEAST_OF_A_VALUE:
        most -= 1
        shorter = {name: cut(value, most) for name, value in names.items()}
        text = phrase(**{**values, **shorter})
    return cut(text, ALONE)
