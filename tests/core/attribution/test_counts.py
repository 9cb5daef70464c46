"""One definition of a path, counted alike by arrays, expressions on two engines, and the loop over arrivals."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any

import duckdb
import narwhals as nw
import numpy as np
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.attribution.journeys import (
    DIRECT,
    KEYS,
    START,
    Told,
    contracts,
    credits_by_hand,
    flows_by_hand,
    journeys,
    paths_by_hand,
)

from vaekst.core.attribution import arrays, expressions, onepass
from vaekst.core.attribution.arrays import Leads, Touches, code_of
from vaekst.core.attribution.contract import DAY_MS, PathContract
from vaekst.core.attribution.counts import UNTAGGED, Counts, nothing
from vaekst.core.attribution.expressions import bucket, count_frames, milliseconds
from vaekst.core.attribution.models import RULES, credits_of
from vaekst.core.attribution.walk import EPOCH, is_fast

GROUPS = 4


def in_duckdb(*tables: pa.Table) -> list[Any]:
    connection = duckdb.connect()
    return [connection.from_arrow(rows) for rows in tables]


def in_polars(*tables: pa.Table) -> list[Any]:
    return [pl.DataFrame(pl.from_arrow(rows)).lazy() for rows in tables]


ENGINES: dict[str, Callable[..., list[Any]]] = {"duckdb": in_duckdb, "polars": in_polars}


def counted(told: Told, contract: PathContract, **since: int) -> Counts:
    return arrays.count(*told.arrays(), contract, keys=KEYS, groups=GROUPS, **since)


def as_it_stands(loop: Callable[..., Any]) -> Callable[..., Any]:
    """The plain functions, which is what coverage can see."""
    return loop


def walked(told: Told, contract: PathContract, *, piece: int = 7, **more: Any) -> Counts:
    touches, leads = told.arrays()
    asked = {"compile_": as_it_stands, "expected": len(touches), **more}
    return onepass.count_in_one_pass(pieces(touches, piece), leads, contract, keys=KEYS, groups=GROUPS, **asked)


def pieces(touches: Touches, size: int) -> Iterator[Touches]:
    yield from (touches.where(slice(start, start + size)) for start in range(0, len(touches) + 1, size))


def frames(told: Told, engine: str) -> tuple[Any, Any]:
    touches, leads = told.arrays()
    rows = {
        "user": touches.user,
        "at": touches.at,
        "arrival": np.arange(len(touches)),
        "key": touches.code >> 1,
        "direct": touches.code & 1,
    }
    led = {"user": leads.user, "at": leads.at, "lead": np.arange(len(leads.user))}
    made = map(nw.from_native, ENGINES[engine](pa.table(rows), pa.table(led)))
    one, other = (frame.with_columns(group=bucket(nw.col("user"), GROUPS)) for frame in made)
    return one, other


@given(journeys, contracts)
def test_every_credit_is_what_the_definition_says(told: Told, contract: PathContract) -> None:
    counts = counted(told, contract)
    by_hand = credits_by_hand(told, contract)
    for model in RULES:
        assert credits_of(model, counts) == pytest.approx(by_hand[model], abs=1e-9), model
    paths = [path for _, path in paths_by_hand(told, contract)]
    assert counts.leads.sum() == len(told.leads)
    assert counts.reached.sum() == sum(map(bool, paths))
    assert counts.tagged.sum() == sum(any(key not in (UNTAGGED, DIRECT) for _, key in path) for path in paths)
    assert counts.flows.sum(axis=0).tolist() == flows_by_hand(told, contract).tolist()


@given(journeys, contracts, st.integers(1, 40))
def test_the_loop_over_arrivals_counts_the_same_to_the_last_unit(
    told: Told, contract: PathContract, piece: int
) -> None:
    assert walked(told, contract, piece=piece) == counted(told, contract)


@given(journeys, contracts, st.integers(0, 8))
def test_what_lies_before_a_moment_is_looked_back_on_and_not_counted(
    told: Told, contract: PathContract, day: int
) -> None:
    since = START + day * DAY_MS
    new = counted(told, contract, since=since)
    assert walked(told, contract, since=since) == new
    touches, _ = told.arrays()
    assert walked(told, contract, since=since, visitors=touches.user[touches.at >= since]) == new
    early = Told([row for row in told.touches if row[1] < 24 * day], [row for row in told.leads if row[1] < 24 * day])
    assert counted(early, contract) + new == counted(told, contract)


@settings(max_examples=25, deadline=None)
@given(journeys, contracts)
@pytest.mark.parametrize("engine", ENGINES)
def test_expressions_count_the_same_on_every_engine(engine: str, told: Told, contract: PathContract) -> None:
    assert count_frames(*frames(told, engine), contract, keys=KEYS, groups=GROUPS) == counted(told, contract)


@pytest.mark.parametrize("engine", ENGINES)
def test_leads_of_nobody_are_unattributed_in_expressions_and_arrays(engine: str) -> None:
    touches = pa.table({"user": [1], "at": [START], "arrival": [0], "key": [2], "direct": [0], "group": [1]})
    leads = pa.table(
        {"user": pa.array([1, None], pa.int64()), "at": [START, START], "lead": [0, 1], "group": [1, None]}
    )
    made = map(nw.from_native, ENGINES[engine](touches, leads))
    told = count_frames(*made, PathContract(), keys=KEYS, groups=GROUPS)
    one = np.array([1], np.int64)
    again = arrays.count(
        Touches(one, one * START, one * 4), Leads(one, one * START, nobody=1), PathContract(), keys=KEYS, groups=GROUPS
    )
    assert told == again
    assert (told.leads.sum(), told.reached.sum()) == (2, 1)


@given(st.lists(st.integers(EPOCH * 1_000, 2_800_000_000_000_000), min_size=1))
@pytest.mark.parametrize("engine", ENGINES)
def test_instants_are_counted_in_milliseconds_by_their_calendar_parts(engine: str, micros: list[int]) -> None:
    told = pa.table({"at": pa.array(micros, pa.timestamp("us"))})
    (frame,) = map(nw.from_native, ENGINES[engine](told))
    found = frame.select(at=milliseconds(nw.col("at"))).collect()["at"].to_list()
    assert sorted(found) == sorted(each // 1_000 for each in micros)


def test_rule_models_need_no_visitor_without_a_lead() -> None:
    told = Told([(1, 0, 2), (2, 1, 3), (1, 2, 3), (1, 900, 2)], [(1, 3), (7, 9)])
    touches, leads = told.arrays()
    rules = onepass.count_rules(
        pieces(touches, 2), leads, PathContract(), keys=KEYS, groups=GROUPS, compile_=as_it_stands
    )
    whole = counted(told, PathContract())
    assert rules.flows.sum() == 0
    for model in RULES:
        assert credits_of(model, rules).tolist() == credits_of(model, whole).tolist()


def test_more_touches_than_were_expected_find_room() -> None:
    rows = [(visitor, hour, 2) for hour in range(40) for visitor in range(20)]
    told = Told(rows, [(3, 50)])
    assert walked(told, PathContract(), piece=200, expected=0) == counted(told, PathContract())


def test_what_comes_backwards_is_put_in_order_all_the_same() -> None:
    told = Told([(1, hour, 2 + hour % 2) for hour in reversed(range(60))], [(1, 70)])
    assert walked(told, PathContract()) == counted(told, PathContract())


@pytest.mark.skipif(not is_fast(), reason="numba is not installed")
def test_compiled_loops_count_as_the_plain_ones_do() -> None:
    chance = np.random.default_rng(5)
    user, hours = chance.integers(-200, 200, 4_000), np.sort(chance.integers(0, 2_000, 4_000)).astype(float)
    hours[::50] -= 30  # late
    told = Told(
        list(zip(user.tolist(), np.abs(hours).tolist(), chance.integers(0, 4, 4_000).tolist(), strict=True)),
        list(zip(chance.integers(-200, 200, 60).tolist(), chance.integers(0, 2_000, 60).tolist(), strict=True)),
    )
    touches, leads = told.arrays()
    for contract in (PathContract(), PathContract(most_per_day=1, lookback_ms=DAY_MS)):
        whole = counted(told, contract)
        assert onepass.count_in_one_pass(pieces(touches, 999), leads, contract, keys=KEYS, groups=GROUPS) == whole
        rules = onepass.count_rules(pieces(touches, 999), leads, contract, keys=KEYS, groups=GROUPS)
        assert rules.members.tolist() == whole.members.tolist()


def test_a_million_touches_of_one_visitor_are_cut_to_the_most_of_a_day() -> None:
    many = 1_000_000
    at = START + np.arange(many, dtype=np.int64)  # a quarter of an hour
    touches = Touches(np.full(many, 9), at, np.full(many, 4))
    leads = Leads(np.array([9]), np.array([START + many]))
    counts = arrays.count(touches, leads, PathContract(), keys=KEYS, groups=GROUPS)
    assert counts.cut == many - 200
    assert counts.places[:, 2].tolist() == [200] * 3
    if is_fast():
        assert onepass.count_in_one_pass([touches], leads, PathContract(), keys=KEYS, groups=GROUPS) == counts
        other = Leads(np.array([8]), np.array([START]))
        alone = onepass.count_in_one_pass([touches], other, PathContract(), keys=KEYS, groups=GROUPS)
        assert (alone.cut, alone.flows.sum()) == (many - 200, 200)


def test_an_hour_that_clocks_skip_moves_no_look_back() -> None:
    """Thirty days are 2 592 000 seconds, though between these days the clocks of Copenhagen lose an hour."""
    lead = 1_774_947_600_000  # 2026-03-31 11:00 in Copenhagen
    at = np.array([lead - 30 * DAY_MS, lead - 30 * DAY_MS + 1])
    touches = Touches(np.array([1, 1]), at, np.array([4, 6]))
    counts = arrays.count(touches, Leads(np.array([1]), np.array([lead])), PathContract(), keys=KEYS, groups=GROUPS)
    assert counts.places[:, 1].tolist() == [3]


def test_a_lead_before_its_touch_and_a_second_at_the_same_moment_are_unattributed() -> None:
    counts = counted(Told([(1, 5, 2), (2, 1, 2)], [(1, 4), (2, 2), (2, 2)]), PathContract())
    assert (counts.leads.sum(), counts.reached.sum()) == (3, 1)


def test_counts_of_other_keys_or_groups_are_not_added() -> None:
    with pytest.raises(ValueError, match="other keys or groups"):
        _ = nothing(KEYS, 4) + nothing(KEYS, 8)
    assert nothing(KEYS, 4) != 0


def test_counts_can_be_told_under_more_keys() -> None:
    counts = counted(Told([(1, 0, 2), (1, 1, 3)], [(1, 3)]), PathContract())
    grown = counts.over_keys((None, "b", "new", "direct", "a"))
    assert grown.members[:, 1].tolist() == [1, 4]
    flows = grown.flows.sum(axis=0)
    assert (flows[5, 4], flows[4, 1], flows[1, 5]) == (1, 1, 1)
    assert grown - grown == nothing(grown.keys, GROUPS)


def test_moments_and_keys_that_do_not_fit_into_a_word_are_refused() -> None:
    one = np.array([1], np.int64)
    for moment in (EPOCH - 1, EPOCH + (1 << 42)):
        with pytest.raises(ValueError, match="before 1990"):
            onepass.count_in_one_pass(
                [Touches(one, one * moment, one)],
                Leads(one, one),
                PathContract(),
                keys=KEYS,
                groups=4,
                compile_=as_it_stands,
            )
    with pytest.raises(ValueError, match="do not fit"):
        onepass.count_in_one_pass([], Leads(one, one), PathContract(), keys=list(map(str, range(2_049))), groups=4)


def test_direct_and_key_make_one_code() -> None:
    assert code_of(np.array([3, 3]), np.array([0, 1])).tolist() == [6, 7]


def test_spark_keeps_paths_where_it_likes() -> None:
    frame = SimpleNamespace(implementation=SimpleNamespace(is_pyspark=lambda: True))
    assert expressions._held(frame) is frame  # type: ignore[arg-type]  # stands in for a frame of Spark's
