"""The buttons of broadcasts; `id` is our row of the broadcast."""

from typing import Annotated, Literal

from aiogram.filters.callback_data import CallbackData
from pydantic import Field

from handlers.telegram.callbacks.shared import MOST_PLANS, Id


class ChooseAudience(CallbackData, prefix="cast"):
    """Chooses an audience; `tariff` is the tariff's id with the group “tariff”, else 0."""

    group: Literal["all", "active", "expired", "tariff"]
    tariff: Id = 0


class AudiencePage(CallbackData, prefix="cast_page"):
    """Turns to a page of the audiences, from 0."""

    page: Annotated[int, Field(ge=0, le=10_000)]


class AudiencePlans(CallbackData, prefix="cast_pls"):
    """Opens a page, from 0, of the choice of one of several plans."""

    page: Annotated[int, Field(ge=0, le=10_000)] = 0


class AudiencePlan(CallbackData, prefix="cast_pl"):
    """Opens a page, from 0, of the audiences of a plan."""

    plan: Id
    page: Annotated[int, Field(ge=0, le=10_000)] = 0


class ChoosePlanAudience(CallbackData, prefix="cast_of"):
    """Chooses people who have, or who had, one of several plans."""

    group: Literal["active", "expired"]
    plan: Id


class SendBroadcast(CallbackData, prefix="cast_do"):
    """Sends the draft."""

    id: Id


class DropBroadcast(CallbackData, prefix="cast_drop"):
    """Drops the draft."""

    id: Id


class ShowBroadcast(CallbackData, prefix="cast_show"):
    """Shows the progress of a broadcast."""

    id: Id


class StopBroadcast(CallbackData, prefix="cast_stop"):
    """Stops a broadcast that is being sent."""

    id: Id


class ShowDraft(CallbackData, prefix="cast_card"):
    """Opens the card of the draft again, and leaves the question about it."""

    id: Id


class RewriteBroadcast(CallbackData, prefix="cast_re"):
    """Asks for another message to the same audience; the button of this one is kept."""

    id: Id


class AskButton(CallbackData, prefix="cast_btn"):
    """Asks where the button below the draft leads."""

    id: Id


class ChoosePage(CallbackData, prefix="cast_page_to"):
    """Lets the button lead to a page of the shop, and asks for its words; `plan` is 0 without."""

    id: Id
    page: Literal["buy", "status"]
    plan: Annotated[int, Field(ge=0, lt=MOST_PLANS)] = 0


class NameByPage(CallbackData, prefix="cast_usual"):
    """Gives the button the page's usual name."""

    id: Id
    page: Literal["buy", "status"]
    plan: Annotated[int, Field(ge=0, lt=MOST_PLANS)] = 0


class RemoveButton(CallbackData, prefix="cast_nobtn"):
    """Takes the button out of the draft."""

    id: Id


class AskWhen(CallbackData, prefix="later_at"):
    """Asks at what time the draft, or a planned broadcast, goes out."""

    id: Id


class PlanBroadcast(CallbackData, prefix="later_do"):
    """Lets the broadcast go out at this moment, in Unix seconds."""

    id: Id
    at: Id


class PlannedPage(CallbackData, prefix="later"):
    """Opens a page of the planned broadcasts, from 0."""

    page: Annotated[int, Field(ge=0, le=10_000)] = 0


class ShowPlanned(CallbackData, prefix="later_one"):
    """Opens the card of a planned broadcast."""

    id: Id


class SeePlanned(CallbackData, prefix="later_see"):
    """Sends a planned broadcast as its readers will see it."""

    id: Id


class AskSendPlanned(CallbackData, prefix="later_now"):
    """Asks whether a planned broadcast should go out at once."""

    id: Id


class SendPlanned(CallbackData, prefix="later_go"):
    """Sends a planned broadcast at once."""

    id: Id


class CancelPlanned(CallbackData, prefix="later_no"):
    """Drops a planned broadcast."""

    id: Id
