"""The page's view of the world: plain JSON made from the simulators; the app says only who is an
admin."""

from decimal import Decimal
from typing import Any

from babel.numbers import format_currency

from bot.sandbox.cast import CAST
from bot.sandbox.telegram import Button, Group, Message, Person
from bot.sandbox.telegram.models import KeyButton
from bot.sandbox.telegram.stars import StarsSubscription
from bot.sandbox.traffic import Traffic
from bot.sandbox.tribute import DeliveryState, Purchase, code_of
from bot.sandbox.tribute.catalog import ProductJson
from bot.sandbox.world import World
from bot.texts.languages import chosen_by, own_name

Json = dict[str, Any]

_NOTES = {role.id: role.note for role in CAST}
_CHARGES_SHOWN = 3
_PREVIEW_LETTERS = 90


def state(world: World) -> Json:
    """Return all but chats and log: people, products, purchases, what is waiting or planned."""
    return {
        "now": world.clock.now(),
        "clock_moved": world.moved,
        "bot": {"name": world.telegram.bot_name, "username": world.telegram.bot_username},
        "people": [_person(world, person) for person in world.telegram.people.values()],
        "products": [_product(product) for product in world.tribute.products.values()],
        "purchases": [_purchase(world, one) for one in reversed(world.tribute.purchases.values())],
        "recurring": _recurring(world),
        "invoice_links": [
            {"url": url, "title": one.title, "amount": one.total_amount, "renews": bool(one.period)}
            for url, one in world.telegram.invoice_links.items()
        ],
        "webhooks": _webhooks(world),
        "chats": [_private_chat(world, one) for one in _private_chats(world)],
        "planned": _planned(world),
        "service": _service(world),
        "has_console": world.settings.public_url is not None,
        "languages": [{"code": one, "name": own_name(one)} for one in world.locales],
    }


def chat(world: World, person: Person) -> Json:
    """Return one person's chat, oldest message first, the keyboard below their input field, and the
    commands in their menu."""
    messages = world.telegram.chat(person.id)
    texts = {message.message_id: message.text for message in messages}
    return {
        "id": person.id,
        "language": _language(world, person),
        "bot": _profile(world, person),
        "messages": [_message(message, texts) for message in messages],
        "keys": [[_key(one) for one in row] for row in world.telegram.reply_keyboard(person.id)],
        "menu": _menu_button(world, person),
        "commands": [
            {"command": command.command, "description": command.description}
            for command in world.telegram.commands_for(person.id)
        ],
    }


def _profile(world: World, person: Person) -> Json:
    """Return the bot's profile as this person's Telegram shows it."""
    shown = world.telegram.profile_for(person.id)
    return {
        "name": shown.name,
        "about": shown.about,
        "description": shown.description,
        "picture": f"/api/bot/picture/{shown.picture}" if shown.picture else None,
    }


def _menu_button(world: World, person: Person) -> Json | None:
    """Return the Mini App that the button beside the input field opens; None without one."""
    button = world.telegram.menu_button(person.id)
    if button["type"] != "web_app":
        return None
    return {"text": button["text"], "url": button["web_app"]["url"]}


def _language(world: World, person: Person) -> str:
    """Return the language in which the bot writes to them: theirs, if the bot has it."""
    return chosen_by(person.language_code, world.locales) or world.default_locale


def line(traffic: Traffic) -> Json:
    return {
        "number": traffic.number,
        "at": traffic.at,
        "sender": traffic.sender,
        "receiver": traffic.receiver,
        "what": traffic.what,
        "status": traffic.status,
        "detail": traffic.detail,
    }


def _person(world: World, person: Person) -> Json:
    received = world.telegram.messages_to(person.id)
    return {
        "id": person.id,
        "name": person.name,
        "username": person.username,
        "language_code": person.language_code,
        "note": _NOTES.get(person.id, "Added by you."),
        "admin": person.id in (world.app.deps.admins.roll if world.app else ()),
        "owner": person.id in world.settings.admin_ids,
        "started": person.started,
        "blocked": person.blocked,
        "stars": world.telegram.balance(person.id),
        "charges": [
            {"id": one.charge_id, "amount": one.amount}
            for one in world.telegram.charges_of(person.id)[:_CHARGES_SHOWN]
        ],
        "renewing": [_renewing(one) for one in world.telegram.subscriptions_of(person.id)],
        "received": len(received),
        "preview": received[-1].text[:_PREVIEW_LETTERS] if received else "",
    }


def _renewing(one: StarsSubscription) -> Json:
    """Return a renewal in Stars, as Telegram's settings show it."""
    return {
        "charge": one.charge_id,
        "title": one.invoice.title,
        "amount": one.invoice.total_amount,
        "until": one.until,
        "renews": one.renews,
        "failed": one.failed,
        "stopped_by_bot": one.bot_canceled,
    }


