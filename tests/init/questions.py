"""The way through the dialogue: each question with its prompt, and a right answer."""

import re

from tests.init.conftest import ANN, KEY, TOKEN, Outside
from tests.init.typing_person import Typist

TOKEN_ASKED, KEY_ASKED, ADDRESS_ASKED = "Bot token:", "Tribute key:", "Address:"
SHOP_ASKED, CODE_ASKED = "new or moved [new]:", "Enter leaves it out."
IS_IT_YOU, ZONE_ASKED, LANGUAGE_ASKED = "Is that you? [y/N]", "Time zone [", "Language ["
KEEPS = "(Enter keeps it):"

QUESTIONS = (
    TOKEN_ASKED,
    KEY_ASKED,
    ADDRESS_ASKED,
    SHOP_ASKED,
    "5. The owner.",
    IS_IT_YOU,
    ZONE_ASKED,
    LANGUAGE_ASKED,
)
"""The prompts of a first start, in their order."""


async def send_code(typist: Typist, outside: Outside, person: int = ANN) -> str:
    """Wait for the next code, and send it to the bot as this person does who opens the link."""
    code = await code_shown(typist)
    await outside.telegram.send(person, f"/start {code}")
    return code


async def code_shown(typist: Typist) -> str:
    seen = await typist.sees(CODE_ASKED)
    found = re.search(r"\?start=(\d{6})", seen)
    assert found is not None, seen
    return found[1]


async def answer_from(typist: Typist, outside: Outside, question: str = TOKEN_ASKED) -> None:
    """Answer everything from this question on."""
    for one in QUESTIONS[QUESTIONS.index(question) :]:
        if one == "5. The owner.":
            await send_code(typist, outside)
            continue
        await typist.answers(one, ANSWERS.get(one, ""))


ANSWERS = {TOKEN_ASKED: TOKEN, KEY_ASKED: KEY, IS_IT_YOU: "y"}
