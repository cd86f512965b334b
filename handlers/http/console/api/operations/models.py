"""The models of the API about the installation: findings, incidents, copies, tables."""

from typing import Literal

from pydantic import BaseModel

from bot.domain.checkup import Level

Page = Literal["attention", "plans", "purchases", "shop"]


class Look(BaseModel):
    """One thing that was examined, and the next step where it isn't as it should be."""

    level: Level
    text: str
    step: str | None
    copy_text: str | None = None
    """The address to enter at Tribute, where a step says so."""
    page: Page | None = None
    """The page with which the step is done."""


class Examination(BaseModel):
    """All findings: broken things first, then warnings, then what is fine."""

    title: str
    at_text: str
    """When everything was examined: somebody may read it later."""
    looks: list[Look]


class IncidentView(BaseModel):
    """Something wrong with the whole; `until_text` is None while it lasts."""

    text: str
    since_text: str
    until_text: str | None
    step: str | None


class TableView(BaseModel):
    """A table of /export."""

    name: str
    title: str


class State(BaseModel):
    """The installation before anything is examined."""

    incidents: list[IncidentView]
    reads_stars: bool
    """Whether the shop has ever had a price in Stars, so that Telegram's list can be looked at."""
    backup: str
    """When the latest daily copy was made, or why there is none."""
    tables: list[TableView]
    in_chat: bool
    """Whether files arrive in the chat, as Telegram saves none."""


class Told(BaseModel):
    """The result of an act, in words."""

    text: str
