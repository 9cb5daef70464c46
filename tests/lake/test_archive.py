"""Originals are kept once, unchanged, under the hash of their bytes."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from vaekst.core.errors import Trouble
from vaekst.lake import Archive


@pytest.fixture
def original(tmp_path: Path) -> Path:
    path = tmp_path / "Views.csv"
    path.write_bytes(b"\xff\xfes\x00" * 700_000)
    return path


def test_a_file_is_kept_under_its_hash_and_cannot_be_written_to(tmp_path: Path, original: Path) -> None:
    archive = Archive(tmp_path / "archive")
    sha256 = archive.put(original)
    assert sha256 == hashlib.sha256(original.read_bytes()).hexdigest()
    assert archive.path(sha256).read_bytes() == original.read_bytes()
    assert archive.path(sha256).stat().st_mode & 0o777 == 0o444


def test_a_file_put_twice_is_kept_once_and_nothing_unfinished_stays(tmp_path: Path, original: Path) -> None:
    archive = Archive(tmp_path / "archive")
    assert archive.put(original) == archive.put(original)
    assert len([path for path in archive.root.rglob("*") if path.is_file()]) == 1


def test_an_original_that_is_not_there_is_told_with_its_cure(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "archive")
    with pytest.raises(Trouble, match="from a backup"):
        archive.path("0" * 64)
    with pytest.raises(ValueError, match="SHA-256"):
        archive.path("../../secret")


def test_an_archive_that_cannot_be_written_is_told_and_keeps_nothing(tmp_path: Path, original: Path) -> None:
    (tmp_path / "archive").write_text("a file where a folder should be")
    with pytest.raises(Trouble, match="Nothing was kept"):
        Archive(tmp_path / "archive").put(original)


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs a device that is always full")  # noqa: PTH110
def test_a_full_disk_is_told_and_keeps_nothing(tmp_path: Path, original: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.mkstemp", lambda **_: (os.open("/dev/full", os.O_WRONLY), str(tmp_path / "gone")))
    with pytest.raises(Trouble, match="full"):
        Archive(tmp_path / "archive").put(original)


def test_erasing_removes_every_original(tmp_path: Path, original: Path) -> None:
    archive = Archive(tmp_path / "archive")
    archive.put(original)
    assert archive.erase_brand() == 1
    assert archive.erase_brand() == 0


def test_an_original_nothing_was_made_of_is_dropped(tmp_path: Path, original: Path) -> None:
    archive = Archive(tmp_path / "archive")
    sha256 = archive.put(original)
    assert archive.holds(sha256)
    archive.drop(sha256)
    archive.drop(sha256)
    assert not archive.holds(sha256)


def test_copies_left_unfinished_long_ago_are_swept_and_fresh_ones_left_alone(tmp_path: Path, original: Path) -> None:
    archive = Archive(tmp_path / "archive")
    archive.root.mkdir()
    old, fresh = archive.root / ".unfinished-old", archive.root / ".unfinished-fresh"
    for left in (old, fresh):
        left.write_bytes(b"half")
    os.utime(old, (0, 0))
    archive.put(original)
    assert (old.exists(), fresh.exists()) == (False, True)


def test_every_original_is_listed_and_what_was_left_unfinished_can_be_dropped(tmp_path: Path, original: Path) -> None:
    archive = Archive(tmp_path / "archive")
    assert archive.originals() == []
    sha256 = archive.put(original)
    (archive.root / ".unfinished-fresh").write_bytes(b"half")
    archive.drop_unfinished()
    assert archive.originals() == [sha256]
    assert [path.name for path in archive.root.iterdir()] == [sha256[:2]]
