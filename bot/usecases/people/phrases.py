"""Phrases about people that admins read: a name, whether they get a message."""

from bot.domain.records import Person
from bot.domain.shop_face.consent import Agreement
from bot.domain.shop_face.texts import Saved
from bot.texts import Markup, Url, When, clean
from bot.texts.languages import name_in
from bot.usecases.outbox.wording import Wording


def person_link(say: Wording, person: Person | None, telegram_user_id: int) -> Markup:
    """Return a link to a person's profile, with name, @username and id as far as known."""
    name = visible_name(person)
    username = f"@{person.username}" if person is not None and person.username else None
    if name and username:
        return say("person-link-both", id=telegram_user_id, name=name, username=username)
    if name or username:
        return say("person-link", id=telegram_user_id, name=name or username)
    return say("person-link-id", id=telegram_user_id)


def visible_name(person: Person | None) -> str | None:
    """Return a person's name if one sees anything of it: some consist of what shows nothing."""
    return clean(person.name or "") or None if person is not None else None


def short_name(say: Wording, person: Person | None, telegram_user_id: int | None) -> str:
    """Return a person's name for a button."""
    if name := visible_name(person):
        return name
    if person is not None and person.username:
        return f"@{person.username}"
    if telegram_user_id is None:
        return say.plain("purchase-buyer-unknown")
    return str(telegram_user_id)


def notified_line(say: Wording, person: Person | None) -> Markup | None:
    """Return whether the person gets a message now or later; None where nobody is known."""
    if person is None:
        return None
    if person.blocked_at is not None:
        return say("person-notified-later")
    return (
        say("person-notified-now")
        if person.started_at is not None
        else say("person-notified-if-allowed")
    )


def language(say: Wording, person: Person) -> Markup:
    """Return the language that the person chose, or else their Telegram's."""
    if person.locale is not None:
        name = name_in(person.locale, say.locale)
        return say("user-language-chosen", language=person.locale, name=name)
    if person.language_code is not None:
        return say("user-language", language=person.language_code)
    return say("user-language-unknown")


def writing(say: Wording, person: Person) -> Markup:
    """Return whether the bot may write to the person."""
    if person.started_at is None:
        return say("user-never-started")
    if person.blocked_at is not None:
        return say("user-blocked", when=When(person.blocked_at))
    return say("user-reachable")


def news(say: Wording, person: Person) -> Markup | None:
    """Return since when the person wants no broadcasts; None for somebody who gets them."""
    since = person.no_news_at
    return say("user-no-news", when=When(since)) if since is not None else None


def agreed(say: Wording, agreement: tuple[Agreement, Saved | None] | None) -> Markup | None:
    """Return when the person has agreed, and to which terms."""
    if agreement is None:
        return None
    found, terms = agreement
    when = When(found.agreed_at)
    page = terms.content.button.url if terms and terms.content.button else found.url
    if page is not None:
        return say("user-agreed-page", when=when, url=Url(page))
    saved = When(terms.saved_at if terms else found.agreed_at)
    return say("user-agreed-words", when=when, saved=saved)
