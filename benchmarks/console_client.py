"""A page of the console, as the server sees it: it logs in, asks, and follows what changes."""

import http.client
import itertools
import json
import socket
import threading
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager, suppress

from benchmarks.processes import TOKEN, Server
from bot.clock import SystemClock
from bot.sandbox.telegram.models import Person
from bot.sandbox.telegram.web_apps import sign

_LONGEST_SECONDS = 120.0
_PAUSE_SECONDS = 1.0
"""The page's own pause before it asks for the next stream."""


class Page:
    """One open page of an admin; its requests go over one connection, one after the other."""

    def __init__(self, server: Server, admin: int) -> None:
        self._server = server
        self._connection = _connect(server)
        signed = sign(TOKEN, Person(admin, "Anna"), SystemClock().now())
        body = json.dumps({"init_data": signed})
        sent = {"Content-Type": "application/json", "Origin": f"http://127.0.0.1:{server.port}"}
        self._connection.request("POST", "/console/api/login", body, sent)
        bearer = json.loads(_whole(self._connection.getresponse()))["bearer"]
        self._headers = {"Authorization": f"Bearer {bearer}"}

    def get(self, path: str) -> bytes:
        """Return what a path below /console/ answers; raise RuntimeError unless it is 200."""
        self._connection.request("GET", f"/console/{path}", headers=self._headers)
        return _whole(self._connection.getresponse())

    def live(self, seen: str = "") -> "Stream":
        """Return the stream of news for a page that shows this version of the shop."""
        connection = _connect(self._server)
        query = f"?seen={seen}" if seen else ""
        connection.request("GET", f"/console/api/live{query}", headers=self._headers)
        return Stream(connection)

    def close(self) -> None:
        self._connection.close()


class Stream:
    """A stream of news, on a connection of its own."""

    def __init__(self, connection: http.client.HTTPConnection) -> None:
        self.connection = connection
        self._answer = connection.getresponse()
        if self._answer.status != 200:
            raise RuntimeError(f"no stream: {self._answer.status}")
        self.version = ""
        """The version of the shop that the last line named."""

    def changes(self) -> Iterator[bool]:
        """Yield of each line whether something has changed, until the stream ends."""
        while line := self._answer.readline():
            if line != b"\n":
                news = json.loads(line)
                self.version = news["version"]
                yield news["changed"]

    def close(self) -> None:
        self._answer.close()
        self.connection.close()


class Followers:
    """Pages that stay open, each in a thread: at each news it asks for its screen again, but for
    what is asked for `once`."""

    def __init__(self, pages: Sequence[tuple[Page, Sequence[str]]], once: Collection[str]) -> None:
        self.answered: list[str] = []
        """The paths that were answered after news."""
        self._once = once
        self._stop = threading.Event()
        self._opened = threading.Barrier(len(pages) + 1)
        self._streams: list[http.client.HTTPConnection] = []
        self._failures: list[Exception] = []
        self._threads = [threading.Thread(target=self._run, args=one) for one in pages]

    def start(self) -> None:
        """Return once each page shows its screen; raise what one of them has raised."""
        for thread in self._threads:
            thread.start()
        try:
            self._opened.wait(_LONGEST_SECONDS)
        except threading.BrokenBarrierError:
            self.end()
            raise TimeoutError("not each page was opened") from None

    def end(self) -> None:
        """Close the pages; raise what one of them has raised."""
        self._stop.set()
        for stream in self._streams:
            if stream.sock is not None:
                with suppress(OSError):
                    stream.sock.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join()
        for failure in self._failures:
            raise failure

    def _run(self, page: Page, screen: Sequence[str]) -> None:
        try:
            self._follow(page, screen)
        except Exception as error:  # noqa: BLE001  (`end` raises it)
            if not self._stop.is_set():
                self._failures.append(error)
            self._opened.abort()

    def _follow(self, page: Page, screen: Sequence[str]) -> None:
        """Follow one stream after the other: the bot ends each after a while."""
        for path in screen:
            page.get(path)
        again = [path for path in screen if path not in self._once]
        version, is_open = "", False
        while not self._stop.is_set():
            stream = page.live(version)
            self._streams.append(stream.connection)
            if not is_open:
                self._opened.wait(_LONGEST_SECONDS)
                is_open = True
            for is_changed in stream.changes():
                version = stream.version
                if is_changed:
                    self.answered.extend(path for path in again if page.get(path))
            stream.close()
            self._stop.wait(_PAUSE_SECONDS)


@contextmanager
def following(
    server: Server, admins: Sequence[int], screens: Sequence[Sequence[str]], once: Collection[str]
) -> Iterator[list[str]]:
    """Keep a page open for each admin, the screens in turn; yield the paths that were answered
    after news. Of a screen, what is in `once` is asked for at the opening alone. Raises what any of
    the pages has raised."""
    pages = [Page(server, admin) for admin in admins]
    followers = Followers(list(zip(pages, itertools.cycle(screens), strict=False)), once)
    followers.start()
    try:
        yield followers.answered
    finally:
        followers.end()
        for page in pages:
            page.close()


def open_address(server: Server) -> None:
    """Ask for the page itself, as a browser does before anybody has logged in."""
    connection = _connect(server)
    connection.request("GET", "/console/")
    _whole(connection.getresponse())
    connection.close()


def _connect(server: Server) -> http.client.HTTPConnection:
    return http.client.HTTPConnection("127.0.0.1", server.port, timeout=_LONGEST_SECONDS)


def _whole(answer: http.client.HTTPResponse) -> bytes:
    content = answer.read()
    if answer.status != 200:
        raise RuntimeError(f"{answer.status}: {content[:200].decode()}")
    return content
