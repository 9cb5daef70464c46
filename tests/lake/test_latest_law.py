"""The query for the latest facts, checked against the same rule told in plain Python."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import duckdb
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.lake.builders import at, channel_day, post

from vaekst.core.facts import CHANNEL_DAY, POST_SNAPSHOT, FactTable
from vaekst.lake.asof import latest_sql

CONNECTION = duckdb.connect(":memory:")
METRICS = ("views_start", "likes")
stamped = {
    "seen": st.integers(0, 6),
    "views_start": st.none() | st.integers(0, 9),
    "likes": st.none() | st.integers(0, 9),
    "recorded_at": st.integers(90, 92).map(at),
    "import_id": st.sampled_from("ab"),
}
posts = st.lists(
    st.builds(
        post,
        st.sampled_from("12"),
        grain=st.sampled_from(["lifetime", "period"]),
        title=st.none() | st.sampled_from("xy"),
        **stamped,
    ),
    max_size=8,
)
days = st.lists(st.builds(channel_day, st.integers(0, 2), **stamped), max_size=8)
moments = st.none() | st.integers(0, 7).map(at)


@settings(max_examples=30, deadline=None)
@given(rows=posts, as_of=moments)
def test_the_latest_posts_are_those_of_the_rule(rows: list[dict[str, Any]], as_of: datetime | None) -> None:
    rows = numbered(rows)
    known = [row for row in rows if as_of is None or row["observed_at"] <= as_of]
    ordered = sorted(known, key=lambda row: (row["grain"] == "lifetime", *told(row)))
    lifetime = [row for row in ordered if row["grain"] == "lifetime"]
    expected = {}
    for key in {row["post_key"] for row in known}:
        metrics = {name: newest(lifetime, name, post_key=key) for name in METRICS}
        expected[key] = metrics | {
            "title": newest(ordered, "title", post_key=key),
            "row": newest(ordered, "source_row", post_key=key),
        }
    assert {row["post_key"]: picked(row, "title") for row in query(POST_SNAPSHOT, rows, as_of)} == expected


@settings(max_examples=30, deadline=None)
@given(rows=days, as_of=moments)
def test_the_latest_days_are_those_of_the_rule(rows: list[dict[str, Any]], as_of: datetime | None) -> None:
    rows = numbered(rows)
    known = [row for row in rows if as_of is None or row["local_date"] < as_of.date()]
    seen = sorted((row for row in known if as_of is None or row["observed_at"] <= as_of), key=told)
    hindsight = sorted((row for row in known if row not in seen), key=told, reverse=True)
    ordered = hindsight + seen
    expected: dict[date, dict[str, Any]] = {}
    for day in {row["local_date"] for row in known}:
        metrics = {name: newest(ordered, name, local_date=day) for name in METRICS}
        expected[day] = metrics | {"row": newest(ordered, "source_row", local_date=day)}
    assert {row["local_date"]: picked(row) for row in query(CHANNEL_DAY, rows, as_of)} == expected


@settings(max_examples=30, deadline=None)
@given(rows=days, later=days, day=st.integers(0, 6))
def test_what_is_told_later_never_changes_a_value_known_as_of_then(
    rows: list[dict[str, Any]], later: list[dict[str, Any]], day: int
) -> None:
    rows = numbered(rows)
    after = [
        row | {"observed_at": row["observed_at"] + timedelta(days=7), "recorded_at": at(99)} for row in numbered(later)
    ]
    before = {row["local_date"]: picked(row) for row in query(CHANNEL_DAY, rows, at(day))}
    replayed = {row["local_date"]: picked(row) for row in query(CHANNEL_DAY, rows + after, at(day))}
    for local_date, values in before.items():
        known = {name: value for name, value in values.items() if value is not None}
        assert {name: replayed[local_date][name] for name in known} == known


def numbered(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [row | {"source_row": number} for number, row in enumerate(rows)]


def told(row: dict[str, Any]) -> tuple[Any, ...]:
    return row["observed_at"], row["recorded_at"], row["import_id"], row["source_row"]


def newest(rows: list[dict[str, Any]], name: str, **key: object) -> Any:
    known = [row[name] for row in rows if key.items() <= row.items() and row[name] is not None]
    return known[-1] if known else None


def picked(row: dict[str, Any], *more: str) -> dict[str, Any]:
    return {name: row[name] for name in (*METRICS, *more)} | {"row": row["source_row"]}


def query(table: FactTable, rows: list[dict[str, Any]], as_of: datetime | None) -> list[dict[str, Any]]:
    facts = table.batch(rows)  # noqa: F841 (DuckDB finds it by its name)
    found: list[dict[str, Any]] = CONNECTION.sql(latest_sql(table, "facts", as_of=as_of)).to_arrow_table().to_pylist()
    return found
