"""Tributary: a Telegram bot that sells access; this package has all but the handlers and SQL."""

__version__ = "0.2.0"
"""The only place of the version: packages, `--version` and CHANGELOG.md agree with it."""
