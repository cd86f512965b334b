"""How a call to Tribute's API can fail: a sentence for the log, and keys of texts for people."""

from typing import ClassVar

from bot.errors import TributaryError


class TributeError(TributaryError):
    """A call that brought no answer we can use. `str(error)` holds neither the key nor a URL."""

    slug: ClassVar[str]
    refund_text_key: ClassVar[str]
    """The person's text when it was a refund that failed; `text_key` is for reading."""
    outcome_unknown: ClassVar[bool] = False
    """Whether Tribute may have done what was asked all the same."""

    def __init__(
        self, message: str, *, status: int | None = None, retry_after_seconds: float | None = None
    ) -> None:
        super().__init__(message)
        self.status = status
        self.retry_after_seconds = retry_after_seconds


class TributeBadRequest(TributeError):
    """400. For a refund: this purchase can't be refunded by the API, as any not paid in Stars."""

    slug = "bad-request"
    text_key = "tribute-error-bad-request"
    refund_text_key = "refund-error-bad-request"


class TributeUnauthorized(TributeError):
    """401: the API key is not (or no longer) valid."""

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
    """No connection came about, so nothing was sent and nothing can have happened."""

    slug = "unreachable"
    text_key = "tribute-error-unreachable"
    refund_text_key = "refund-error-unreachable"


class TributeServerError(TributeError):
    """5xx: Tribute failed, at a point unknown to us."""

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


_DOCUMENTED: dict[int, type[TributeError]] = {
    400: TributeBadRequest,
    401: TributeUnauthorized,
    403: TributeForbidden,
    404: TributeNotFound,
}


def error_class(status: int) -> type[TributeError]:
    """What a status other than 200 means."""
    if status in _DOCUMENTED:
        return _DOCUMENTED[status]
    if status >= 500:
        return TributeServerError
    return TributeRefused if status >= 400 else TributeBadAnswer
