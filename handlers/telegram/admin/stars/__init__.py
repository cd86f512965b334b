"""Prices in Stars: what buyers pay in the chat for each tariff."""

from aiogram import Router

from handlers.telegram.admin.stars import prices


def register(router: Router) -> None:
    prices.register(router)
