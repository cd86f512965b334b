"""The files that come with the program: in a package they lie in it, in a clone in its folders."""

from pathlib import Path

_PACKAGE = Path(__file__).parents[1]
_PLACES = (_PACKAGE / "deploy", _PACKAGE.parent / "deploy", _PACKAGE.parent)
"""Where a package has them (pyproject.toml puts them there), and where a clone has them."""


def shipped_file(name: str) -> Path | None:
    """Return the path of `.env.example`, of a lock file or of a file of `deploy/`; None where the
    code was copied without them."""
    paths = (folder / name for folder in _PLACES)
    return next((one for one in paths if one.is_file()), None)
