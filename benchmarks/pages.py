"""How long pages take with eight people at once, against the smallest page the same server gives."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from statistics import median, quantiles
from urllib.parse import urlencode, urlsplit

from benchmarks.commands import VAEKST
from benchmarks.report import Section

CLIENTS = 8
REQUESTS = 25  # per client and page
PAGES = {"board": "/fjord-cykler/board/", "review": "/fjord-cykler/review/", "posts": "/fjord-cykler/posts/"}
SMALLEST = "/sign-in/"


def measure(home: Path) -> Section:
    """Each page in turn with the smallest page, by CLIENTS clients at once."""
    with server(home) as port:
        cookie = sign_in(home, port)
        for path in PAGES.values():
            load(port, cookie, path, requests=1)  # the first answer fills caches, as it does for people
        rows = []
        for name, path in PAGES.items():
            ours, smallest = load(port, cookie, path), load(port, "", SMALLEST)
            ratio = median(ours) / median(smallest)
            rows.append((name, f"{median(ours):.0f} ms", f"{_p95(ours):.0f} ms", f"{ratio:.1f} ×"))
    how = f"{CLIENTS} clients at once, {REQUESTS} requests each, on the demo brand; the ratio is of medians, to the sign-in page."
    return Section("Pages", how, ("page", "p50", "p95", "ratio"), tuple(rows))


def _p95(times: list[float]) -> float:
    return quantiles(times, n=20)[-1]


@contextmanager
def server(home: Path) -> Iterator[int]:
    """`vaekst serve` on a free port of this machine, stopped afterwards."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = os.environ | {"VAEKST_HOME": str(home)}
    process = subprocess.Popen(
        [*VAEKST, "serve", "--port", str(port)], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        _wait_for(port)
        yield port
    finally:
        process.terminate()
        process.wait(timeout=20)


def _wait_for(port: int) -> None:
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        try:
            get(port, SMALLEST)
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError("the server did not answer within 30 seconds")


def sign_in(home: Path, port: int) -> str:
    """The session cookie of the person at the keyboard, by a one-time link."""
    environment = os.environ | {"VAEKST_HOME": str(home)}
    told = subprocess.run([*VAEKST, "sign-in"], env=environment, check=True, capture_output=True, text=True).stdout
    path = urlsplit(re.search(r"http\S+", told)[0]).path
    _, headers, body = get(port, path)
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', body)[1]
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    sent = {"Cookie": _cookies(headers), "Content-Type": "application/x-www-form-urlencoded"}
    connection.request("POST", path, urlencode({"csrfmiddlewaretoken": token}), sent)
    answer = connection.getresponse()
    answer.read()
    return _cookies(answer.getheaders())


def _cookies(headers: list[tuple[str, str]]) -> str:
    return "; ".join(value.split(";")[0] for name, value in headers if name.lower() == "set-cookie")


def get(port: int, path: str, cookie: str = "") -> tuple[int, list[tuple[str, str]], str]:
    """Status, headers and text of one page."""
    connection = HTTPConnection("127.0.0.1", port, timeout=120)
    connection.request("GET", path, headers={"Cookie": cookie})
    answer = connection.getresponse()
    text = answer.read().decode()
    connection.close()
    return answer.status, answer.getheaders(), text


def load(port: int, cookie: str, path: str, *, requests: int = REQUESTS, clients: int = CLIENTS) -> list[float]:
    """Milliseconds of every request by so many clients at once. Raises RuntimeError for an answer that is not 200."""
    times: list[float] = []
    wrong: list[int] = []

    def client() -> None:
        for _ in range(requests):
            began = time.perf_counter()
            status, _, _ = get(port, path, cookie)
            times.append((time.perf_counter() - began) * 1000)
            if status != 200:
                wrong.append(status)

    threads = [threading.Thread(target=client) for _ in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if wrong:
        raise RuntimeError(f"{path} answered {wrong[0]} in {len(wrong)} of {len(times)} requests")
    return times
