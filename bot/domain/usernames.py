"""Telegram's usernames as they are stored: without the @ that people and programs write before
them."""


def bare(written: str | None) -> str | None:
    """Return the username itself; None if nothing is left of it."""
    return (written or "").strip().lstrip("@").strip() or None
