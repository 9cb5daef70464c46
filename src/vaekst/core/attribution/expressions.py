"""Paths as Narwhals expressions: one definition for DuckDB, Polars and PySpark, counted into the same whole numbers.

A frame of touches has `user`, `at` (UTC milliseconds), `arrival`, `key`, `direct` (0 or 1) and `group`; one of leads has
`user`, `at`, `lead` (different for every lead, in order of arrival) and `group`. All are whole numbers.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import narwhals as nw
import numpy as np

from vaekst.core.attribution.contract import DAY_MS, PathContract
from vaekst.core.attribution.counts import FIRST, LAST, MEMBERS, PLACES, UNIT, UNTAGGED, Counts, Whole, grouped, nothing

Frame = nw.LazyFrame[Any]

_ORDER = ("at", "arrival")
_CODES = 1 << 12
"""More than there are keys: at most 4 000 fit beside a moment."""


def bucket(user: nw.Expr, groups: int) -> nw.Expr:
    """The group of a visitor, from 0; `groups` is a power of two. Engines differ in what is left of a number below zero."""
    return (user % groups + groups) % groups


def milliseconds(instant: nw.Expr) -> nw.Expr:
    """Milliseconds since 1970 of an instant in UTC, out of its calendar parts: engines have no other word in common.

    The day's number is that of the Julian calendar's count (Fliegel and Van Flandern 1968).
    """
    part = instant.dt
    told = (part.year(), part.month(), part.day(), part.hour(), part.minute(), part.second(), part.millisecond())
    year, month, day, hour, minute, second, rest = (each.cast(nw.Int64()) for each in told)
    early = (14 - month) // 12
    year, month = year + 4800 - early, month + early * 12 - 3
    julian = day + (month * 153 + 2) // 5 + year * 365 + year // 4 - year // 100 + year // 400 - 32_045
    return (((julian - 2_440_588) * 24 + hour) * 60 + minute) * 60_000 + second * 1_000 + rest


def count_frames(
    touches: Frame, leads: Frame, contract: PathContract, *, keys: Sequence[str | None], groups: int
) -> Counts:
    """What `arrays.count` counts, by expressions alone. Leads of nobody have a NULL `user`."""
    kept, cut = _within_a_day(touches, contract)
    named = leads.filter(~nw.col("user").is_null())
    path = _held(paths(kept, named, contract))
    counts = nothing(keys, groups)
    return Counts(
        tuple(keys),
        _whole(places(path, contract), PLACES),
        _whole(members(path), MEMBERS),
        _flows(flows(kept, named, contract), counts.flows),
        _by_group(leads.select("group"), groups),
        _by_group(path.select("lead", "group").unique(), groups),
        _by_group(path.filter(_is_tagged()).select("lead", "group").unique(), groups),
        cut,
    )


def _held(path: Frame) -> Frame:
    """The paths worked out once and not for every question; they are few beside all touches. Spark keeps them where it likes."""
    if path.implementation.is_pyspark() or path.implementation.is_pyspark_connect():
        return path
    return path.collect().lazy(backend=path.implementation)


def paths(touches: Frame, leads: Frame, contract: PathContract) -> Frame:
    """One row for every touch in the path of a lead: its place from 1, and how long the path is."""
    before = nw.col("at").shift(1).over("user", order_by=["at", "lead"])
    opened = leads.with_columns(before=before).rename({"at": "led_at"})
    joined = touches.drop("group").join(opened, on="user", how="inner")
    within = (nw.col("at") <= nw.col("led_at")) & (nw.col("at") > nw.col("led_at") - contract.lookback_ms)
    if contract.resets:
        within = within & (nw.col("before").is_null() | (nw.col("at") > nw.col("before")))
    rows = joined.filter(within).with_columns(one=nw.lit(1))
    return rows.with_columns(
        place=nw.col("one").cum_sum().over("lead", order_by=list(_ORDER)),
        touches=nw.col("one").sum().over("lead"),
    )


def places(path: Frame, contract: PathContract) -> Frame:
    """Touches within paths by where they stand (see `counts.PLACES`)."""
    age = (nw.col("led_at") - nw.col("at")).cast(nw.Float64())
    linked = nw.when(nw.col("direct") == 0).then(nw.col("place")).otherwise(0)
    weighed = path.with_columns(weight=(age * (-math.log(2) / contract.half_life_ms)).exp(), linked=linked)
    summed = weighed.with_columns(
        whole=nw.col("weight").sum().over("lead"), closing=nw.col("linked").max().over("lead")
    )
    closing = nw.when(nw.col("closing") == 0).then(nw.col("touches")).otherwise(nw.col("closing"))
    is_first = nw.when(nw.col("place") == 1).then(FIRST).otherwise(0)
    is_last = nw.when(nw.col("place") == nw.col("touches")).then(LAST).otherwise(0)
    placed = summed.with_columns(
        ends=is_first + is_last,
        closer=nw.when(nw.col("place") == closing).then(1).otherwise(0),
        unit=(nw.col("weight") / nw.col("whole") * UNIT).round().cast(nw.Int64()),
    )
    return placed.group_by("group", "key", "touches", "ends").agg(
        count=nw.col("one").sum(), closers=nw.col("closer").sum(), units=nw.col("unit").sum()
    )


def members(path: Frame) -> Frame:
    """Paths by the keys in them (see `counts.MEMBERS`)."""
    alike = path.group_by("lead", "group", "key").agg(times=nw.col("one").sum()).with_columns(one=nw.lit(1))
    counted = alike.with_columns(keys=nw.col("one").sum().over("lead"))
    return counted.group_by("group", "key", "times", "keys").agg(count=nw.col("one").sum())


def flows(touches: Frame, leads: Frame, contract: PathContract) -> Frame:
    """Steps by group, from `one` key to the `other`: -1 is where journeys start, and a lead.

    All visitors' touches are sorted here, so each row is as narrow as it can be: moment and key are packed into one number.
    """
    events = nw.concat(
        [
            _events(touches, is_lead=0, code=nw.col("key") + 1, arrival=nw.col("arrival")),
            _events(leads, is_lead=1, code=nw.lit(0), arrival=nw.col("lead")),
        ],
        how="vertical",
    )
    before = nw.col("told").shift(1).over("user", order_by=["moment", "arrival"])
    led = events.select("group", "told", before=before)
    one, other = nw.col("before") % _CODES - 1, nw.col("told") % _CODES - 1
    follows = (one >= 0) & (nw.col("told") // _CODES - nw.col("before") // _CODES <= contract.lookback_ms)
    steps = led.select("group", one=nw.when(follows).then(one).otherwise(-1), other=other)
    return (
        steps.filter(~((nw.col("one") == -1) & (nw.col("other") == -1)))
        .group_by("group", "one", "other")
        .agg(count=nw.len())
    )


def _events(frame: Frame, *, is_lead: int, code: nw.Expr, arrival: nw.Expr) -> Frame:
    """Touches or leads in the columns both have; what happens in one millisecond before a lead belongs to it."""
    columns = {
        "user": nw.col("user"),
        "group": nw.col("group"),
        "moment": nw.col("at") * 2 + is_lead,
        "arrival": arrival,
        "told": nw.col("at") * _CODES + code,
    }
    return frame.select(**{name: column.cast(nw.Int64()) for name, column in columns.items()})


def _within_a_day(touches: Frame, contract: PathContract) -> tuple[Frame, int]:
    """The touches without those above the most that count on one day, and how many these are; looked for only among
    visitors with as many touches at all."""
    most = contract.most_per_day
    busy = touches.group_by("user").agg(many=nw.len()).filter(nw.col("many") > most).select("user").collect()
    if not len(busy):
        return touches, 0
    people = busy["user"].to_list()
    rows = touches.filter(nw.col("user").is_in(people)).with_columns(day=nw.col("at") // DAY_MS, one=nw.lit(1))
    ranked = rows.with_columns(nth=nw.col("one").cum_sum().over("user", "day", order_by=list(_ORDER)))
    cut = int(ranked.filter(nw.col("nth") > most).select(nw.len()).collect().item())
    within = ranked.filter(nw.col("nth") <= most).select(touches.collect_schema().names())
    return nw.concat([touches.filter(~nw.col("user").is_in(people)), within], how="vertical"), cut


def _is_tagged() -> nw.Expr:
    return (nw.col("direct") == 0) & (nw.col("key") != UNTAGGED)


def _by_group(frame: Frame, groups: int) -> Whole:
    """How many rows each group has; those of no group stand in the first."""
    told = frame.group_by("group").agg(count=nw.len()).collect()
    counted = np.zeros(groups, np.int64)
    for group, rows in zip(told["group"].to_list(), told["count"].to_list(), strict=True):
        counted[group or 0] += rows
    return counted


def _whole(frame: Frame, columns: Sequence[str]) -> Whole:
    """The rows as whole numbers, in order."""
    told = frame.collect()
    by = columns.index("count")
    rows = [np.asarray(told[name].to_numpy(), np.int64) for name in columns]
    return grouped(np.stack(rows, axis=1), by=by)


def _flows(frame: Frame, empty: Whole) -> Whole:
    """The steps as an array; what is outside the keys stands last."""
    told = frame.collect()
    group, one, other, count = (
        np.asarray(told[name].to_numpy(), np.int64) for name in ("group", "one", "other", "count")
    )
    counted = empty.copy()
    np.add.at(counted, (group, one, other), count)
    return counted
