"""The command line: one file per command, loaded when it is called."""

from __future__ import annotations

import sys
from io import TextIOWrapper


def main() -> None:
    """Run `vaekst`."""
    from vaekst.cli.root import app

    speak_utf8(sys.stdout, sys.stderr)
    app(prog_name="vaekst")


def speak_utf8(*streams: object) -> None:
    """What is written there is UTF-8, as JSON and CSV have to be; some systems' pipes would fail on a ✓ or an ø."""
    for stream in streams:
        if isinstance(stream, TextIOWrapper) and stream.encoding.casefold().replace("-", "") != "utf8":
            stream.reconfigure(encoding="utf-8")