def _product(product: ProductJson) -> Json:
    code = code_of(product["link"])
    amount = Decimal(product["amount"]) / 100
    return {
        "id": product["id"],
        "name": product["name"],
        "price": format_currency(amount, product["currency"], locale="en"),
        "stars": product.get("starsAmount"),
        "cards": product["acceptCards"],
        "sellable": product["status"] == "approved",
        "link": product["link"],
        "web_link": product["webLink"],
        "checkout": f"/checkout/{code}",
    }


def _purchase(world: World, purchase: Purchase) -> Json:
    person = world.telegram.people.get(purchase.telegram_user_id or 0)
    return {
        "id": purchase.id,
        "person_id": purchase.telegram_user_id,
        "product": purchase.product_name,
        "person": person.name if person else "by e-mail",
        "method": purchase.method,
        "refunded": purchase.refunded,
    }


def _recurring(world: World) -> Json:
    product = world.tribute.subscriptions.product
    price = format_currency(Decimal(product.price_minor) / 100, product.currency, locale="en")
    return {
        "product": {"id": product.id, "name": product.name, "price": price},
        "subscribers": [
            {
                "person_id": one.telegram_user_id,
                "kind": one.kind,
                "expires_at": one.expires_at,
                "cancelled": one.cancelled,
                "renews": one.renews,
            }
            for one in world.tribute.subscriptions.subscribers.values()
        ],
    }


def _private_chats(world: World) -> list[Group]:
    """Return the groups and channels that are in the bot's settings, and those of the page."""
    groups, ids = world.telegram.groups, (*world.settings.access_chat_ids, *world.channels)
    return [groups[one] for one in ids if one in groups]


def _private_chat(world: World, group: Group) -> Json:
    people = world.telegram.people
    present = group.bot_status == "administrator"
    return {
        "id": group.id,
        "title": group.title,
        "links": list(group.links),
        "inside": [
            {"id": one, "name": people[one].name, "status": status}
            for one, status in group.members.items()
        ],
        "asking": [people[one].name for one in group.requests],
        "bot": {
            "present": present,
            "invite": present and "can_invite_users" in group.bot_rights,
            "remove": present and "can_restrict_members" in group.bot_rights,
        },
    }


def _webhooks(world: World) -> Json:
    waiting = (DeliveryState.WAITING, DeliveryState.KEPT_BACK)
    return {
        "lose_next": world.tribute.webhook_faults.lose_next,
        "duplicate_next": world.tribute.webhook_faults.duplicate_next,
        "speed": world.tribute.speed,
        "waiting": sum(delivery.state in waiting for delivery in world.tribute.deliveries),
    }


def _planned(world: World) -> list[str]:
    api = [f"Tribute’s API: {fault.kind}" for fault in world.tribute.faults.waiting]
    return api + [f"Telegram: {fault}" for fault in world.telegram.planned_failures]


def _service(world: World) -> Json | None:
    if world.service is None:
        return None
    return {"refuse_next": world.service.refuse_next, "received": len(world.service.received)}


def _message(message: Message, texts: dict[int, str]) -> Json:
    return {
        "id": message.message_id,
        "from_bot": message.from_bot,
        "html": message.html,
        "at": message.at,
        "edited": message.edited_at is not None,
        "reply_to": texts.get(message.reply_to or 0),
        "file": _file(message),
        "invoice": _invoice(message),
        "payment": _payment(message),
        "force_reply": message.force_reply,
        "placeholder": (message.markup.raw or {}).get("input_field_placeholder"),
        "text": message.text,
        "keyboard": [[_button(button) for button in row] for row in message.keyboard],
    }


def _invoice(message: Message) -> Json | None:
    if message.invoice is None:
        return None
    return {"title": message.invoice.title, "amount": message.invoice.total_amount}


def _payment(message: Message) -> Json | None:
    """Return what a service message says of a payment in Stars."""
    for kind, content in (message.service or {}).items():
        return {"refunded": kind == "refunded_payment", "amount": content["total_amount"]}
    return None


def _file(message: Message) -> Json | None:
    if message.document is None:
        return None
    return {
        "name": message.document.file_name,
        "kind": message.document.sent_as,
        "type": message.document.mime_type,
        "hidden": message.has_spoiler,
        "below": message.caption_above,
        "url": f"/api/people/{message.chat_id}/files/{message.message_id}",
    }


def _key(key: KeyButton) -> Json:
    asked = {"id": key.users.id, "most": key.users.most} if key.users else None
    return {"text": key.text, "users": asked}


def _button(button: Button) -> Json:
    return {
        "text": button.text,
        "url": button.url,
        "data": button.callback_data,
        "style": button.style,
        "copy": button.copy,
        "pay": button.pay,
        "web_app": button.web_app,
    }
