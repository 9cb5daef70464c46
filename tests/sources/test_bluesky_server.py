"""Bluesky's own server software, run on this machine, instead of a server of ours that acts like it."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from tests.sources.pulls import Clock, access, pulled, span

from vaekst.sources.bluesky import SERVICE

ROOT = Path(__file__).resolve().parents[2]
INSTALLED = Path(os.environ.get("VAEKST_PDS", ROOT / "build" / "pds"))
READY = 60  # seconds it may take to start

pytestmark = [
    pytest.mark.skipif(shutil.which("node") is None, reason="needs Node"),
    pytest.mark.skipif(
        not (INSTALLED / "node_modules" / "@atproto" / "dev-env").exists(),
        reason="needs Bluesky's server from npm: `make pds` installs it",
    ),
]


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@pytest.fixture(scope="module")
def pds() -> Iterator[str]:
    """The address of a data server without an AppView behind it."""
    scripts = Path(__file__).parent / "pds"
    ports = [free_port(), free_port()]
    command = ["node", "-r", str(scripts / "loopback.js"), str(scripts / "start.js"), str(INSTALLED), *map(str, ports)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        url = f"http://localhost:{ports[0]}"
        try:
            until = time.monotonic() + READY
            while not _answers(url):
                assert time.monotonic() < until, "the server did not start"
                assert server.poll() is None, "the server stopped"
                time.sleep(0.3)
            yield url
        finally:
            server.terminate()


def _answers(url: str) -> bool:
    try:
        return httpx.get(f"{url}/xrpc/com.atproto.server.describeServer", trust_env=False).is_success
    except httpx.TransportError:
        return False


@pytest.fixture(scope="module")
def account(pds: str) -> dict[str, str]:
    """A new account with an app password and thirty posts, one of them an answer."""
    with httpx.Client(base_url=f"{pds}/xrpc/", trust_env=False) as client:

        def call(method: str, /, **sent: Any) -> dict[str, Any]:
            return client.post(method, json=sent).raise_for_status().json()

        made = call(
            "com.atproto.server.createAccount",
            handle="fjord.test",
            email="freja@example.org",
            password="only-for-this-test",
        )
        client.headers["Authorization"] = f"Bearer {made['accessJwt']}"
        password = call("com.atproto.server.createAppPassword", name="Vaekst")["password"]
        last: dict[str, Any] = {}
        for number in range(30):
            post = {
                "$type": "app.bsky.feed.post",
                "text": f"Tur {number}",
                "createdAt": f"2026-11-{20 + number % 4:02d}T08:{number:02d}:00.000Z",
            }
            if number == 29:
                parent = {"uri": last["uri"], "cid": last["cid"]}
                post["reply"] = {"root": parent, "parent": parent}
            last = call("com.atproto.repo.createRecord", repo=made["did"], collection=post["$type"], record=post)
    return {"did": made["did"], "password": password}


def test_a_real_server_gives_its_posts_and_says_that_nobody_counts_them(tmp_path, pds: str, account: dict[str, str]):
    asked = access(pds, handle="fjord.test", secret={"password": account["password"]})
    assert SERVICE.check(asked).id == account["did"]
    clock = Clock()
    reading = pulled(tmp_path, SERVICE, asked, clock=clock, during=span())
    posts = reading.batch["post_snapshot"].to_pylist()
    assert len(posts) == 29
    assert {row["text"] for row in posts} == {f"Tur {number}" for number in range(29)}
    assert {row["likes"] for row in posts} == {None}
    assert reading.receipt.rows_dropped == {"answer": 1}
    (missing,) = [said for said in reading.receipt.warnings if said.code == "metrics_missing"]
    assert "502" in str(missing.values["reason"])
    assert clock.slept == [1, 2, 1, 2]
    written = (tmp_path / "pull.json").read_text() + (tmp_path / "pull.jsonl").read_text()
    assert account["password"] not in written


def test_a_real_server_refuses_a_wrong_app_password(pds: str, account: dict[str, str]):
    from vaekst.sources.pulling.failures import Failure, Kind

    with pytest.raises(Failure) as refused:
        SERVICE.check(access(pds, handle="fjord.test", secret={"password": "aaaa-bbbb-cccc-dddd"}))
    assert refused.value.kind is Kind.DENIED
