"""Processes of their own that start in milliseconds: forked from one that has loaded Vaekst and touched no store.

The lake's engine does not survive a fork, so the parent never opens a lake: whatever is to be known of one is asked in
a child.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import time
import traceback
from collections.abc import Callable
from typing import Any


class Died(Exception):
    """A child ended without an answer."""


def start(work: Callable[[], Any], out: int) -> int:
    """Forks a child that writes its answer to `out` as JSON; its process id."""
    pid = os.fork()
    if pid:
        return pid
    try:
        answer = json.dumps({"answer": work()}, default=str)
    except BaseException as error:  # noqa: BLE001 (the parent is told, whatever it was)
        answer = json.dumps({"error": "".join(traceback.format_exception(error))})
    with os.fdopen(out, "w") as pipe:
        pipe.write(answer)
    sys.stderr.flush()
    os._exit(0)


def ask(work: Callable[[], Any]) -> Any:
    """What the work gives, done in a child. Raises Died with the child's own words when it fails."""
    into, out = os.pipe()
    pid = start(work, out)
    os.close(out)
    with os.fdopen(into) as pipe:
        said = pipe.read()
    os.waitpid(pid, 0)
    told = json.loads(said) if said else {"error": "no answer"}
    if "error" in told:
        raise Died(told["error"])
    return told["answer"]


def ask_all(works: list[Callable[[], Any]]) -> list[Any]:
    """The answers of works done at once, in their order."""
    begun = []
    for work in works:
        into, out = os.pipe()
        begun.append((start(work, out), into))
        os.close(out)
    answers = []
    for pid, into in begun:
        with os.fdopen(into) as pipe:
            said = pipe.read()
        os.waitpid(pid, 0)
        answers.append(json.loads(said) if said else {"error": "no answer"})
    return answers


def kill_after(work: Callable[[], Any], seconds: float) -> bool:
    """Starts the work and kills it after so many seconds; whether it was still at work then."""
    into, out = os.pipe()
    pid = start(work, out)
    os.close(out)
    time.sleep(seconds)
    done, _ = os.waitpid(pid, os.WNOHANG)
    if not done:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
    os.close(into)
    return not done
