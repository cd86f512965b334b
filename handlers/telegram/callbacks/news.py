"""The buttons with which people end the news and get them again; `id` is our row of the broadcast.

Admins' buttons of broadcasts are in `broadcasts.py`, which most processes never import.
"""

from aiogram.filters.callback_data import CallbackData

from handlers.telegram.callbacks.shared import Id


class NoMoreNews(CallbackData, prefix="news_off"):
    """Leaves the person who presses it out of all broadcasts; `id` is 0 in a preview."""

    id: Id


class NewsAgain(CallbackData, prefix="news_on"):
    """Lets the person who presses it get broadcasts again."""

    id: Id = 0
