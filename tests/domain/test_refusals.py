"""A refusal of Telegram's says whether the person can't be reached, or only this message."""

import pytest

from bot.domain.refusals import is_about_file, is_about_person, is_about_reader


@pytest.mark.parametrize(
    ("reason", "person", "reader"),
    [
        ("Forbidden: bot was blocked by the user", True, True),
        ("Bad Request: user_is_deactivated or USER_DEACTIVATED", True, True),
        ("Bad Request: USER_CHANNELS_TOO_MUCH", False, False),
        ("Bad Request: PARTICIPANT_ID_INVALID", True, True),
        ("Bad Request: user account was deleted", True, True),
        ("Bad Request: account is deactivated", True, True),
        ("Bad Request: bot can't send messages to the user", True, True),
        ("Bad Request: BUTTON_USER_INVALID", False, False),
        ("Bad Request: BUTTON_USER_PRIVACY_RESTRICTED", False, False),
        ('Bad Request: can\'t parse entities: unsupported start tag "user_id"', False, False),
        ("Bad Request: chat not found", False, True),
        ("Bad Request: invalid chat_id specified", False, True),
        ("Forbidden: bot was kicked from the group chat", False, True),
        ("Bad Request: message is too long", False, False),
    ],
)
def test_a_refusal_is_about_the_person_the_private_chat_or_the_message(
    reason: str, person: bool, reader: bool
) -> None:
    assert (is_about_person(reason), is_about_reader(reason)) == (person, reader)


@pytest.mark.parametrize(
    ("reason", "file"),
    [
        ("Bad Request: wrong file identifier/HTTP URL specified", True),
        ("Bad Request: FILE_REFERENCE_EXPIRED", True),
        ("Bad Request: can't use file of type Video as Photo", True),
        ("Bad Request: PHOTO_SAVE_FILE_INVALID", True),
        ("Bad Request: chat not found", False),
        ("Bad Request: message caption is too long", False),
    ],
)
def test_a_refusal_is_about_the_picture_or_video_in_the_message(reason: str, file: bool) -> None:
    assert is_about_file(reason) is file
