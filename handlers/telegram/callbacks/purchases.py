"""The buttons of the list of purchases."""

from aiogram.filters.callback_data import CallbackData

from handlers.telegram.callbacks.shared import Id


class PurchasesPage(CallbackData, prefix="purchases"):
    """Opens a page of the list of purchases; pages count from 0."""

    page: int = 0


class OpenPurchase(CallbackData, prefix="purchase_of"):
    """Opens the card of a purchase from a page of the list, with the way back to that page."""

    id: Id
    page: int
