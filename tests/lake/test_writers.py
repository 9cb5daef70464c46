"""Writers in several processes, a writer killed in the act, a full disk: the lake stays whole."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from filelock import FileLock
from tests.lake.builders import channel_day, listed, post, tell

from vaekst.core.errors import Trouble
from vaekst.lake import Lake

WRITER = """
import sys
from tests.lake.builders import channel_day, post, tell
from vaekst.lake import Lake
lake, name = Lake(sys.argv[1]), sys.argv[2]
for number in range(int(sys.argv[3])):
    rows = [post(f"{name}:{number}:{n}") for n in range(int(sys.argv[4]))]
    tell(lake, f"{name} {number}", post_snapshot=rows, channel_day=[channel_day(number)])
    print(number, flush=True)
"""
ROOT = Path(__file__).parents[2]


def start(lake: Lake, name: str, times: int, *, posts: int = 20, before: str = "") -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", before + WRITER, str(lake.root), name, str(times), str(posts)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_two_processes_that_append_at_once_lose_nothing(lake: Lake) -> None:
    writers = [start(lake, name, 8) for name in ("one", "two")]
    ends = [(writer.communicate(timeout=60), writer.returncode) for writer in writers]
    assert [code for _, code in ends] == [0, 0], ends
    assert len(listed(lake.rows("post_snapshot"), "post_key")) == 2 * 8 * 20
    assert len(listed(lake.rows("channel_day"), "import_id")) == 2 * 8
    assert all(lake.holds(f"{name} {number}") for name in ("one", "two") for number in range(8))


def test_a_writer_killed_in_the_act_leaves_whole_imports_only(lake: Lake) -> None:
    for attempt in range(3):
        writer = start(lake, f"killed {attempt}", 10_000)
        assert writer.stdout is not None
        writer.stdout.readline()
        time.sleep(0.05 + 0.03 * attempt)
        os.kill(writer.pid, signal.SIGKILL)
        writer.communicate()

    tell(lake, "after", post_snapshot=[post("after")])

    held: dict[str, int] = {}
    for row in listed(lake.rows("post_snapshot"), "import_id"):
        held[row["import_id"]] = held.get(row["import_id"], 0) + 1
    assert held.pop("after") == 1
    assert held
    assert set(held.values()) == {20}


def test_a_held_lock_is_told_with_how_long_was_waited(lake: Lake) -> None:
    tell(lake, "a", post_snapshot=[post()])
    with FileLock(lake.root / ".writer.lock"), pytest.raises(Trouble, match=r"waited 0\.05 seconds") as caught:
        tell(Lake(lake.root, patience=0.05), "b", post_snapshot=[post()])
    assert caught.value.code == "lake_busy"
    assert len(listed(lake.rows("post_snapshot"))) == 1


def test_readers_do_not_wait_for_a_writer(lake: Lake) -> None:
    tell(lake, "a", post_snapshot=[post()])
    with FileLock(lake.root / ".writer.lock"):
        assert len(listed(lake.latest("post_snapshot"))) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="file size limits are a Unix thing")
def test_a_disk_that_fills_up_leaves_the_lake_as_it_was(lake: Lake) -> None:
    tell(lake, "a", post_snapshot=[post()])
    before = lake.version()
    limit = (
        "import resource, signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (15000, 15000))\n"
    )
    _, said = start(lake, "big", 1, posts=5000, before=limit).communicate(timeout=60)
    assert "is full. Nothing was kept." in said
    assert lake.version() == before
    assert not lake.holds("big 0")


def test_too_little_room_is_told_before_anything_is_written(lake: Lake, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vaekst.lake.lake._SPARE", 2**62)
    with pytest.raises(Trouble, match="Make room"):
        tell(lake, "a", post_snapshot=[post()])
    assert str(lake.version()) == "empty"


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "brand").write_text("a file where a folder should be")
    with pytest.raises(Trouble, match="Nothing was kept"):
        tell(Lake(tmp_path / "brand"), "a", post_snapshot=[post()])


def test_a_damaged_table_is_told_and_not_shown_as_empty(lake: Lake) -> None:
    version = tell(lake, "a", post_snapshot=[post()])
    (lake.root / "post_snapshot" / "_delta_log" / f"{version['post_snapshot']:020}.json").write_text("{")
    with pytest.raises(Trouble, match="Restore the folder"):
        lake.rows("post_snapshot")


def test_an_import_taken_back_leaves_the_lake_as_it_was_and_can_come_again(lake: Lake) -> None:
    before = tell(lake, "a", post_snapshot=[post("1")])
    tell(lake, "b", post_snapshot=[post("2")], channel_day=[channel_day()])
    lake.take_back("b", to=before)
    assert [row["post_key"] for row in listed(lake.rows("post_snapshot"))] == ["1"]
    assert not listed(lake.rows("channel_day"))
    assert (lake.holds("a"), lake.holds("b")) == (True, False)
    assert len(listed(lake.rows("post_snapshot", version=before))) == 1
    tell(lake, "b", post_snapshot=[post("2")], channel_day=[channel_day()])
    assert len(listed(lake.rows("post_snapshot"))) == 2
    assert len(listed(lake.rows("channel_day"))) == 1


def test_importers_take_turns(lake: Lake) -> None:
    with lake.turn():
        tell(lake, "a", post_snapshot=[post()])  # writing is part of the turn
        with pytest.raises(Trouble) as caught, Lake(lake.root, patience=0.005).turn():
            pass
    assert caught.value.code == "lake_busy"


def test_an_import_that_fails_in_its_turn_ends_the_turn(lake: Lake) -> None:
    with pytest.raises(KeyboardInterrupt), lake.turn():
        raise KeyboardInterrupt
    with lake.turn():
        pass


def test_damaged_rows_are_told_with_where_they_lie(lake: Lake) -> None:
    tell(lake, "a", post_snapshot=[post()])
    for file in (lake.root / "post_snapshot").rglob("*.parquet"):
        file.write_bytes(b"no such thing" * 100)
    for read in (lake.rows, lake.latest):
        with pytest.raises(Trouble, match="post_snapshot cannot be read"):
            read("post_snapshot")
