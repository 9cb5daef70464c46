"""What goes in is typed, dated, kept once, and kept whole."""

from __future__ import annotations

import dataclasses
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from deltalake import DeltaTable
from deltalake.exceptions import DeltaError
from tests.lake.builders import at, batch, channel_day, listed, post, tell

from vaekst.core.errors import Trouble, UnknownName
from vaekst.core.facts import POST_SNAPSHOT, TABLES, Column, Kind
from vaekst.lake import Lake, LakeVersion, delta, stamp
from vaekst.lake import lake as lake_module
from vaekst.lake.place import Place


def test_a_lake_without_facts_has_an_empty_version_and_empty_tables_of_the_right_shape(lake: Lake) -> None:
    assert str(lake.version()) == "empty"
    for name, table in TABLES.items():
        assert lake.rows(name).collect_schema().names() == list(table.names)
        assert lake.rows(name).collect().to_arrow().schema.types == table.schema.types
        assert listed(lake.latest(name, as_of=at(1))) == []


def test_rows_come_back_as_they_went_in(lake: Lake) -> None:
    tell(
        lake, "a", post_snapshot=[post(title="Æblegrød, 1\n2", views_start=-3, retention_3s=0.52, published_at=at(0.5))]
    )
    (row,) = listed(lake.rows("post_snapshot"))
    assert row["title"] == "Æblegrød, 1\n2"
    assert (row["views_start"], row["retention_3s"], row["likes"]) == (-3, 0.52, None)
    assert (row["published_at"], row["observed_at"], row["recorded_at"]) == (at(0.5), at(1), at(100))
    assert (row["import_id"], row["source_row"]) == ("a", 2)
    assert tuple(row) == POST_SNAPSHOT.names
    assert tuple(listed(lake.latest("post_snapshot"))[0]) == POST_SNAPSHOT.names


def test_the_week_is_filled_in_from_the_day_and_never_overwritten(lake: Lake) -> None:
    days = [channel_day(6), channel_day(7), channel_day(8, iso_week=date(2020, 1, 6))]
    tell(lake, "a", channel_day=days)
    weeks = [row["iso_week"] for row in listed(lake.rows("channel_day").sort("local_date"), "local_date", "iso_week")]
    assert weeks == [date(2026, 9, 14), date(2026, 9, 21), date(2020, 1, 6)]


def test_months_are_those_of_observation_so_that_one_import_writes_one_file(lake: Lake) -> None:
    tell(lake, "a", post_snapshot=[post("a"), post("b", published_date=None), post("c", seen=30)])
    table = DeltaTable(lake.root / "post_snapshot")
    assert sorted(part["month"] for part in table.partitions()) == ["2026-09", "2026-10"]
    assert [row["iso_week"] for row in listed(lake.rows("post_snapshot"), "post_key", "iso_week")] == [
        date(2026, 9, 14),
        None,
        date(2026, 9, 14),
    ]


def test_an_import_is_held_once(lake: Lake) -> None:
    first = tell(lake, "a", post_snapshot=[post()])
    again = tell(lake, "a", post_snapshot=[post()])
    assert first == again
    assert len(listed(lake.rows("post_snapshot"))) == 1
    assert lake.holds("a")
    assert not lake.holds("b")


def test_nothing_to_append_changes_nothing(lake: Lake) -> None:
    assert lake.append({"post_snapshot": POST_SNAPSHOT.batch([])}, import_id="a") == LakeVersion()
    assert not lake.root.exists()


def test_a_reader_that_forgets_a_required_column_is_told(lake: Lake) -> None:
    with pytest.raises(ValueError, match=r"post_snapshot\.observed_at must not be NULL; 1 of 1 rows are"):
        tell(lake, "a", post_snapshot=[post(observed_at=None)])
    with pytest.raises(ValueError, match="recorded_at"):
        lake.append({"post_snapshot": POST_SNAPSHOT.batch([post(import_id="a")])}, import_id="a")
    with pytest.raises(ValueError, match="no column viws"):
        lake.append({"post_snapshot": pa.table({"viws": [1]})}, import_id="a")
    assert lake.version() == LakeVersion()


def test_an_unknown_table_is_named_with_the_nearest(lake: Lake) -> None:
    with pytest.raises(UnknownName, match="Did you mean 'post_snapshot'"):
        lake.rows("post_snapshots")


def test_stamping_replaces_what_was_there_and_leaves_out_empty_tables() -> None:
    rows = POST_SNAPSHOT.batch([post(import_id="old", recorded_at=at(0))])
    stamped = stamp({"post_snapshot": rows, "cost": TABLES["cost"].batch([])}, import_id="new", recorded_at=at(9))
    assert list(stamped) == ["post_snapshot"]
    assert stamped["post_snapshot"]["import_id"].to_pylist() == ["new"]
    assert stamped["post_snapshot"]["recorded_at"].to_pylist() == [at(9)]
    with pytest.raises(ValueError, match="time zone"):
        stamp({}, import_id="new", recorded_at=at(9).replace(tzinfo=None))


