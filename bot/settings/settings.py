"""The settings: read from the environment and `.env`, checked, and refused in plain words."""

from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, SecretStr, ValidationError
from pydantic import model_validator as check_whole
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict
from pydantic_settings import PydanticBaseSettingsSource as Source

from bot.domain.durations import Duration
from bot.domain.plans import SeedTariff
from bot.errors import SettingsError
from bot.settings import addresses, characters, env_file, outgoing, paths, rules, shown

_WHERE_TO_FIND = {
    "bot_token": "is not set: create a bot with @BotFather in Telegram and paste its token",
    "tribute_api_key": "is not set: " + rules.WHERE_THE_KEY_IS,
}


class Settings(BaseSettings):
    """Every setting, under its name in `.env` in lower case; an empty value counts as unset.

    The environment wins over `.env`. Build it with `load_settings`, which refuses in one sentence.
    """

    model_config = SettingsConfigDict(
        frozen=True,
        extra="forbid",
        env_ignore_empty=True,
        env_file_encoding="utf-8-sig",  # Windows editors like to put a BOM in front
        hide_input_in_errors=True,
    )

    bot_token: Annotated[SecretStr, AfterValidator(rules.check_bot_token)]
    """The bot's token from @BotFather. Required."""
    tribute_api_key: Annotated[SecretStr, AfterValidator(rules.check_tribute_key)]
    """Signs Tribute's webhooks and opens its API. Required; never empty."""
    tribute_api_key_previous: Annotated[
        SecretStr | None, AfterValidator(rules.check_tribute_key)
    ] = None
    """The key before this one: webhooks signed with it are still accepted. Default: none."""
    admin_ids: Annotated[tuple[int, ...], NoDecode, BeforeValidator(rules.read_person_ids)] = ()
    """Telegram ids of the people who run the shop, comma-separated. Default: nobody."""
    tariffs: Annotated[tuple[SeedTariff, ...], NoDecode, BeforeValidator(rules.read_tariffs)] = ()
    """The tariffs of the very first start. Later they are set in the chat.

    A duration may come several times: its last product id is the current one. Default: nothing.
    """
    public_url: Annotated[str | None, AfterValidator(addresses.check_public_url)] = None
    """The bot's https address, without a trailing slash: Telegram sends updates there by webhook.
    Default: long polling."""
    host: Annotated[str, AfterValidator(addresses.check_host)] = "127.0.0.1"
    """The address to listen on. Default: 127.0.0.1."""
    port: Annotated[int, BeforeValidator(addresses.read_port)] = 8080
    """The port to listen on; 0 takes any free one. Default: 8080."""
    trusted_proxies: Annotated[
        tuple[rules.Network, ...], NoDecode, BeforeValidator(rules.read_networks)
    ] = ()
    """Proxies whose X-Forwarded-For is believed: addresses or networks. Default: none."""
    tribute_webhook_path: Annotated[str, AfterValidator(rules.check_webhook_path)] = (
        "/webhook/tribute"
    )
    """The path Tribute sends its webhooks to. Default: /webhook/tribute."""
    database_path: Annotated[Path, BeforeValidator(paths.read_database_path)] = Path(
        "data/tributary.db"
    )
    """The file of the database, which holds everything. Default: data/tributary.db."""
    backup_dir: Annotated[Path | None, AfterValidator(paths.check_folder)] = None
    """The folder for a checked copy of the database once a day. Default: none, and no copies."""
    backup_keep: Annotated[int, BeforeValidator(rules.read_backup_keep)] = 7
    """How many of those copies are kept, the latest ones. Default: 7."""
    telegram_api_url: Annotated[str, AfterValidator(addresses.check_telegram_api_url)] = (
        "https://api.telegram.org"
    )
    """The base of the Bot API, without a trailing slash. Default: Telegram's own."""
    tribute_api_url: Annotated[str, AfterValidator(addresses.check_tribute_api_url)] = (
        "https://tribute.tg/api/v1"
    )
    """The base of Tribute's API, without a trailing slash. Default: Tribute's own."""
    features_dir: Annotated[Path | None, AfterValidator(paths.check_folder)] = None
    """The folder of the owner's own features. Default: none."""
    texts_dir: Annotated[Path | None, AfterValidator(paths.check_path)] = None
    """The folder of the owner's own texts and languages. Default: none."""
    access_chat_ids: Annotated[tuple[int, ...], NoDecode, BeforeValidator(rules.read_chat_ids)] = ()
    """Ids of the private groups and channels for people with access, comma-separated. Default:
    none."""
    api_token: Annotated[SecretStr | None, AfterValidator(rules.check_header_secret)] = None
    """The bearer token for /api/v1 and /metrics. Default: none, and both answer 404."""
    webhook_out_url: Annotated[str | None, AfterValidator(outgoing.check_webhook_url)] = None
    """The address of your own service, which gets a webhook for every change of a subscription.
    Default: none, and no webhooks."""
    webhook_out_secret: Annotated[SecretStr | None, AfterValidator(outgoing.check_secret)] = None
    """Signs those webhooks: `whsec_` and base64. Needed with the address, and only then."""
    webhook_out_allow_private: bool = False
    """Whether that service may be on this machine or its own network. Default: false."""
    support_contact: Annotated[
        str | None, Field(max_length=64), AfterValidator(shown.check_support_contact)
    ] = None
    """A contact for buyers; shown by /paysupport. Default: none."""
    terms_url: Annotated[str | None, AfterValidator(addresses.check_terms_url)] = None
    """The address of the terms of sale; shown by /terms. Default: none."""
    remind_before: Annotated[
        tuple[Duration, ...], NoDecode, BeforeValidator(rules.read_reminders)
    ] = (Duration(days=3), Duration(days=1))
    """How long before the end to remind, as durations. Default: 3 days, 1 day."""
    default_locale: Annotated[str, AfterValidator(shown.check_default_locale)] = "en"
    """The language for people whose own isn't there: en, ru or one of `texts_dir`. Default: en."""
    timezone: Annotated[str, AfterValidator(shown.check_timezone)] = "UTC"
    """The time zone of dates shown to people, as an IANA name. Default: UTC."""
    log_level: Annotated[
        Literal["DEBUG", "INFO", "WARNING", "ERROR"], BeforeValidator(rules.upper)
    ] = "INFO"
    """How much to log: DEBUG, INFO, WARNING or ERROR. Default: INFO."""
    log_format: Annotated[Literal["console", "json"], BeforeValidator(rules.lower)] = "console"
    """The form of log lines: for people (console) or for machines (json). Default: console."""

    @check_whole(mode="before")
    @classmethod
    def _drop_blanks(cls, values: dict[str, Any]) -> dict[str, Any]:
        return characters.tidy(values)

    @check_whole(mode="after")
    def _fit_together(self) -> "Settings":
        rules.check_secrets_differ(
            self.bot_token, self.tribute_api_key, self.tribute_api_key_previous, self.api_token
        )
        rules.check_bot_is_no_admin(self.bot_token, self.admin_ids)
        rules.check_no_secret_shown(dict(self), self.secrets)
        if self.public_url and "api.telegram.org" in self.telegram_api_url:
            addresses.check_telegram_reaches(self.public_url)
        outgoing.check_together(
            self.webhook_out_url, self.webhook_out_secret, private=self.webhook_out_allow_private
        )
        outgoing.check_is_not_own(self.webhook_out_url, self.public_url)
        return self

    @property
    def bot_id(self) -> int:
        """The bot's id in Telegram; no secret."""
        return int(self.bot_token.get_secret_value().partition(":")[0])

    @property
    def secrets(self) -> tuple[str, ...]:
        """Every secret value, so that the log can mask it."""
        configured = (
            self.bot_token,
            self.tribute_api_key,
            self.tribute_api_key_previous,
            self.api_token,
            self.webhook_out_secret,
        )
        return tuple(secret.get_secret_value() for secret in configured if secret)


