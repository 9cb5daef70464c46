"""Lines that were accepted are on disk, whatever happens next."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from vaekst.core.errors import Trouble
from vaekst.lake import Spool, lines_of


def held(spool: Spool) -> list[bytes]:
    return [line for path in spool.take() for line in lines_of(path)]


def test_a_line_that_needs_no_sync_is_there_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    spool = Spool(tmp_path / "spool")
    spool.append(b"one")
    synced: list[int] = []
    monkeypatch.setattr(os, "fsync", synced.append)
    spool.append(b"two", synced=False)
    assert not synced
    spool.append(b"three")
    assert len(synced) == 1
    assert held(spool) == [b"one", b"two", b"three"]


def test_the_newest_lines_are_read_without_taking_them(tmp_path: Path):
    spool = Spool(tmp_path / "spool")
    assert list(spool.newest()) == []
    for line in (b"one", b"two", b"three"):
        spool.append(line)
    assert list(spool.newest()) == [b"one", b"two", b"three"]
    assert list(spool.newest(most_bytes=8)) == [b"three"]
    spool.take()
    assert list(spool.newest()) == held(spool) == [b"one", b"two", b"three"]


def test_what_was_appended_waits_in_files_that_are_taken_oldest_first(tmp_path: Path):
    spool = Spool(tmp_path / "spool")
    assert spool.take() == []
    spool.append(b"one")
    (first,) = spool.take()
    spool.append(b"two")
    assert [list(lines_of(path)) for path in spool.take()] == [[b"one"], [b"two"]]
    first.unlink()
    assert held(spool) == [b"two"]


def test_lines_of_many_threads_are_all_kept_once(tmp_path: Path):
    spool = Spool(tmp_path)
    wanted = [f"{n:04}".encode() for n in range(400)]
    with ThreadPoolExecutor(8) as hands:
        list(hands.map(spool.append, wanted))
    assert sorted(held(spool)) == wanted


def test_two_processes_write_files_of_their_own(tmp_path: Path):
    one, other = Spool(tmp_path), Spool(tmp_path)
    one.append(b"one")
    other.append(b"other")
    assert sorted(held(one)) == [b"one", b"other"]


def test_a_line_cut_off_in_the_middle_was_never_kept(tmp_path: Path):
    Spool(tmp_path).append(b"whole")
    (path,) = Spool(tmp_path).take()
    with path.open("ab") as file:
        file.write(b"half")
    assert list(lines_of(path)) == [b"whole"]


def test_a_line_has_no_line_end_of_its_own(tmp_path: Path):
    with pytest.raises(ValueError, match="no line end"):
        Spool(tmp_path).append(b"one\ntwo")


def test_what_cannot_be_written_is_told_and_leaves_no_half_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    spool = Spool(tmp_path)
    spool.append(b"before")

    def full(_file: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(Trouble, match="full"):
            spool.append(b"lost")
    spool.append(b"after")
    assert held(spool) == [b"before", b"after"]


WRITER = """
import sys
from pathlib import Path
from vaekst.lake.spool import Spool
spool = Spool(Path(sys.argv[1]))
for n in range(10**9):
    spool.append(str(n).encode())
    print(n, flush=True)
"""


def test_nothing_that_was_acknowledged_is_lost_when_a_writer_is_killed(tmp_path: Path):
    with subprocess.Popen([sys.executable, "-c", WRITER, str(tmp_path)], stdout=subprocess.PIPE) as writer:
        assert writer.stdout is not None
        for _ in range(40):
            writer.stdout.readline()
        os.kill(writer.pid, signal.SIGKILL)
        told = 40 + len(writer.stdout.read().splitlines())
    assert [int(line) for line in held(Spool(tmp_path))][:told] == list(range(told))
