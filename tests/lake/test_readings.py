"""What comparisons need of the snapshots gives the same figures as all snapshots do, whatever the engine."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.lake.builders import at, listed, post, tell

from vaekst.core.comparison import figures_of, read_histories
from vaekst.core.comparison.histories import PostHistory
from vaekst.core.facts import COUNTS, NUMBERS
from vaekst.core.metrics.catalogue import METRICS
from vaekst.lake import Lake, LakeVersion, engines

POLARS = engines.named("polars")
MANY = 10**9  # bytes


@dataclass(frozen=True)
class Rule:
    age_days: float = 2.0
    tolerance: float = 2.0


posts = st.builds(
    post,
    st.sampled_from(["instagram:1", "instagram:2"]),
    seen=st.integers(0, 9) | st.floats(0, 9).map(lambda day: round(day, 2)),
    published_at=st.sampled_from([None, at(0), at(0.5), at(1)]),
    published_date=st.sampled_from([None, date(2026, 9, 14), date(2026, 9, 15)]),
    format=st.sampled_from([None, "image", "short_video"]),
    views_start=st.none() | st.integers(0, 5),
    reach_unique=st.none() | st.integers(0, 5),
    saves=st.none() | st.integers(0, 5),
    retention_3s=st.none() | st.just(0.5),
    grain=st.sampled_from(["lifetime", "lifetime", "period"]),
    source_row=st.integers(1, 99),
)


@settings(max_examples=20, deadline=None)
@given(rows=st.lists(posts, max_size=12), later=st.lists(posts, max_size=4), day=st.integers(0, 10))
def test_figures_are_those_of_all_snapshots(rows: list[dict[str, Any]], later: list[dict[str, Any]], day: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        lake = Lake(folder)
        tell(lake, "a", post_snapshot=_numbered(rows))
        tell(lake, "b", post_snapshot=_numbered(later))
        everything = read_histories(lake.rows("post_snapshot"), as_of=at(day))
        for engine in (engines.DUCKDB, POLARS):
            needed = Lake(folder, engine=engine).readings(as_of=at(day), age_days=Rule.age_days)
            few = read_histories(needed, as_of=at(day))
            assert [_about(one) for one in few] == [_about(one) for one in everything]
            for metric in ("save_rate", "retention_3s", "engagement_rate"):
                asked = METRICS[metric]
                assert figures_of(few, asked, rule=Rule()) == figures_of(everything, asked, rule=Rule())


def test_of_a_post_read_every_day_three_days_are_kept(lake: Lake) -> None:
    for day in range(40):
        tell(lake, f"{day}", post_snapshot=[post(seen=day + 0.5, saves=day, **({"likes": 1} if day > 20 else {}))])
    needed = lake.readings(as_of=at(60), age_days=7, since=date(2026, 9, 1))
    assert [row["saves"] for row in listed(needed, "saves")] == [21, 39, 7]
    assert len(listed(lake.readings(as_of=at(60), age_days=7, since=date(2026, 9, 15)))) == 0


def test_months_before_the_posts_were_published_are_not_opened(lake: Lake, monkeypatch: Any) -> None:
    monkeypatch.setattr("vaekst.lake.engine._SMALL", 0)
    tell(lake, "old", post_snapshot=[post("1", seen=-40, published_date=date(2026, 8, 1))])
    version = tell(lake, "new", post_snapshot=[post("2")])
    for file in (lake.root / "post_snapshot" / "month=2026-08").iterdir():
        file.write_bytes(b"")
    needed = lake.readings(as_of=at(60), age_days=1, since=date(2026, 9, 2), version=version)
    assert [row["post_key"] for row in listed(needed, "post_key")] == ["2"]


def test_an_empty_lake_has_no_readings(lake: Lake) -> None:
    assert listed(lake.readings(as_of=at(1), age_days=7, version=LakeVersion())) == []


def test_there_are_no_more_metrics_than_a_number_has_places() -> None:
    assert len((*COUNTS, *NUMBERS)) < 63


def _about(history: PostHistory) -> PostHistory:
    return replace(history, readings=())


def _numbered(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [row | {"source_row": number} for number, row in enumerate(rows)]
