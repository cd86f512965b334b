"""The errors of Tribute's API: each has a sentence for the log, and keys of texts for people."""

from typing import ClassVar

from bot.errors import TributaryError


class TributeError(TributaryError):
    """A call without a usable answer. `str(error)` holds neither the key nor a URL."""

    slug: ClassVar[str]
    refund_text_key: ClassVar[str]
    """The key of the text after a failed refund; `text_key` is for failed reads."""
    outcome_unknown: ClassVar[bool] = False
    """Whether Tribute may have carried out the call in spite of the error."""
    for_good: ClassVar[bool] = False
    """Whether asking again can't help."""

    def __init__(
        self, message: str, *, status: int | None = None, retry_after_seconds: float | None = None
    ) -> None:
        super().__init__(message)
        self.status = status
        self.retry_after_seconds = retry_after_seconds


class TributeBadRequest(TributeError):
    """400. For a refund: the API can't refund this purchase; it refunds only those paid in
    Stars."""

    for_good = True
    slug = "bad-request"
    text_key = "tribute-error-bad-request"
    refund_text_key = "refund-error-bad-request"


class TributeUnauthorized(TributeError):
    """401: the API key is not valid, or no longer valid."""

    slug = "unauthorized"
    text_key = "tribute-error-unauthorized"
    refund_text_key = "refund-error-unauthorized"


class TributeForbidden(TributeError):
    """403: the product or purchase belongs to another account."""

    slug = "forbidden"
    text_key = "tribute-error-forbidden"
    refund_text_key = "refund-error-forbidden"


class TributeNotFound(TributeError):
    """404: no such product, purchase or buyer."""

    slug = "not-found"
    text_key = "tribute-error-not-found"
    refund_text_key = "refund-error-not-found"


class TributeRefused(TributeError):
    """Any other 4xx: refused for a reason Tribute does not document."""

    slug = "refused"
    text_key = "tribute-error-refused"
    refund_text_key = "refund-error-refused"


class TributeUnreachable(TributeError):
    """There was no connection, so nothing was sent and nothing can have happened."""

    slug = "unreachable"
    text_key = "tribute-error-unreachable"
    refund_text_key = "refund-error-unreachable"


class TributeServerError(TributeError):
    """5xx: Tribute failed, at an unknown point."""

    slug = "server-error"
    text_key = "tribute-error-server-error"
    refund_text_key = "refund-error-unknown"
    outcome_unknown = True


class TributeTimeout(TributeError):
    """The request was on its way, and no full answer came in time."""

    slug = "timeout"
    text_key = "tribute-error-timeout"
    refund_text_key = "refund-error-unknown"
    outcome_unknown = True


class TributeBadAnswer(TributeError):
    """An answer that is cut off, or not the one documented: a redirect, HTML, other content."""

    slug = "bad-answer"
    text_key = "tribute-error-bad-answer"
    refund_text_key = "refund-error-unknown"
    outcome_unknown = True


class TributeForeignAnswer(TributeError):
    """4xx with a page that isn't Tribute's: something on the way answered, such as a firewall. It
    doesn't say whether the call reached Tribute, nor anything about the product or the key."""

    slug = "foreign-answer"
    text_key = "tribute-error-foreign-answer"
    refund_text_key = "refund-error-unknown"
    outcome_unknown = True


_DOCUMENTED: dict[int, type[TributeError]] = {
    400: TributeBadRequest,
    401: TributeUnauthorized,
    403: TributeForbidden,
    404: TributeNotFound,
}


_TOO_MANY_REQUESTS = 429


def error_class(status: int, *, is_tributes: bool = True) -> type[TributeError]:
    """Return the error that a status other than 200 means.

    `is_tributes`: the answer has the form of Tribute's own errors. Only those say what a 4xx says.
    Too many requests are refused by whoever counts them.
    """
    if 400 <= status < 500 and status != _TOO_MANY_REQUESTS and not is_tributes:
        return TributeForeignAnswer
    if status in _DOCUMENTED:
        return _DOCUMENTED[status]
    if status >= 500:
        return TributeServerError
    return TributeRefused if status >= 400 else TributeBadAnswer
