"""Run Caddy and nginx as an owner would, with the files of deploy/, in front of a given port.

A test changes what an owner changes too (the name, the bot's port), and what it can't have:
well-known ports, Let's Encrypt, and time limits of ten seconds.
"""

import asyncio
import contextlib
import os
import re
import ssl
import subprocess
from collections.abc import AsyncIterator
from pathlib import Path
from urllib.parse import urlsplit

from tests.journeys.process import free_port
from tests.needed import program

DEPLOY = Path(__file__).parents[2] / "deploy"
TIME_LIMIT = "10s"


def swap(text: str, changes: dict[str, str]) -> str:
    """Make these replacements, and fail where one finds nothing: the file has changed since."""
    for old, new in changes.items():
        assert old in text, old
        text = text.replace(old, new)
    return text


@contextlib.asynccontextmanager
async def caddy(folder: Path, app_port: int, limit: str = TIME_LIMIT) -> AsyncIterator[str]:
    """Run Caddy with the shipped Caddyfile; yield its https address."""
    executable, port = program("caddy", "caddy"), free_port()
    address = f"https://localhost:{port}"
    text = swap(
        (DEPLOY / "Caddyfile").read_text(encoding="utf-8"),
        {
            "\n{\n": "\n{\n\tadmin off\n\tskip_install_trust\n\tauto_https disable_redirects\n",
            "{$PUBLIC_URL:https://bot.example.com} {": f"{address} {{\n\ttls internal",
            "127.0.0.1:8080": f"127.0.0.1:{app_port}",
            "read_header 10s": f"read_header {limit}",
            "read_body 1m": f"read_body {limit}",
        },
    )
    text = re.sub(r"\bwrite \w+", f"write {limit}", text)  # there is none; where one comes back
    config = folder / "Caddyfile"
    config.write_text(text, encoding="utf-8")
    _keep_the_certificates_folder(folder)
    home = {"HOME": str(folder), "XDG_DATA_HOME": str(folder), "XDG_CONFIG_HOME": str(folder)}
    command = [executable, "run", "--config", str(config), "--adapter", "caddyfile"]
    async with _serving(folder, command, home, port):
        yield address


def _keep_the_certificates_folder(data: Path) -> None:
    """Put a file where Caddy's first certificate belongs.

    At its start Caddy 2.6 also tidies its data. Once in thousands of starts it removes the folder
    of the certificate as empty just before that is stored there, and tries again a minute later.
    """
    kept = data / "caddy" / "certificates" / "local" / "localhost" / "kept"
    kept.parent.mkdir(parents=True)
    kept.touch()


@contextlib.asynccontextmanager
async def nginx(folder: Path, app_port: int, limit: str = TIME_LIMIT) -> AsyncIterator[str]:
    """Run nginx with the shipped site; yield its https address."""
    executable, port = program("nginx", "nginx"), free_port()
    command = [executable, "-e", "stderr", "-c", str(nginx_files(folder, port, app_port, limit))]
    async with _serving(folder, command, {}, port):
        yield f"https://localhost:{port}"


def nginx_files(folder: Path, port: int, app_port: int, limit: str = TIME_LIMIT) -> Path:
    """Write the shipped site and around it an nginx.conf like Debian's, all in one folder."""
    certificate(folder)
    site = swap(
        (DEPLOY / "nginx.conf").read_text(encoding="utf-8"),
        {
            "listen [::]:80;": "",
            "listen [::]:443 ssl http2;": "",
            "listen 80;": f"listen {free_port()};",
            "listen 443 ssl http2;": f"listen {port} ssl http2;",
            "/etc/letsencrypt/live/bot.example.com/": f"{folder}/",
            "bot.example.com": "localhost",
            "127.0.0.1:8080": f"127.0.0.1:{app_port}",
            TIME_LIMIT: limit,
            "send_timeout 60s": f"send_timeout {limit}",
        },
    )
    (folder / "site.conf").write_text(site, encoding="utf-8")
    user = "user root;\n" if os.geteuid() == 0 else ""
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    temporary = "".join(f"  {kind}_temp_path {folder}/{kind};\n" for kind in kinds)
    config = folder / "nginx.conf"
    config.write_text(
        f"{user}daemon off;\npid {folder}/nginx.pid;\nevents {{}}\n"
        f"http {{\n  access_log off;\n{temporary}  include {folder}/site.conf;\n}}\n",
        encoding="utf-8",
    )
    return config


def certificate(folder: Path, name: str = "localhost") -> None:
    """Make a self-signed certificate in the place of certbot's."""
    command = (
        f"{program('openssl', 'openssl')} req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 "
        f"-nodes -days 2 -subj /CN={name} -addext subjectAltName=DNS:{name} "
        "-keyout privkey.pem -out fullchain.pem"
    )
    subprocess.run(command.split(), cwd=folder, check=True, capture_output=True)


@contextlib.asynccontextmanager
async def _serving(
    folder: Path, command: list[str], environment: dict[str, str], port: int
) -> AsyncIterator[None]:
    with (folder / "front.log").open("wb") as log:
        process = await asyncio.create_subprocess_exec(
            *command, env=os.environ | environment, stdout=log, stderr=log
        )
    try:
        while not await _listens(port):
            if process.returncode is not None:
                raise RuntimeError((folder / "front.log").read_text(encoding="utf-8"))
            await asyncio.sleep(0.02)
        yield
    finally:
        if process.returncode is None:
            process.terminate()
        await process.wait()


async def dial(url: str) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    """Open a raw connection through TLS, with any certificate."""
    anyone = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)  # reads no authorities: 10 ms for each dial
    anyone.check_hostname, anyone.verify_mode = False, ssl.CERT_NONE
    return await asyncio.open_connection(
        "127.0.0.1", urlsplit(url).port, ssl=anyone, server_hostname="localhost"
    )


async def _listens(port: int) -> bool:
    """Return whether TLS works there: Caddy listens a moment before its certificate is there."""
    try:
        _, writer = await dial(f"https://localhost:{port}")
    except OSError:
        return False
    writer.transport.abort()
    return True
