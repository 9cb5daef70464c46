"""`vaekst serve`: this machine alone, unless going public was said in full."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from threading import Timer

import pytest
from tests.cli.terminal import vaekst

from vaekst.cli.serve import is_loopback, usable_port
from vaekst.core.errors import Trouble

EVERYWHERE = "0.0.0.0"  # noqa: S104 (the address it must refuse)
PATIENCE = 60  # seconds


@pytest.mark.parametrize(
    ("host", "alone"),
    [
        ("127.0.0.1", True),
        ("127.8.8.8", True),
        ("localhost", True),
        ("::1", True),
        (EVERYWHERE, False),
        ("192.168.1.20", False),
        ("::", False),
        ("growth.example.org", False),
    ],
)
def test_only_loopback_is_this_machine_alone(host, alone):
    assert is_loopback(host) is alone


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--host", EVERYWHERE), f"--public --host {EVERYWHERE} --allowed-host"),
        (("--allowed-host", "growth.example.org"), "--public"),
        (("--public",), "--allowed-host growth.example.org"),
        (("--public", "--host", EVERYWHERE), "--allowed-host"),
    ],
)
def test_going_public_is_said_in_full_or_refused(words, told):
    result = vaekst("serve", *words)
    assert result.exit_code == 1
    assert told in result.stderr


def test_a_taken_port_is_told_with_another():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(Trouble, match=f"port {port}: .* Try another: --port"):
            usable_port("127.0.0.1", port)


def test_port_0_takes_a_free_one():
    assert usable_port("127.0.0.1", 0) > 0


def test_a_printed_link_leads_into_a_fresh_home(tmp_path: Path):
    """The whole way: a new data home, migrations, the server, its link, its headers, and its end."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith("COV_")}
    environment["VAEKST_HOME"] = str(tmp_path / "home")
    server = subprocess.Popen(
        [sys.executable, "-m", "vaekst.cli", "serve", "--port", "0"],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    watchdog = Timer(PATIENCE, server.kill)
    watchdog.start()
    try:
        assert server.stdout is not None
        link = next(found[0] for line in server.stdout if (found := re.findall(r"http://\S+/sign-in/\S+", line)))
        page = _get(link)
        assert page.status == 200
        assert "default-src 'self'" in page.headers["Content-Security-Policy"]
        assert page.headers["X-Frame-Options"] == "DENY"
    finally:
        watchdog.cancel()
        server.send_signal(signal.SIGINT)
        server.communicate(timeout=20)
    assert server.returncode == 0


def _get(link: str):
    until = time.monotonic() + PATIENCE / 2
    while True:
        try:
            with urllib.request.urlopen(link) as page:  # noqa: S310 (our own link)
                return page
        except urllib.error.URLError:
            if time.monotonic() > until:
                raise
            time.sleep(0.2)
