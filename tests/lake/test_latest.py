"""Latest and as-of: one row per key, one value per column, always the same on the same facts."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from tests.lake.builders import MONDAY, at, channel_day, listed, post, tell

from vaekst.lake import Lake


def test_every_column_takes_its_newest_value_that_is_known(lake: Lake) -> None:
    tell(lake, "a", post_snapshot=[post(seen=1, views_start=10, likes=1, title="First")])
    tell(lake, "b", post_snapshot=[post(seen=2, views_start=20, saves=2)])
    tell(lake, "c", post_snapshot=[post(seen=3, views_start=None, saves=3, source_row=9)])
    (row,) = listed(lake.latest("post_snapshot"))
    assert (row["views_start"], row["likes"], row["saves"], row["title"]) == (20, 1, 3, "First")
    assert (row["import_id"], row["source_row"], row["observed_at"]) == ("c", 9, at(3)), (
        "where the newest row came from"
    )


def test_the_order_of_imports_does_not_matter_the_moment_of_observation_does(lake: Lake) -> None:
    tell(lake, "newer", post_snapshot=[post(seen=5, views_start=50)])
    tell(lake, "older", recorded=200, post_snapshot=[post(seen=2, views_start=20)])
    assert listed(lake.latest("post_snapshot"), "views_start") == [{"views_start": 50}]


def test_as_of_sees_snapshots_observed_by_then_and_no_others(lake: Lake) -> None:
    tell(lake, "a", post_snapshot=[post(seen=1, views_start=10), post("instagram:2", seen=4)])
    tell(lake, "b", post_snapshot=[post(seen=3, views_start=30)])
    seen = [listed(lake.latest("post_snapshot", as_of=at(day)), "views_start") for day in (0.5, 1, 2.9, 3)]
    assert seen == [[], [{"views_start": 10}], [{"views_start": 10}], [{"views_start": 30}]]


def test_a_count_cut_to_a_period_never_stands_for_the_posts_lifetime(lake: Lake) -> None:
    tell(lake, "a", post_snapshot=[post(seen=1, views_start=900, text="caption")])
    tell(lake, "b", post_snapshot=[post(seen=8, views_start=40, likes=4, grain="period", duration_s=31.0)])
    (row,) = listed(lake.latest("post_snapshot"))
    assert (row["grain"], row["views_start"], row["likes"]) == ("lifetime", 900, None)
    assert (row["text"], row["import_id"]) == ("caption", "a")


def test_a_post_known_from_a_period_alone_is_known_without_numbers(lake: Lake) -> None:
    tell(lake, "a", post_snapshot=[post(seen=8, views_start=40, title="Old one", grain="period")])
    assert listed(lake.latest("post_snapshot"), "grain", "title", "views_start") == [
        {"grain": "period", "title": "Old one", "views_start": None}
    ]


def test_a_currency_travels_with_its_amount(lake: Lake) -> None:
    tell(lake, "a", post_snapshot=[post(seen=1, revenue_minor=500, revenue_currency="DKK")])
    tell(lake, "b", post_snapshot=[post(seen=2, revenue_currency="EUR")])
    assert listed(lake.latest("post_snapshot"), "revenue_minor", "revenue_currency") == [
        {"revenue_minor": 500, "revenue_currency": "DKK"}
    ]


def test_ties_fall_the_same_way_however_the_rows_arrived(lake: Lake) -> None:
    tell(lake, "b", recorded=5, post_snapshot=[post(views_start=2, source_row=7), post(views_start=1, source_row=3)])
    tell(lake, "a", recorded=5, post_snapshot=[post(views_start=3, source_row=9)])
    assert listed(lake.latest("post_snapshot"), "views_start") == [{"views_start": 2}]
    tell(lake, "a2", recorded=6, post_snapshot=[post(views_start=4)])
    assert listed(lake.latest("post_snapshot"), "views_start") == [{"views_start": 4}]


def test_days_are_those_before_the_as_of_date_in_its_own_zone(lake: Lake) -> None:
    tell(lake, "a", channel_day=[channel_day(day, seen=9, views_start=day) for day in range(4)])
    night = datetime(2026, 9, 16, 23, 30, tzinfo=UTC)
    assert _views(lake, night) == [0, 1]
    assert _views(lake, night.astimezone(timezone(timedelta(hours=2)))) == [0, 1, 2]


def test_a_day_first_told_after_the_as_of_moment_keeps_its_first_telling(lake: Lake) -> None:
    tell(lake, "late", channel_day=[channel_day(0, seen=20, views_start=100)])
    assert _views(lake, at(3)) == [100]
    tell(lake, "restated", recorded=300, channel_day=[channel_day(0, seen=30, views_start=120)])
    tell(lake, "again", recorded=400, channel_day=[channel_day(0, seen=20, views_start=130)])
    assert _views(lake, at(3)) == [100], "later restatements do not change what is replayed"
    assert _views(lake, None) == [120]


def test_what_was_known_by_then_wins_over_hindsight_and_hindsight_fills_the_gaps(lake: Lake) -> None:
    tell(lake, "known", channel_day=[channel_day(0, seen=1, views_start=10), channel_day(0, seen=2, views_start=11)])
    tell(lake, "late", channel_day=[channel_day(0, seen=8, views_start=99, follows=3)])
    tell(lake, "later", channel_day=[channel_day(0, seen=9, views_start=98, follows=4)])
    assert listed(lake.latest("channel_day", as_of=at(3)), "views_start", "follows", "import_id") == [
        {"views_start": 11, "follows": 3, "import_id": "known"}
    ]


def test_entries_without_a_post_are_restated_by_their_own_id(lake: Lake) -> None:
    entry = {"entry_id": "1", "asset_id": "A", "local_date": MONDAY.date(), "observed_at": at(1)}
    tell(lake, "a", production=[entry | {"minutes": 90.0}, entry | {"entry_id": "2", "minutes": 30.0}])
    tell(lake, "b", production=[entry | {"minutes": 75.0, "observed_at": at(2)}])
    assert [row["minutes"] for row in listed(lake.latest("production"), "entry_id", "minutes")] == [75.0, 30.0]


def test_a_moment_without_a_zone_is_refused(lake: Lake) -> None:
    with pytest.raises(ValueError, match="time zone"):
        lake.latest("channel_day", as_of=datetime(2026, 9, 14))  # noqa: DTZ001 (the mistake under test)


def _views(lake: Lake, as_of: datetime | None) -> list[int]:
    days = listed(lake.latest("channel_day", as_of=as_of), "local_date", "views_start")
    return [day["views_start"] for day in days]


def test_each_value_names_the_import_and_line_it_is_from(lake: Lake) -> None:
    tell(lake, "views", channel_day=[channel_day(0, seen=1, views_start=9, source_row=4)])
    tell(lake, "clicks", channel_day=[channel_day(0, seen=2, clicks_out=3, source_row=7)])
    (row,) = lake.latest("channel_day", told=("views_start", "clicks_out", "likes")).collect().iter_rows(named=True)
    assert (row["import_id"], row["likes__told"]) == ("clicks", None)
    assert [(row[f"{name}__told"]["import_id"], row[f"{name}__told"]["line"]) for name in ("views_start", "clicks_out")] == [
        ("views", 4), ("clicks", 7),
    ]  # fmt: skip
