"""One definition, three engines: the same rows and the same figures from the same files."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Iterator
from datetime import date
from importlib.util import find_spec
from typing import Any

import narwhals as nw
import pytest
from tests.lake.builders import at, channel_day, listed, post, tell
from tests.lake.test_readings import Rule

from vaekst.core.attribution.contract import PathContract
from vaekst.core.attribution.counts import Counts
from vaekst.core.attribution.expressions import bucket, count_frames, milliseconds
from vaekst.core.comparison import figures_of, read_histories
from vaekst.core.errors import Trouble, UnknownName
from vaekst.core.metrics.catalogue import METRICS
from vaekst.core.metrics.definitions import additive
from vaekst.core.metrics.expressions import middle, pooled, totals, value
from vaekst.core.metrics.forms import Ratio, Stated
from vaekst.lake import Lake, engines

SAVES = Ratio(("saves",), "reach_unique")


def _engine(name: str) -> Any:
    missing = name == "spark" and find_spec("pyspark") is None
    return pytest.param(name, marks=pytest.mark.skipif(missing, reason="pyspark is not installed: make spark"))


@pytest.fixture(scope="module")
def folder() -> Iterator[str]:
    """A lake of two tables told in eight imports, with gaps, restatements, periods, hindsight and ties."""
    chance = random.Random(2026)
    with tempfile.TemporaryDirectory(prefix="Vækst lake ") as folder:
        lake = Lake(folder)
        for number in range(8):
            seen = chance.choice([number, number + 0.5])
            posts = [_post(chance, seen) | {"source_row": row} for row in range(40)]
            days = [_day(chance, seen) | {"source_row": row or None} for row in range(20)]
            visits = [_visit(chance, number * 100 + row) | {"source_row": row} for row in range(40)]
            leads = [_lead(chance, number * 100 + row) | {"source_row": row} for row in range(4)]
            told = {"post_snapshot": posts, "channel_day": days, "touch": visits, "conversion": leads}
            tell(lake, f"{number % 5}-{number}", recorded=number // 2, **told)
        yield folder


def _post(chance: random.Random, seen: float) -> dict[str, Any]:
    number = chance.randrange(12)
    return post(
        f"instagram:{number}",
        seen=seen,
        channel=chance.choice(["instagram", "facebook"]),
        title=chance.choice([None, "Æbler", "It's"]),
        published_date=date(2026, 9, 14 + number % 3),
        published_at=chance.choice([None, at(number % 3 + 0.25)]),
        grain=chance.choice(["lifetime", "lifetime", "period"]),
        reach_unique=chance.choice([None, 0, 100, 333]),
        saves=chance.choice([None, chance.randrange(50)]),
        likes=chance.choice([None, chance.randrange(50)]),
        avg_view_s=chance.choice([None, 1.5, 2.25]),
        revenue_minor=chance.choice([None, 500]),
        revenue_currency=chance.choice([None, "DKK"]),
    )


def _day(chance: random.Random, seen: float) -> dict[str, Any]:
    return channel_day(
        chance.randrange(6), seen=seen, clicks_out=chance.choice([None, 3, 4]), views_start=chance.choice([None, 90])
    )


def _visit(chance: random.Random, number: int) -> dict[str, Any]:
    channel = chance.choice([None, "direct", "instagram", "æbler"])
    return _event(chance) | {"touch_id": f"t{number}", "channel": channel}


def _lead(chance: random.Random, number: int) -> dict[str, Any]:
    return _event(chance) | {"conversion_id": f"c{number}", "kind": "lead"}


def _event(chance: random.Random) -> dict[str, Any]:
    """Few visitors and few hours, so that touches and leads meet and tie."""
    when = at(chance.randrange(40) / 4)
    return {
        "user_number": chance.choice([None, -(2**60), -7, 0, 5, 2**60]),
        "at": when,
        "local_date": when.date(),
        "observed_at": at(20),
    }


@pytest.fixture
def both(folder: str, request: pytest.FixtureRequest) -> tuple[Lake, Lake]:
    """The lake read by the engine under test, and by DuckDB."""
    return Lake(folder, engine=engines.named(request.param, spark="local[2]")), Lake(folder)


ON_EVERY_ENGINE = pytest.mark.parametrize("both", [_engine("polars"), _engine("spark")], indirect=True)


@ON_EVERY_ENGINE
def test_the_rows_are_the_same(both: tuple[Lake, Lake]) -> None:
    for table in ("post_snapshot", "channel_day", "cost"):
        theirs, ours = (listed(lake.rows(table)) for lake in both)
        assert theirs == ours


@ON_EVERY_ENGINE
@pytest.mark.parametrize("as_of", [None, at(2.5), at(5)], ids=["now", "then", "later"])
def test_the_latest_is_the_same(both: tuple[Lake, Lake], as_of: Any) -> None:
    for table, told in (("post_snapshot", ()), ("channel_day", ("clicks_out", "views_start")), ("cost", ())):
        theirs, ours = (listed(lake.latest(table, as_of=as_of, told=told)) for lake in both)
        assert theirs == ours


@ON_EVERY_ENGINE
def test_the_figures_of_posts_are_the_same(both: tuple[Lake, Lake]) -> None:
    theirs, ours = (
        read_histories(lake.readings(as_of=at(7), age_days=2, since=date(2026, 9, 15)), as_of=at(7)) for lake in both
    )
    for metric in ("save_rate", "watch_time" if "watch_time" in METRICS else "avg_watch_time"):
        found = figures_of(ours, METRICS[metric], rule=Rule())
        assert figures_of(theirs, METRICS[metric], rule=Rule()) == found
        assert found.figures


@ON_EVERY_ENGINE
@pytest.mark.parametrize(
    "question",
    [
        lambda frame: frame.select("source_row", "import_id", value(SAVES).alias("value")),
        lambda frame: frame.select("source_row", "import_id", value(Stated("avg_view_s")).alias("value")),
        lambda frame: totals(frame, additive("saves"), additive("likes"), by=["channel"]),
        lambda frame: pooled(frame, SAVES, by=["channel", "iso_week"]),
        lambda frame: middle(frame, SAVES, by=["channel", "iso_week"]),
        lambda frame: frame.filter(nw.col("grain") == "period").select("post_key", "likes"),
    ],
    ids=["rate", "stated", "totals", "pooled", "median", "filtered"],
)
def test_an_expression_has_the_same_answer(both: tuple[Lake, Lake], question: Any) -> None:
    theirs, ours = (_rounded(listed(question(lake.rows("post_snapshot")))) for lake in both)
    assert theirs == ours
    assert ours


@ON_EVERY_ENGINE
@pytest.mark.parametrize("contract", [PathContract(), PathContract(most_per_day=2, resets=False)], ids=["plain", "cut"])
def test_paths_are_counted_alike_to_the_last_unit(both: tuple[Lake, Lake], contract: PathContract) -> None:
    theirs, ours = (_counted(lake, contract) for lake in both)
    assert theirs == ours
    assert ours.reached.sum() > 5


def _counted(lake: Lake, contract: PathContract) -> Counts:
    """The counts of all visits and leads in the lake, by expressions alone."""
    user, moment = nw.col("user_number"), milliseconds(nw.col("at"))
    arrival = milliseconds(nw.col("recorded_at")) * 1_000 + nw.col("source_row")
    named = nw.when(nw.col("channel") == "instagram").then(2).otherwise(0)
    key = nw.when(nw.col("channel") == "direct").then(1).otherwise(named)
    touches = lake.rows("touch").filter(~user.is_null())
    leads = lake.rows("conversion")
    told = (
        touches.select(
            user=user,
            at=moment,
            arrival=arrival,
            key=key,
            direct=nw.when(nw.col("channel") == "direct").then(1).otherwise(0),
            group=bucket(user, 4),
        ),
        leads.select(
            user=user, at=moment, lead=nw.col("conversion_id").str.slice(1).cast(nw.Int64()), group=bucket(user, 4)
        ),
    )
    return count_frames(*told, contract, keys=(None, "direct", "instagram"), groups=4)


def _rounded(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Sums of fractions differ in their last bit with the order they are added in."""
    tidy = [{name: round(cell, 12) if isinstance(cell, float) else cell for name, cell in row.items()} for row in rows]
    return sorted(tidy, key=str)


def test_an_engine_is_known_by_its_name() -> None:
    assert engines.named("duckdb") is engines.DUCKDB
    with pytest.raises(UnknownName, match="Did you mean 'duckdb'"):
        engines.named("duckbd")


def test_an_engine_that_is_not_installed_is_told_with_its_cure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pyspark.sql", None)
    with pytest.raises(Trouble, match=r"pip install 'vaekst\[spark\]'"):
        engines.named("spark", spark="local[3]")
