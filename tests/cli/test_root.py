"""`vaekst` is quick to help, and tells what went wrong in words."""

from __future__ import annotations

import errno
import io
import subprocess
import sys

import pytest
from django.db import DatabaseError, OperationalError
from tests.cli.terminal import vaekst

from vaekst import __version__
from vaekst.cli import speak_utf8
from vaekst.cli.listing import COMMANDS
from vaekst.cli.root import load

HEAVY = ("django", "duckdb", "pyarrow", "deltalake", "numpy", "scipy", "altair", "narwhals", "pydantic", "rich.console")


def test_help_loads_nothing_heavy():
    code = (
        "import sys; from vaekst.cli.root import app\n"
        "try: app(['--help'], prog_name='vaekst')\n"
        f"except SystemExit: print([name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "Every week" in result.stdout
    assert result.stderr.strip() == "[]"


def test_help_lists_every_command():
    result = vaekst("--help")
    assert result.exit_code == 0
    for listed in COMMANDS:
        assert listed.name in result.stdout
        assert listed.help in result.stdout


@pytest.mark.parametrize("listed", COMMANDS, ids=lambda listed: listed.name)
def test_a_command_says_of_itself_what_the_list_says(listed):
    assert load(listed.name).help.startswith(listed.help)
    assert vaekst(listed.name, "--help").exit_code == 0


def test_without_a_command_there_is_help():
    assert "Usage: vaekst" in vaekst().output


def test_the_version_is_told():
    assert vaekst("--version").stdout == f"vaekst {__version__}\n"


@pytest.mark.parametrize("encoding", ["cp1252", "ascii", "utf-8"])
def test_pipes_get_utf8_whatever_the_system_speaks(encoding):
    written = io.BytesIO()
    stream = io.TextIOWrapper(written, encoding=encoding)
    speak_utf8(stream, io.StringIO(), None)
    stream.write("✓ 🚲 ø")
    stream.flush()
    assert written.getvalue() == "✓ 🚲 ø".encode()


def test_a_misspelt_command_is_met_with_the_nearest():
    result = vaekst("strategi")
    assert result.exit_code == 2
    assert "Did you mean 'strategy'" in result.stderr


def test_an_unknown_option_is_a_usage_error():
    assert vaekst("brands", "--colour").exit_code == 2


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "The disk is full"),
        (OperationalError("database or disk is full"), "The disk is full"),
        (OperationalError("database is locked"), "Try again"),
        (OperationalError("attempt to write a readonly database"), "VAEKST_HOME"),
        (OperationalError("disk I/O error"), "Make room"),
        (DatabaseError("file is not a database"), "Put a backup in its place"),
        (DatabaseError("database disk image is malformed"), "Put a backup in its place"),
        (OperationalError('connection to server at "db" failed: Connection refused'), "DATABASE_URL"),
        (PermissionError(errno.EACCES, "Permission denied", "/srv/vaekst"), "'/srv/vaekst' may not be read or written"),
    ],
)
def test_the_machines_troubles_are_told_in_words(keyboard, monkeypatch, error, told):
    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr("vaekst.store.queries.brands_of", fail)
    result = vaekst("brands")
    assert result.exit_code == 1
    assert told in result.stderr
    assert result.stdout == ""


@pytest.mark.parametrize("mistake", [OSError(errno.EBADF, "Bad file"), OperationalError("no such column"), KeyError()])
def test_a_programming_mistake_is_not_hidden(keyboard, monkeypatch, mistake):
    def fail(*_: object) -> None:
        raise mistake

    monkeypatch.setattr("vaekst.store.queries.brands_of", fail)
    with pytest.raises(type(mistake)):
        vaekst("brands")
