"""Writes folders of own texts for tests, and reads what is said of them."""

from pathlib import Path

from bot.own_texts.load import load_texts
from bot.texts import Texts
from bot.texts.problems import TextFault, TextLevel


def write(folder: Path, files: dict[str, str | bytes]) -> Path:
    """Write these files into the folder, each by its path there; return the folder."""
    folder.mkdir(mode=0o755, exist_ok=True)
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(mode=0o755, parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        path.chmod(0o644)
    return folder


def load(folder: Path, files: dict[str, str | bytes], default_locale: str = "en") -> Texts:
    """Return the texts of a shop with these files."""
    return load_texts(default_locale, "UTC", write(folder, files))


def found(texts: Texts) -> list[tuple[str, str, TextFault]]:
    """Return the place, the key and the fault of each problem."""
    assert texts.own is not None
    return [(one.place, one.key, one.fault) for one in texts.own.problems]


def details(texts: Texts) -> dict[TextFault, tuple[str, str]]:
    """Return the detail and the hint of each problem, by its fault."""
    assert texts.own is not None
    return {one.fault: (one.detail, one.hint) for one in texts.own.problems}


def levels(texts: Texts) -> dict[str, TextLevel]:
    """Return the effect of each problem, by its key."""
    assert texts.own is not None
    return {one.key: one.level for one in texts.own.problems}
