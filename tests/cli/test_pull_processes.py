"""Pulls that are killed, as processes: what was answered is not asked again, and nothing is doubled."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest
from tests.sources.mastodon_server import TOKEN, MastodonServer, status
from tests.sources.servers import Asked, Says, serving

from vaekst.lake import Lake

PATIENCE = 120  # seconds
PAGES = 21
STATUSES = "/api/v1/accounts/42/statuses"


class Slow(MastodonServer):
    """Takes its time for every page, so that a pull can be killed in between."""

    def __call__(self, asked: Asked) -> Says:
        time.sleep(0.1)
        return super().__call__(asked)


def command(folder: Path, *words: str, typed: str = "") -> subprocess.Popen[bytes]:
    env = {
        **os.environ,
        "VAEKST_HOME": str(folder / "home"),
        "VAEKST_PRIVATE_SERVERS": "127.0.0.1",
        "PYTHONPATH": os.pathsep.join(sys.path),
    }
    pipe = subprocess.PIPE
    words = (sys.executable, "-m", "vaekst.cli", *words)
    process = subprocess.Popen(words, cwd=folder, env=env, stdin=pipe, stdout=pipe, stderr=pipe)
    assert process.stdin is not None
    process.stdin.write(typed.encode())
    process.stdin.close()
    process.stdin = None
    return process


def finish(process: subprocess.Popen[bytes]) -> str:
    told, errors = process.communicate(timeout=PATIENCE)
    assert process.returncode == 0, errors.decode()
    return told.decode()


@pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL")
def test_a_pull_killed_three_times_asks_for_no_page_twice_that_came(tmp_path: Path):
    social = Slow([status(number, days=1 + number / 10) for number in range(40 * (PAGES - 1))])
    with serving(social) as server:
        finish(command(tmp_path, "init", "Fjord"))
        finish(command(tmp_path, "connect", "mastodon", server.url, typed=TOKEN))
        for pages in (3, 8, 14):
            pulling = command(tmp_path, "pull")
            until = time.monotonic() + PATIENCE
            while server.paths().count(STATUSES) < pages and time.monotonic() < until:
                time.sleep(0.01)
            os.kill(pulling.pid, signal.SIGKILL)
            pulling.communicate()
        (told,) = json.loads(finish(command(tmp_path, "pull", "--json")))
        asked = Counter(each.one("max_id") for each in server.asked if each.path == STATUSES)
    assert told["state"] == "done"
    assert len(asked) == PAGES
    assert asked.total() <= PAGES + 3  # of each killed pull at most the page it was waiting for
    (brand,) = (tmp_path / "home" / "lake").iterdir()
    assert len(Lake(brand).rows("post_snapshot").collect()) == 40 * (PAGES - 1)
    assert not list((tmp_path / "home" / "pulls").rglob("*.jsonl"))
