"""The server under load: started in a group of its own, asked by several clients at once, and killed whole."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import threading
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.commands import VAEKST

CLIENTS = 8
SECONDS = 8.0


def with_clients(process: subprocess.Popen[bytes], client: Callable[[int], None]) -> None:
    """Runs the client so many times at once, until the server and all its processes are killed (SIGKILL)."""
    threads = [threading.Thread(target=client, args=(name,)) for name in range(CLIENTS)]
    for thread in threads:
        thread.start()
    time.sleep(SECONDS)
    os.killpg(process.pid, signal.SIGKILL)
    for thread in threads:
        thread.join()
    process.wait(timeout=20)


def environment(home: Path) -> dict[str, str]:
    return os.environ | {"VAEKST_HOME": str(home), "VAEKST_COLLECT_RATE": "1000000000"}


def serve(home: Path) -> tuple[int, subprocess.Popen[bytes]]:
    """The server in a group of its own, so that it can be killed whole."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    process = subprocess.Popen(
        [*VAEKST, "serve", "--port", str(port)],
        env=environment(home),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return port, process
    raise TimeoutError("the server did not answer within 60 seconds")
