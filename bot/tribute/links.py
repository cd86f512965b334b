"""Reads the product out of a Tribute link that a person pasted where an id was asked for."""

import re
import string
from dataclasses import dataclass

from bot.domain.models import Product, ProductId
from bot.tribute.strict_json import INT64_MAX

# The code is base 62 in this order: DDs = 152362, zPh = 137719. That is undocumented, though true
# of all pairs ever seen (docs/tribute.md); so it is a hint for asking the API, and no link is ever
# built from a number.
_DIGITS = string.digits + string.ascii_lowercase + string.ascii_uppercase
_LINK = re.compile(
    r"""(?:https?://)?
    (?: (?:t|telegram)\.me/tribute/app/?\?(?:[^\s#]*&)?startapp=p
      | web\.tribute\.tg/p/ )
    (?P<code>[0-9a-zA-Z]{1,11}) (?:[/?&#]\S*)?""",
    re.VERBOSE | re.ASCII,
)


_CODE = re.compile(r"(?:startapp=)?p?[0-9a-zA-Z]{1,11}", re.ASCII)


@dataclass(frozen=True, slots=True)
class LinkHint:
    """A product link's code, and the product it should be. Ask the API before believing it."""

    code: str
    product_id: ProductId


def decode(text: str) -> LinkHint | None:
    """Return the product a Tribute link seems to lead to; None if this is no link to a product."""
    match = _LINK.fullmatch(text.strip())
    if match is None:
        return None
    number = 0
    for digit in match["code"]:
        number = number * 62 + _DIGITS.index(digit)
    return LinkHint(match["code"], ProductId(number)) if 0 < number <= INT64_MAX else None


def may_be_code(text: str) -> bool:
    """Return whether it may be the cut-off end of a link: `DDs`, `pDDs` or `startapp=pDDs`."""
    return _CODE.fullmatch(text) is not None


def leads_to(text: str, product: Product) -> bool:
    """Return whether the text is one of this product's links, with or without its scheme, or only
    the code at the end of one."""
    pasted = _bare(text)
    own = [one for one in (decode(product.link), decode(product.web_link)) if one is not None]
    if any(pasted in (one.code, f"p{one.code}", f"startapp=p{one.code}") for one in own):
        return True
    if pasted and pasted in (_bare(product.link), _bare(product.web_link)):
        return True
    hint = decode(text)
    return hint is not None and hint in own


def _bare(link: str) -> str:
    return link.strip().removeprefix("https://").removeprefix("http://").rstrip("/")
