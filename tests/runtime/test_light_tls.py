"""aiohttp's context for servers that aren't checked holds no certificates; the other one does."""

import subprocess
import sys

_PROGRAM = """
import ssl
from bot.runtime import light_tls

inherited = ssl.SSLContext.set_default_verify_paths
light_tls.install()
assert ssl.SSLContext.set_default_verify_paths is inherited

from aiohttp import connector
checks, trusts_all = connector._SSL_CONTEXT_VERIFIED, connector._SSL_CONTEXT_UNVERIFIED
plain = ssl.create_default_context()
assert checks.verify_mode is ssl.CERT_REQUIRED and checks.check_hostname
assert checks.cert_store_stats() == plain.cert_store_stats()
assert trusts_all.verify_mode is ssl.CERT_NONE and not trusts_all.check_hostname
assert trusts_all.cert_store_stats()["x509"] == 0
"""


def test_only_the_context_that_checks_reads_certificates() -> None:
    subprocess.run([sys.executable, "-c", _PROGRAM], check=True)
