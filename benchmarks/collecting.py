"""Events sent to `/collect/`: how many a second, how long one takes, and what is left when the server is killed."""

from __future__ import annotations

import json
import subprocess
import time
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from statistics import median, quantiles

from benchmarks.commands import VAEKST
from benchmarks.report import Section
from benchmarks.serving import CLIENTS, SECONDS, environment, serve, with_clients

NOTE = (
    "Every answer says that the event is on disk: it was written and synced before. Events that arrive together are synced "
    "together. At the end the server and all its processes are killed at once (SIGKILL), and what was acknowledged is looked for."
)


def measure(home: Path) -> Section:
    """One event a request, over connections that stay open, until the server is killed."""
    key = _key(home)
    before = len(_kept(home))
    port, process = serve(home)
    told: list[str] = []
    times: list[float] = []
    with_clients(process, lambda name: _client(port, key, name, told, times))
    kept = {event["id"] for event in _kept(home)[before:]}
    lost = sum(id_ not in kept for id_ in told)
    row = (
        f"{len(times) / SECONDS:,.0f}",
        f"{median(times):.1f} ms",
        f"{quantiles(times, n=100)[-1]:.0f} ms",
        f"{len(told):,}",
        str(lost),
    )
    how = f"{CLIENTS} clients at once on this machine's own network for {SECONDS:.0f} seconds, one touch a request."
    return Section(
        "Events of a website", how, ("events a second", "p50", "p99", "acknowledged", "lost after a kill"), (row,), NOTE
    )


def _client(port: int, key: str, name: int, told: list[str], times: list[float]) -> None:
    """Sends events until the server is gone."""
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    number = 0
    while True:
        number += 1
        id_ = f"bench-{name}-{number}"
        url = f"https://shop.example/?utm_source=instagram&utm_campaign=w{number % 50}"
        body = json.dumps({"id": id_, "consent": True, "visitor": f"{name}-{number % 997}", "url": url})
        began = time.perf_counter()
        try:
            connection.request("POST", f"/collect/{key}/", body, {"Content-Type": "application/json"})
            answer = connection.getresponse()
            answer.read()
        except (OSError, HTTPException):
            return
        if answer.status == 202:
            times.append((time.perf_counter() - began) * 1000)
            told.append(id_)


def _key(home: Path) -> str:
    def run(*words: str) -> str:
        command = [*VAEKST, "collect", *words, "--brand", "fjord-cykler"]
        return subprocess.run(command, env=environment(home), check=True, capture_output=True, text=True).stdout

    keys = {each["name"]: each["key"] for each in json.loads(run("keys", "--json"))}
    if "bench" not in keys:
        run("open", "bench")
        return _key(home)
    return str(keys["bench"])


def _kept(home: Path) -> list[dict[str, str]]:
    """Every event that waits, by whole lines."""
    files = sorted((home / "collected").glob("*/*.open"), key=lambda path: path.stat().st_mtime_ns)
    lines = [line for path in files for line in path.read_bytes().split(b"\n")[:-1]]
    return [event for line in lines for event in json.loads(line)]
