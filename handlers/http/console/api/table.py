"""Finds the route of a request."""

import re
from collections.abc import Callable, Sequence

from handlers.http.console.api.refused import Refused
from handlers.http.console.api.route import Route

_PART = re.compile(r"\\\{(\w+)\\\}")


class Table:
    """All routes, each with the pattern of its path."""

    def __init__(self, routes: Sequence[Route]) -> None:
        self._routes = [(_pattern(one.path), one) for one in routes]

    def find(
        self, method: str, path: str, text: Callable[[str], str]
    ) -> tuple[Route, dict[str, str]]:
        """Return the route and the parts of the path; raise Refused: 404, or 405 where the path has
        other methods. A path that is written out goes before one with parts."""
        found = [(match, one) for is_it, one in self._routes if (match := is_it(path))]
        found = [(match, one) for match, one in found if one.path == path] or found
        if not found:
            raise Refused(404, "not-found", text("console-access-not-found"))
        for match, route in found:
            if route.method == method:
                return route, match.groupdict()
        allowed = ", ".join(sorted({route.method for _, route in found}))
        raise Refused(405, "method", text("console-access-method"), headers={"Allow": allowed})


def _pattern(path: str) -> Callable[[str], re.Match[str] | None]:
    return re.compile(_PART.sub(r"(?P<\1>[^/]+)", re.escape(path))).fullmatch
