"""Short links under load: redirects a second, how long one takes, and which clicks are left when the server is killed."""

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
    "A visitor is sent on without waiting for a disk: the click is written to a file that the system keeps, also when the server "
    "and all its processes are killed at once (SIGKILL). Afterwards the clicks of the register are held against the redirects "
    "that were answered; only a machine that loses its power can lose the last ones."
)


def measure(home: Path) -> Section:
    """One redirect a request, over connections that stay open and forty links, until the server is killed."""
    codes = [each["code"] for each in _links(home)][:40]
    before = _clicks(home)
    port, process = serve(home)
    times: list[float] = []
    with_clients(process, lambda name: _client(port, codes, name, times))
    lost = max(0, len(times) - (_clicks(home) - before))
    row = (
        f"{len(times) / SECONDS:,.0f}",
        f"{median(times):.1f} ms",
        f"{quantiles(times, n=100)[-1]:.0f} ms",
        f"{len(times):,}",
        f"{lost:,}",
    )
    how = f"{CLIENTS} clients at once on this machine's own network for {SECONDS:.0f} seconds, over {len(codes)} links."
    columns = ("redirects a second", "p50", "p99", "answered", "clicks lost after a kill")
    return Section("Short links", how, columns, (row,), NOTE)


def _client(port: int, codes: list[str], name: int, times: list[float]) -> None:
    """Follows links until the server is gone."""
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    visitor = {"User-Agent": "Mozilla/5.0 Firefox/140.0", "Referer": f"https://place-{name}.example/"}
    number = name
    while True:
        number += 1
        began = time.perf_counter()
        try:
            connection.request("GET", f"/l/{codes[number % len(codes)]}", headers=visitor)
            answer = connection.getresponse()
            answer.read()
        except (OSError, HTTPException):
            return
        if answer.status == 302:
            times.append((time.perf_counter() - began) * 1000)


def _clicks(home: Path) -> int:
    """The clicks of people on all links of the register."""
    return sum(each["clicks"] or 0 for each in _links(home))


def _links(home: Path) -> list[dict]:
    command = [*VAEKST, "link", "list", "--json", "--brand", "fjord-cykler"]
    told = subprocess.run(command, env=environment(home), check=True, capture_output=True, text=True).stdout
    return json.loads(told)
