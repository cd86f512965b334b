"""Bot API methods for administrators of groups and channels: links, requests, members."""

from bot.sandbox.telegram.api import Api, Method
from bot.sandbox.telegram.errors import ApiError, bad_request, forbidden
from bot.sandbox.telegram.models import Group, Json, Person
from bot.sandbox.telegram.params import Params
from bot.sandbox.telegram.render import member_json, user_json

_LINK_NAME_LENGTH = 32
_VERDICTS = ("approve", "decline", "queue")


def create_chat_invite_link(api: Api, params: Params) -> object:
    group = _group(api, params)
    _need(group, "can_invite_users", "not enough rights to manage chat invite link")
    asks = params.flag("creates_join_request")
    if asks and params.integer("member_limit"):
        raise bad_request("can't specify member_limit together with creates_join_request")
    if len(params.text("name")) > _LINK_NAME_LENGTH:
        raise bad_request("invite link name is too long")
    link = f"https://t.me/+sandbox{-group.id}x{len(group.links) + 1}"
    group.links[link] = asks
    api.chats.touch(group.id)
    return {
        "invite_link": link,
        "name": params.text("name"),
        "creator": api.bot_json(),
        "creates_join_request": asks,
        "is_primary": False,
        "is_revoked": False,
    }


def approve_chat_join_request(api: Api, params: Params) -> object:
    group, person = _requester(api, params)
    del group.requests[person.id]
    api.membership(group, person, "member", actor=api.bot_json())
    return True


def decline_chat_join_request(api: Api, params: Params) -> object:
    group, person = _requester(api, params)
    del group.requests[person.id]
    api.chats.touch(group.id)
    return True


def answer_chat_join_request_query(api: Api, params: Params) -> object:
    """Take the verdict about a join request; `queue` leaves it open for the administrators."""
    query = api.chats.join_queries.get(params.text("chat_join_request_query_id"))
    if query is None or not api.chats.is_open(query):
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    verdict = params.text("result")
    if verdict not in _VERDICTS:
        raise bad_request("invalid result specified")
    query.answer = verdict
    group, person = api.chats.groups[query.chat_id], api.chats.people[query.person_id]
    if verdict != "queue":
        group.requests.pop(person.id, None)
    if verdict == "approve":
        api.membership(group, person, "member", actor=api.bot_json())
    api.chats.touch(group.id)
    return True


def ban_chat_member(api: Api, params: Params) -> object:
    group = _group(api, params)
    person = _person(api, params)
    status = group.members.get(person.id)
    if status == "creator":
        raise bad_request("can't remove chat owner")
    if status == "administrator":
        raise bad_request("user is an administrator of the chat")
    _need(group, "can_restrict_members", "not enough rights to restrict/unrestrict chat member")
    group.requests.pop(person.id, None)
    api.membership(group, person, "kicked", actor=api.bot_json())
    return True


def unban_chat_member(api: Api, params: Params) -> object:
    group = _group(api, params)
    if group.type == "group":
        raise bad_request("method is available for supergroup and channel chats only")
    person = _person(api, params)
    _need(group, "can_restrict_members", "not enough rights to restrict/unrestrict chat member")
    if person.id in group.banned or not params.flag("only_if_banned"):
        api.membership(group, person, "left", actor=api.bot_json())
    return True


def get_chat_member(api: Api, params: Params) -> object:
    group = _group(api, params)
    if params.integer("user_id") == api.bot_id:
        return bot_member_json(api, group)
    if group.bot_status != "administrator":
        raise bad_request("member list is inaccessible")
    return _person_json(group, _person(api, params))


def get_chat_administrators(api: Api, params: Params) -> object:
    group = _group(api, params)
    people = [
        _person_json(group, api.chats.people[one])
        for one, status in group.members.items()
        if status in ("creator", "administrator")
    ]
    own = [bot_member_json(api, group)] if group.bot_status == "administrator" else []
    return people + own


def bot_member_json(api: Api, group: Group) -> Json:
    return member_json(group.bot_status, api.bot_json(), group.bot_rights)


METHODS: dict[str, Method] = {
    "createChatInviteLink": create_chat_invite_link,
    "approveChatJoinRequest": approve_chat_join_request,
    "declineChatJoinRequest": decline_chat_join_request,
    "answerChatJoinRequestQuery": answer_chat_join_request_query,
    "banChatMember": ban_chat_member,
    "unbanChatMember": unban_chat_member,
    "getChatMember": get_chat_member,
    "getChatAdministrators": get_chat_administrators,
}


def _person_json(group: Group, person: Person) -> Json:
    return member_json(group.status_of(person.id), user_json(person))


def _group(api: Api, params: Params) -> Group:
    chat = api.chats.named(params)
    if isinstance(chat, Person):
        raise bad_request("can't do this in a private chat")
    if chat.moved_to is not None:
        raise ApiError(
            400,
            "Bad Request: group chat was upgraded to a supergroup chat",
            migrate_to_chat_id=chat.moved_to,
        )
    if chat.bot_status == "kicked":
        raise forbidden(f"bot was kicked from the {chat.type} chat")
    if chat.bot_status == "left":
        raise forbidden(f"bot is not a member of the {chat.type} chat")
    return chat


def _person(api: Api, params: Params) -> Person:
    person = api.chats.people.get(params.integer("user_id") or 0)
    if person is None:
        raise bad_request("PARTICIPANT_ID_INVALID")
    return person


def _requester(api: Api, params: Params) -> tuple[Group, Person]:
    """Return the group and the person of an open join request; raise ApiError as Telegram does."""
    group = _group(api, params)
    _need(group, "can_invite_users", "not enough rights")
    person = api.chats.people.get(params.integer("user_id") or 0)
    if person is None:
        raise bad_request("USER_ID_INVALID")
    if person.id in group.members:
        raise bad_request("USER_ALREADY_PARTICIPANT")
    if person.id not in group.requests or _is_asked(api, group, person):
        raise bad_request("HIDE_REQUESTER_MISSING")
    return group, person


def _is_asked(api: Api, group: Group, person: Person) -> bool:
    """Return whether a query about the person's request is still open: until then the request isn't
    among those that administrators answer."""
    return any(
        (one.chat_id, one.person_id) == (group.id, person.id) and api.chats.is_open(one)
        for one in api.chats.join_queries.values()
    )


def _need(group: Group, right: str, complaint: str) -> None:
    if group.bot_status != "administrator":
        raise bad_request(f"need administrator rights in the {group.type} chat")
    if right not in group.bot_rights:
        raise bad_request(complaint)
