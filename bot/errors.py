"""The roots of all errors: each carries a text for the log, and the key of one for the person."""


class TributaryError(Exception):
    """Base of all errors here. `str(error)` is for the log; `text_key` names the person's text."""

    text_key = "error-unexpected"


class SettingsError(TributaryError):
    """A setting is missing or wrong. The message is one plain sentence for the owner."""


class StorageError(TributaryError):
    """The database could not be opened. The message is one plain sentence for the owner."""


class StorageUnavailable(TributaryError):
    """A write or read failed for a reason outside the work itself: disk full, locked, read-only."""

    text_key = "error-storage"


class StorageLost(StorageUnavailable):
    """The file was removed or replaced while it was open: nothing is stored until a restart."""


def unavailability(error: object) -> StorageUnavailable | None:
    """Return the failure of the storage that an error is, or consists of; None for any other."""
    if isinstance(error, StorageUnavailable):
        return error
    if isinstance(error, BaseExceptionGroup):
        found = [unavailability(one) for one in error.exceptions]
        return found[0] if all(found) else None
    return None
