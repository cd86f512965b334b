"""The bot's profile: commands by scope and language, descriptions, menu buttons."""

from dataclasses import dataclass, field

from bot.sandbox.telegram.models import BotCommand, Json

ScopeKey = tuple[str, int | None]
"""The scope's type and, for the scopes of one chat, its id."""


@dataclass(slots=True)
class Profile:
    """Everything that the bot has set about itself."""

    commands: dict[tuple[ScopeKey, str], tuple[BotCommand, ...]] = field(default_factory=dict)
    """Commands by scope and language code; "" is for everybody else."""
    texts: dict[tuple[str, str], str] = field(default_factory=lambda: {("name", ""): "Tributary"})
    """Name, description and short description: by kind and language code."""
    photos: list[str] = field(default_factory=list)
    """The identifiers of the pictures that the bot has had, the present one last; none without a
    picture."""
    menu_buttons: dict[int | None, Json] = field(default_factory=dict)
    """The buttons beside the input field, by private chat; None has the one for all others."""
    test_environment: bool = False
    """Whether this is Telegram's test environment, where Mini Apps need no TLS."""
    may_use_custom_emoji: bool = False
    """Whether the bot has bought a username on Fragment, or its owner has Telegram Premium."""

    def text(self, kind: str, language_code: str) -> str:
        """Return what readers of a language see: the words for everybody where it has none."""
        return self.texts.get((kind, language_code)) or self.texts.get((kind, ""), "")

    def commands_for(self, chat_id: int, language_code: str | None) -> list[BotCommand]:
        """Return a private chat's menu: the narrowest scope counts, and in it the language."""
        scopes: list[ScopeKey] = [("chat", chat_id), ("all_private_chats", None), ("default", None)]
        for scope in scopes:
            for language in (language_code or "", ""):
                if found := self.commands.get((scope, language)):
                    return list(found)
        return []
