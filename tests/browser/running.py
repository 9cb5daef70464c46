"""The product as a person starts it: a data home of its own, the demo shop in it, and the web app answering."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

PATIENCE = 120
"""Seconds that making the demo shop and opening the web app may take on a busy machine."""

VAEKST = (sys.executable, "-m", "vaekst.cli")
LINK = re.compile(r"http://127\.0\.0\.1:\d+/sign-in/\S+")


@dataclass(frozen=True)
class Site:
    """A running installation: where it keeps its data, where it answers, and the link it printed when it opened."""

    home: Path
    address: str
    printed_link: str

    def run(self, *words: str) -> str:
        """What the command prints, run in the home by the person who owns the installation."""
        done = subprocess.run(
            [*VAEKST, *words], cwd=self.home, env=_environment(self.home), capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, f"vaekst {' '.join(words)}: {done.stderr}"
        return done.stdout

    def link_for(self, email: str, role: str, *, brand: str) -> str:
        """Invites someone into the brand, and gives the link that lets them in."""
        return _link_in(self.run("people", "invite", email, role, "--brand", brand))

    def sign_in_link(self) -> str:
        """A fresh link for the person who owns the installation."""
        return _link_in(self.run("sign-in"))


@dataclass(frozen=True)
class OpenSite:
    """A site with the process that answers for it."""

    site: Site
    process: subprocess.Popen[bytes]

    def close(self) -> None:
        self.process.terminate()
        self.process.wait(timeout=PATIENCE)


def open_site(home: Path) -> OpenSite:
    """`vaekst demo --serve`, as `make demo` says it, on a free port, once it has printed where it answers."""
    log = home / "serve.log"
    with log.open("wb") as written:
        process = subprocess.Popen(
            [*VAEKST, "demo", "--serve", "--port", "0"],
            cwd=home,
            env=_environment(home),
            stdout=written,
            stderr=subprocess.STDOUT,
        )
    until = time.monotonic() + PATIENCE
    while not (link := LINK.search(log.read_text(encoding="utf-8"))):
        if process.poll() is not None or time.monotonic() > until:
            process.kill()
            process.wait()
            raise AssertionError(f"The web app did not open:\n{log.read_text(encoding='utf-8')}")
        time.sleep(0.1)
    return OpenSite(Site(home, link.group().partition("/sign-in/")[0], link.group()), process)


def _link_in(printed: str) -> str:
    link = LINK.search(printed)
    assert link, f"No link was printed: {printed}"
    return link.group()


def _environment(home: Path) -> dict[str, str]:
    """This process's environment with another home, in English, without colours or the tests' Django settings."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("VAEKST_", "DJANGO_", "COV_"))}
    return kept | {"VAEKST_HOME": str(home / "data"), "NO_COLOR": "1", "LANG": "C.UTF-8", "TERM": "dumb"}
