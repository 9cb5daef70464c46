"""A person who is erased is in no version of any table, and everything else stays where it was."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from tests.lake.builders import MONDAY, at, channel_day, listed, post, tell

from vaekst.core.errors import Trouble
from vaekst.lake import Lake

ANNA, BO = "a1b2c3anna", "d4e5f6bo"


def lead(key: str | None, entry: str = "", **columns: Any) -> dict[str, Any]:
    return {
        "entry_id": entry or f"of {key}",
        "local_date": MONDAY.date(),
        "contact_key": key,
        "observed_at": at(1),
    } | columns


def comment(key: str | None) -> dict[str, Any]:
    return {"entry_id": f"by {key}", "local_date": MONDAY.date(), "author_key": key, "observed_at": at(1)}


def test_every_row_about_the_person_is_gone_and_only_theirs(lake: Lake) -> None:
    tell(lake, "a", lead=[lead(ANNA), lead(ANNA, "again"), lead(BO), lead(None)], comment=[comment(ANNA), comment(BO)])
    tell(lake, "b", lead=[lead(BO)], channel_day=[channel_day()])
    erased = lake.erase_person(ANNA)
    assert erased.rows == {"comment": 1, "lead": 2}
    assert erased.imports == {"a"}
    assert [row["contact_key"] for row in listed(lake.rows("lead"), "contact_key")] == [BO, BO, None]
    assert [row["author_key"] for row in listed(lake.latest("comment"), "author_key")] == [BO]
    assert len(listed(lake.rows("channel_day"))) == 1


def test_no_file_of_any_version_holds_the_person(lake: Lake) -> None:
    for number in range(30):  # more than a checkpoint, and files gathered
        tell(lake, f"{number}", lead=[lead(ANNA, f"{number}"), lead(BO, f"b{number}")])
    lake.erase_person(ANNA)
    for file in Path(lake.root).rglob("*"):
        if file.is_file():
            assert ANNA.encode() not in file.read_bytes(), file
        if file.suffix == ".parquet" and "month=" in file.parent.name:
            assert ANNA not in pq.read_table(file)["contact_key"].to_pylist()


def test_pinned_versions_are_read_as_before_without_the_person(lake: Lake) -> None:
    old = tell(lake, "a", lead=[lead(ANNA), lead(BO)], post_snapshot=[post()])
    tell(lake, "b", lead=[lead(ANNA, "b")])
    assert len(listed(lake.rows("lead", version=old))) == 2, "and kept in memory"
    lake.erase_person(ANNA)
    for read in (lake, Lake(lake.root)):
        assert [row["contact_key"] for row in listed(read.rows("lead", version=old), "contact_key")] == [BO]
        assert len(listed(read.rows("post_snapshot", version=old))) == 1


def test_the_same_import_does_not_bring_the_person_back(lake: Lake) -> None:
    tell(lake, "a", lead=[lead(ANNA)])
    lake.erase_person(ANNA)
    tell(lake, "a", lead=[lead(ANNA)])
    assert listed(lake.rows("lead")) == []


def test_somebody_unknown_is_erased_without_a_new_version(lake: Lake) -> None:
    before = tell(lake, "a", lead=[lead(BO)])
    assert lake.erase_person("nobody's") == lake.erase_person("nobody's")
    assert lake.erase_person("nobody's").rows == {}
    assert lake.version() == before


def test_an_erasure_that_was_interrupted_is_finished_by_doing_it_again(lake: Lake, monkeypatch: Any) -> None:
    tell(lake, "a", lead=[lead(ANNA), lead(BO)])

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as broken:
        broken.setattr("vaekst.lake.place.Folder.replace", fail)
        with pytest.raises(Trouble, match="is full"):
            lake.erase_person(ANNA)
    assert lake.erase_person(ANNA).imports == {"a"}
    assert all(
        ANNA not in pq.read_table(file)["contact_key"].to_pylist() for file in lake.root.rglob("month=*/*.parquet")
    )


def test_rows_of_an_entry_that_names_the_person_elsewhere_are_theirs_too(lake: Lake) -> None:
    tell(lake, "a", lead=[lead(ANNA, "hubspot:1"), lead(BO, "hubspot:2")])
    tell(lake, "b", lead=[lead(None, "hubspot:1", stage="customer"), lead(None, "hubspot:2", stage="lead")])
    assert lake.erase_person(ANNA).imports == {"a", "b"}
    assert {row["entry_id"] for row in listed(lake.rows("lead"), "entry_id")} == {"hubspot:2"}


def test_a_lead_nobody_can_name_is_erased_by_its_number(lake: Lake) -> None:
    tell(lake, "a", lead=[lead(None, "lead:501"), lead(None, "lead:502")])
    assert lake.erase_person("lead:501").rows == {"lead": 1}
    assert [row["entry_id"] for row in listed(lake.rows("lead"))] == ["lead:502"]


def test_looking_first_tells_what_would_go_and_changes_nothing(lake: Lake) -> None:
    before = tell(lake, "a", lead=[lead(ANNA), lead(BO)], comment=[comment(ANNA)])
    about = lake.about_person(ANNA)
    assert (about.rows, about.imports) == ({"comment": 1, "lead": 1}, {"a"})
    assert lake.version() == before
    assert len(listed(lake.rows("lead"))) == 2
    assert lake.erase_person(ANNA) == about
