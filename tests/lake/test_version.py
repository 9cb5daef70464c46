"""A version is a value: it writes itself, reads itself back, and pins what is read."""

from __future__ import annotations

import tempfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.lake.builders import at, channel_day, listed, post, tell

from vaekst.lake import Lake, LakeVersion

names = st.sampled_from(["cost", "lead", "post_snapshot", "channel_day"])


@given(st.dictionaries(names, st.integers(min_value=0, max_value=10**9)))
def test_a_version_reads_back_what_it_wrote(versions: dict[str, int]) -> None:
    version = LakeVersion.of(versions)
    assert LakeVersion.parse(str(version)) == version
    assert dict(version) == versions
    assert len({version, LakeVersion.of(dict(reversed(versions.items())))}) == 1


@pytest.mark.parametrize("text", ["", "cost", "cost@", "cost@-1", "cost@1+", "Cost@1", "cost@1 + lead@2"])
def test_what_is_not_a_version_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not a lake version"):
        LakeVersion.parse(text)


def test_a_table_not_in_the_version_was_empty_then(lake: Lake) -> None:
    before = tell(lake, "a", post_snapshot=[post()])
    tell(lake, "b", channel_day=[channel_day()])
    assert "channel_day" not in before
    assert listed(lake.rows("channel_day", version=before)) == []
    with pytest.raises(KeyError):
        before["channel_day"]


def test_an_old_version_is_read_back_after_checkpoints_and_after_small_files_were_gathered(lake: Lake) -> None:
    old = tell(lake, "first", channel_day=[channel_day(day) for day in (0, 60, 120)])
    for number in range(30):
        tell(lake, f"{number}", channel_day=[channel_day(day, seen=2, likes=number) for day in (0, 60, 120)])
    files = list((lake.root / "channel_day").rglob("*.parquet"))
    assert any("checkpoint" in file.name for file in files)
    assert lake.version()["channel_day"] > 31, "gathering is a version of its own"
    assert (
        listed(lake.rows("channel_day", version=old), "import_id", "likes")
        == [{"import_id": "first", "likes": None}] * 3
    )
    assert len(listed(lake.rows("channel_day"), "import_id")) == 3 * 31
    assert [row["likes"] for row in listed(lake.latest("channel_day"), "likes")] == [9, 9, 9], (
        "the last import_id wins a tie"
    )


posts = st.builds(
    post,
    st.sampled_from(["instagram:1", "instagram:2", "instagram:3"]),
    seen=st.integers(0, 9),
    views_start=st.none() | st.integers(0, 5),
    likes=st.none() | st.integers(0, 5),
    grain=st.sampled_from(["lifetime", "period"]),
    source_row=st.integers(1, 99),
)
days = st.builds(
    channel_day,
    st.integers(0, 3),
    seen=st.integers(0, 9),
    views_start=st.none() | st.integers(0, 5),
    source_row=st.integers(1, 99),
)
imports = st.lists(
    st.fixed_dictionaries({"post_snapshot": st.lists(posts, max_size=3), "channel_day": st.lists(days, max_size=3)}),
    min_size=1,
    max_size=3,
)


@settings(max_examples=6, deadline=None)
@given(before=imports, after=imports, day=st.integers(0, 10))
def test_a_pinned_version_gives_the_same_answer_after_later_appends(
    before: list[dict[str, list[dict[str, object]]]], after: list[dict[str, list[dict[str, object]]]], day: int
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        lake = Lake(folder)
        for number, rows in enumerate(before):
            tell(lake, f"before {number}", recorded=number, **rows)
        pinned = LakeVersion.parse(str(lake.version()))
        first = _everything(lake, pinned, day)
        for number, rows in enumerate(after):
            tell(lake, f"after {number}", recorded=number, **rows)
        assert _everything(Lake(folder), pinned, day) == first


def _everything(lake: Lake, version: LakeVersion, day: int) -> list[object]:
    return [
        [
            listed(lake.rows(table, version=version)),
            listed(lake.latest(table, version=version)),
            listed(lake.latest(table, as_of=at(day), version=version)),
        ]
        for table in ("post_snapshot", "channel_day")
    ]
