"""A terminal for tests: types a command, reads what came back."""

from __future__ import annotations

import json
from typing import Any

from typer.testing import CliRunner, Result

from vaekst.cli.root import app


def vaekst(*words: str, typed: str | None = None, env: dict[str, str | None] | None = None) -> Result:
    """The outcome of `vaekst WORDS…`. What is no message for people is raised, as a traceback would be."""
    result = CliRunner(env=env).invoke(app, list(words), input=typed, prog_name="vaekst")
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def answer(*words: str, typed: str | None = None) -> Any:
    """What `vaekst WORDS… --json` prints, read as JSON. Nothing else may be on standard output."""
    result = vaekst(*words, "--json", typed=typed)
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)
