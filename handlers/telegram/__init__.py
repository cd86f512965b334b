"""The entry point for Telegram's updates: all routers and middlewares in their order."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from aiogram import Dispatcher, Router

from bot.deps import Deps
from handlers.telegram import errors, fallback, features
from handlers.telegram.buyer import buyer_router
from handlers.telegram.chats import blocked_by_person, join_requests
from handlers.telegram.late_admin import LateAdminRouter
from handlers.telegram.middlewares import questions
from handlers.telegram.middlewares.albums import FirstOfAlbum
from handlers.telegram.middlewares.conversation_storage import ConversationStorage
from handlers.telegram.middlewares.current_person import CurrentPerson
from handlers.telegram.middlewares.lenient_updates import LenientDispatcher
from handlers.telegram.middlewares.refused_words import ReportRefusedWords
from handlers.telegram.middlewares.stars import PRE_CHECKOUT
from handlers.telegram.own_features.commands import answered_commands
from handlers.telegram.own_features.guards import guards_of
from handlers.telegram.own_features.load import LoadedFeatures, load_features
from handlers.telegram.ui.menu import ADMIN_COMMANDS, BUYER_COMMANDS
from handlers.telegram.ui.quick_filters import ask_on_the_loop


def build_dispatcher(deps: Deps, own_features: Iterable[Router] = ()) -> Dispatcher:
    """Build the dispatcher with all routers; those of an owner's own features come after the bot's.
    Open questions to people are kept in the database."""
    dispatcher = LenientDispatcher(deps.rests, storage=ConversationStorage(deps.conversations))
    dispatcher["deps"] = deps
    current_person = CurrentPerson(deps)
    # Before CurrentPerson, which lets only private chats pass.
    dispatcher.message.outer_middleware(join_requests.Upgrades(deps))
    join_requests.register(dispatcher)
    dispatcher.message.outer_middleware(FirstOfAlbum())
    dispatcher.message.outer_middleware(current_person)
    dispatcher.callback_query.outer_middleware(current_person)
    reported = ReportRefusedWords(deps)
    dispatcher.message.outer_middleware(reported)
    dispatcher.callback_query.outer_middleware(reported)
    dispatcher.message.outer_middleware(questions.LeaveQuestion())
    errors.register(dispatcher)
    blocked_by_person.register(dispatcher)
    dispatcher.include_routers(buyer_router(), LateAdminRouter(deps.rests))
    ask_on_the_loop(dispatcher)  # but not those of own features, which may take long
    dispatcher.include_routers(*own_features, _fallback_router())
    return dispatcher


def bot_commands() -> set[str]:
    """Return all commands of the bot, which no feature in FEATURES_DIR may repeat."""
    from handlers.telegram.admin import admin_router  # only now: most shops have no own features

    answered = answered_commands([buyer_router(), admin_router()])
    return {*answered, *BUYER_COMMANDS, *ADMIN_COMMANDS}


def load_all_features(folder: Path | None) -> LoadedFeatures:
    """Load the features of FEATURES_DIR. The summary has the plans that these are for, and those
    that the features of this clone are for."""
    loaded = load_features(folder, bot_commands)
    ours = [
        (feature, router) for feature in features.FEATURES for router in features.routers([feature])
    ]
    guards = [guard for feature, router in ours for guard in guards_of(feature.module, router)]
    routers = [*loaded.routers, *(router for _, router in ours)]
    summary = replace(
        loaded.summary,
        guards=(*guards, *loaded.summary.guards),
        sell_in_stars=any(PRE_CHECKOUT in one.resolve_used_update_types() for one in routers),
    )
    return replace(loaded, summary=summary)


def _fallback_router() -> Router:
    router = Router(name="fallback")
    fallback.register(router)
    return router
