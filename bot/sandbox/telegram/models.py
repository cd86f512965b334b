"""The records of the Telegram simulator: people, groups, messages, buttons, calls."""

from dataclasses import dataclass, field
from typing import Any

from bot.sandbox.telegram.stars import Invoice

Json = dict[str, Any]
"""A JSON object in Telegram's own shape, as it goes over the wire."""


@dataclass(slots=True)
class Person:
    """Somebody on Telegram; their id is also the id of their chat with the bot."""

    id: int
    first_name: str
    last_name: str | None = None
    username: str | None = None
    language_code: str | None = "en"
    started: bool = False
    """Whether the person has ever written to the bot; before that, the bot may not write."""
    blocked: bool = False
    deactivated: bool = False

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}" if self.last_name else self.first_name


@dataclass(slots=True)
class Group:
    """A group, supergroup or channel, with its members and the bot's rights there."""

    id: int
    title: str
    type: str = "supergroup"
    members: dict[int, str] = field(default_factory=dict)
    """People inside, with Telegram's word for their rank: creator, administrator, member."""
    banned: set[int] = field(default_factory=set)
    requests: dict[int, int] = field(default_factory=dict)
    """The open join requests: a person's id and the time of their request."""
    links: dict[str, bool] = field(default_factory=dict)
    """The bot's invite links; True where the link only opens a join request."""
    bot_status: str = "administrator"
    bot_rights: set[str] = field(
        default_factory=lambda: {"can_invite_users", "can_restrict_members"}
    )
    asks_bot: bool = False
    """Whether the bot is the assigned processor of join requests, which then are queries."""
    moved_to: int | None = None
    """The id of the supergroup that this group has become."""

    def status_of(self, person_id: int) -> str:
        return self.members.get(person_id, "kicked" if person_id in self.banned else "left")


@dataclass(frozen=True, slots=True)
class Button:
    text: str
    callback_data: str | None = None
    url: str | None = None
    style: str | None = None
    copy: str | None = None
    """The text that pressing it copies."""
    pay: bool = False
    """Whether pressing it opens the window for paying the invoice above it."""
    web_app: str | None = None
    """The address of the Mini App that pressing it opens."""


@dataclass(frozen=True, slots=True)
class UserRequest:
    """A request of a button of the keyboard: for up to `most` people, with or without names."""

    id: int
    most: int = 1
    names: bool = False
    usernames: bool = False


@dataclass(frozen=True, slots=True)
class KeyButton:
    """A button of the keyboard below the input field; without a request it sends its text."""

    text: str
    users: UserRequest | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A file in a message; `size` in pixels where it was sent as a photo or a video."""

    file_name: str
    content: bytes
    mime_type: str
    size: tuple[int, int] | None = None
    kind: str | None = None
    """Telegram's word for it: video, animation, sticker, voice… None is a photo where there is a
    size, else a document."""

    @property
    def sent_as(self) -> str:
        return self.kind or ("photo" if self.size is not None else "document")


@dataclass(frozen=True, slots=True)
class Formatted:
    """A text as written (`html`) and as shown (`plain`), with its entities."""

    plain: str
    html: str
    entities: tuple[Json, ...] = ()


@dataclass(frozen=True, slots=True)
class Markup:
    """The reply markup of a message: inline buttons, or an instruction to the person's app."""

    keyboard: tuple[tuple[Button, ...], ...] = ()
    raw: Json | None = None
    reply: tuple[tuple[KeyButton, ...], ...] = ()
    """The keyboard below the input field."""

    @property
    def inline(self) -> bool:
        return self.raw is not None and "inline_keyboard" in self.raw


@dataclass(slots=True)
class Message:
    """One message in a chat; edits change it in place."""

    message_id: int
    chat_id: int
    sender_id: int
    from_bot: bool
    formatted: Formatted
    at: int
    markup: Markup = field(default_factory=Markup)
    reply_to: int | None = None
    document: Document | None = None
    edited_at: int | None = None
    album: str | None = None
    """The name of the album that a person sent it in."""
    file_id: str | None = None
    """The identifier of the file in it."""
    has_spoiler: bool = False
    """Whether the picture or video is hidden until it is tapped."""
    caption_above: bool = False
    """Whether the text stands above the picture or video."""
    forward_origin: Json | None = None
    """Where a forwarded message is from, as Telegram describes it."""
    invoice: Invoice | None = None
    service: Json | None = None
    """The content of a service message, such as that somebody has paid."""

    @property
    def text(self) -> str:
        return self.formatted.plain

    @property
    def html(self) -> str:
        return self.formatted.html

    @property
    def keyboard(self) -> list[list[Button]]:
        return [list(row) for row in self.markup.keyboard]

    @property
    def buttons(self) -> list[Button]:
        """All inline buttons, row by row."""
        return [button for row in self.markup.keyboard for button in row]

    @property
    def force_reply(self) -> bool:
        """Whether the person's app opens a reply to this message automatically."""
        return bool((self.markup.raw or {}).get("force_reply"))

    def button(self, text: str) -> Button:
        """Return the first button whose label contains `text`; raise LookupError for none."""
        for button in self.buttons:
            if text in button.text:
                return button
        raise LookupError(f"no button {text!r} among {[b.text for b in self.buttons]}")


@dataclass(frozen=True, slots=True)
class CallbackAnswer:
    """The bot's answer to a pressed button, as the person sees it."""

    text: str
    show_alert: bool
    url: str | None = None


@dataclass(frozen=True, slots=True)
class BotCommand:
    command: str
    description: str


@dataclass(frozen=True, slots=True)
class ShownProfile:
    """The bot's profile as somebody sees it; `picture` is the identifier of a file."""

    name: str
    about: str
    description: str
    picture: str | None


@dataclass(slots=True)
class Call:
    """One Bot API call. `at` is the loop's monotonic time of its arrival."""

    method: str
    params: Json
    at: float
    status: int | None = None
    """The HTTP status of the answer; None before the answer and for a cut connection."""

    @property
    def chat_id(self) -> int | None:
        value = str(self.params.get("chat_id", ""))
        return int(value) if value.lstrip("-").isdigit() else None
