"""Keeps aiohttp from reading the certificates of authorities into a context that checks none.

At its import aiohttp makes two TLS contexts: one that checks servers, and one for `ssl=False`,
which checks nothing and never looks at certificates. Reading them takes 15 ms and 0.8 MB each time.
"""

import contextlib
import importlib
import ssl
from collections.abc import Iterator


def install() -> None:
    """Import aiohttp's connections so; where they are imported already, change nothing."""
    with _for_contexts_that_check():
        importlib.import_module("aiohttp.connector")


@contextlib.contextmanager
def _for_contexts_that_check() -> Iterator[None]:
    def read(context: ssl.SSLContext) -> None:
        if context.verify_mode is not ssl.CERT_NONE:
            super(ssl.SSLContext, context).set_default_verify_paths()

    ssl.SSLContext.set_default_verify_paths = read  # type: ignore[assignment, method-assign]
    try:
        yield
    finally:
        del ssl.SSLContext.set_default_verify_paths  # it is inherited
