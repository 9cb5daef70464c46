"""The command line: one file per command, loaded when it is called."""

from __future__ import annotations


def main() -> None:
    """Run `vaekst`."""
    from vaekst.cli.root import app

    app(prog_name="vaekst")
