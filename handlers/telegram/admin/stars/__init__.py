"""Prices in Stars: what buyers pay in the chat for each tariff; and renewals."""

from aiogram import Router

from handlers.telegram.admin.stars import prices, renewals


def register(router: Router) -> None:
    prices.register(router)
    renewals.register(router)
