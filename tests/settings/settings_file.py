"""Write a `.env` and load it, with no settings of this machine in the environment."""

from pathlib import Path

import pytest

from bot.errors import SettingsError
from bot.settings.settings import Settings, load_settings

TOKEN = "123456:AAE-canary-token-canary-token-canar"
KEY = "canary-tribute-key"
REQUIRED = f"BOT_TOKEN={TOKEN}\nTRIBUTE_API_KEY={KEY}\n"


@pytest.fixture
def empty_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    for field in Settings.model_fields:
        monkeypatch.delenv(field.upper(), raising=False)


def load(lines: str, *, required: str = REQUIRED) -> Settings:
    """Write the required settings and these lines into `.env`, and load it."""
    Path(".env").write_text(required + lines, encoding="utf-8")
    return load_settings()


def refusal(lines: str, *, required: str = REQUIRED) -> str:
    """Return the one sentence, free of secrets, by which these lines are refused."""
    with pytest.raises(SettingsError) as refused:
        load(lines, required=required)
    sentence = str(refused.value)
    assert "\n" not in sentence
    assert sentence.endswith((".", "?"))
    assert "canary" not in sentence
    return sentence