def test_a_column_added_by_a_later_release_is_null_in_older_rows(lake: Lake) -> None:
    old = tell(lake, "a", post_snapshot=[post("a", views_start=1)])
    grown = dataclasses.replace(POST_SNAPSHOT, columns=(*POST_SNAPSHOT.columns, Column("sends", Kind.COUNT)))
    newer = Lake(lake.root, tables=dict(TABLES) | {"post_snapshot": grown})
    assert listed(newer.rows("post_snapshot"), "post_key", "sends") == [{"post_key": "a", "sends": None}]

    rows = stamp({"post_snapshot": grown.batch([post("b", sends=7)])}, import_id="b", recorded_at=at(101))
    newer.append(rows, import_id="b")

    expected = [{"post_key": "a", "sends": None}, {"post_key": "b", "sends": 7}]
    assert listed(newer.rows("post_snapshot"), "post_key", "sends") == expected
    assert listed(newer.latest("post_snapshot"), "post_key", "sends") == expected
    assert listed(newer.rows("post_snapshot", version=old), "post_key", "sends") == expected[:1]
    assert lake.rows("post_snapshot").collect_schema().names() == list(POST_SNAPSHOT.names)
    assert len(listed(lake.rows("post_snapshot"))) == 2, "an older release still reads what it knows"


def test_a_crash_between_two_tables_is_completed_by_a_retry(lake: Lake, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = batch(import_id="a", channel_day=[channel_day()], post_snapshot=[post()])
    _fail_at(monkeypatch, "post_snapshot", KeyboardInterrupt())
    with pytest.raises(KeyboardInterrupt):
        lake.append(rows, import_id="a")
    assert not lake.holds("a"), "half an import is not held"

    monkeypatch.undo()
    lake.append(rows, import_id="a")

    assert lake.holds("a")
    assert [len(listed(lake.rows(name))) for name in ("channel_day", "post_snapshot")] == [1, 1]


def test_when_one_table_cannot_be_written_the_others_are_put_back(lake: Lake, monkeypatch: pytest.MonkeyPatch) -> None:
    tell(lake, "before", channel_day=[channel_day(1)])
    rows = batch(import_id="a", channel_day=[channel_day()], post_snapshot=[post()])
    _fail_at(monkeypatch, "post_snapshot", DeltaError("Generic error: No space left on device (os error 28)"))
    with pytest.raises(Trouble, match="full"):
        lake.append(rows, import_id="a")
    monkeypatch.undo()
    assert [row["import_id"] for row in listed(lake.rows("channel_day"))] == ["before"]
    assert not lake.holds("a")

    lake.append(rows, import_id="a")

    assert lake.holds("a")
    assert [row["import_id"] for row in listed(lake.rows("channel_day"), "import_id")] == ["a", "before"]
    assert len(listed(lake.rows("post_snapshot"))) == 1


@pytest.mark.parametrize("folder", ["Min butik æøå", "a*b?c", "brand=1/month=2"])
def test_a_lake_may_lie_in_a_folder_of_any_name(tmp_path: Path, folder: str) -> None:
    lake = Lake(tmp_path / folder)
    tell(lake, "a", post_snapshot=[post(seen=1)])
    tell(lake, "b", post_snapshot=[post(seen=2)])
    assert len(listed(lake.rows("post_snapshot"))) == 2


@pytest.mark.parametrize("folder", ["a[b]", "100%25"])
def test_a_folder_name_the_engine_breaks_on_is_refused_with_the_cure(tmp_path: Path, folder: str) -> None:
    with pytest.raises(Trouble, match=r"its name holds (\[ \]|%)\. Set VAEKST_HOME"):
        tell(Lake(tmp_path / folder), "a", post_snapshot=[post()])


def test_erasing_a_brand_leaves_no_fact_and_no_file(lake: Lake) -> None:
    tell(lake, "a", post_snapshot=[post("a"), post("b")], channel_day=[channel_day()])
    assert lake.erase_brand() == {"channel_day": 1, "post_snapshot": 2}
    assert lake.version() == LakeVersion()
    assert not list(lake.root.rglob("*.parquet"))

    tell(lake, "a", post_snapshot=[post("c")])
    assert [row["post_key"] for row in listed(lake.rows("post_snapshot"))] == ["c"], "nothing of the old lake is read"


def _fail_at(monkeypatch: pytest.MonkeyPatch, table: str, error: BaseException) -> None:
    append = delta.append

    def failing(place: Place, *args: Any, **options: Any) -> None:
        if place.address.endswith(table):
            raise error
        append(place, *args, **options)

    monkeypatch.setattr(lake_module.delta, "append", failing)


def test_a_retracted_import_is_left_out_from_now_on_and_can_come_again(lake: Lake) -> None:
    tell(lake, "a", channel_day=[channel_day()], post_snapshot=[post()])
    pinned = tell(lake, "it's", channel_day=[channel_day(-40)])
    assert lake.retract("it's") == {"channel_day": 1}
    assert (lake.holds("a"), lake.holds("it's"), lake.retract("it's")) == (True, False, {})
    assert (len(listed(lake.rows("channel_day"))), len(listed(lake.rows("channel_day", version=pinned)))) == (1, 2)
    tell(lake, "it's", channel_day=[channel_day(-40)])
    assert len(listed(lake.rows("channel_day"))) == 2
    assert lake.holds("it's")
