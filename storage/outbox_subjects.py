"""The messages of the outbox about one subject, such as one purchase, found by their keys."""

from storage.engine.tx import Tx

_OF_SUBJECT = """(dedupe_key = ? OR (dedupe_key > ? AND dedupe_key < ?)) AND kind = ?
    AND subject_id = ?"""
"""Found by the index of keys: those of one subject are `kind:subject` or begin with that and
another colon, which a semicolon follows in the order of characters."""


def cancel(tx: Tx, kind: str, subject_id: int, now: int) -> None:
    """Cancel the waiting messages of a kind whose keys begin with their subject."""
    tx.execute(
        f"""UPDATE outbox SET state = 'cancelled', done_at = ?
        WHERE {_OF_SUBJECT} AND state IN ('queued', 'waiting')""",
        (now, *_subject(kind, subject_id)),
    )


def forget(tx: Tx, kind: str, subject_id: int, now: int) -> None:
    """Cancel these notices where they still wait, and let others of the kind follow some day."""
    cancel(tx, kind, subject_id, now)
    tx.execute(
        f"""UPDATE outbox SET dedupe_key = dedupe_key || ':earlier:' || id
        WHERE {_OF_SUBJECT}""",
        _subject(kind, subject_id),
    )


def _subject(kind: str, subject_id: int) -> tuple[object, ...]:
    key = f"{kind}:{subject_id}"
    return key, f"{key}:", f"{key};", kind, subject_id