class IsolatedSettings(Settings):
    """Settings made of constructor arguments alone: no environment, no `.env` (sandbox, tests)."""

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],  # noqa: ARG003  (the signature is pydantic's)
        init_settings: Source,
        *others: Source,  # noqa: ARG003
        **named: Source,  # noqa: ARG003
    ) -> tuple[Source, ...]:
        return (init_settings,)


def load_settings(file: str | Path = ".env") -> Settings:
    """Return the settings from the environment and the file (which may be missing).

    Raises SettingsError with one sentence that names the mistake and never shows a secret.
    """
    env_file.check(Path(file), Settings.model_fields)
    try:
        return Settings(_env_file=file)
    except ValidationError as error:
        raise SettingsError(explain(error)) from None


def explain(error: ValidationError) -> str:
    """Return one sentence for the owner. It holds no values: any of them may be a secret."""
    found = error.errors(include_input=False, include_url=False)
    sentences = (_sentence(str(*e["loc"][:1]), e["type"], e["msg"]) for e in found)
    return env_file.end("; ".join(sentences))


def _sentence(field: str, kind: str, message: str) -> str:
    if kind == "missing":
        return f"{field.upper()} {_WHERE_TO_FIND[field]}"
    if kind == "extra_forbidden":
        return f"{field} is not a setting: {env_file.hint(field, Settings.model_fields)}"
    plain = message.removeprefix("Value error, ").replace("Input should be", "must be")
    plain = plain.replace("String should have", "must have")
    plain = plain.replace("a valid boolean, unable to interpret input", "true or false")
    plain = plain.replace("a valid integer, unable to parse string as an integer", "a whole number")
    return f"{field.upper()} {plain}".strip()


def nearest_setting(name: str) -> str | None:
    """Return the setting whose name is most like this one, if one is like it."""
    return env_file.nearest(name, Settings.model_fields)
