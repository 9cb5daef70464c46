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
from vaekst.core.attribution.counts import FIRST, LAST, MEMBERS, PLACES, UNIT, UNTAGGED, Counts, Whole, nothing, summed

Frame = nw.LazyFrame[Any]

_ORDER = ("at", "arrival")


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
    named = leads.filter(~nw.col("user").is_null())
    counts = nothing(keys, groups)
    stepped, is_crowded = _flows(flows(touches, named, contract), counts.flows)
    cut = 0
    if is_crowded:
        touches, cut = _within_a_day(touches, contract)
        stepped, _ = _flows(flows(touches, named, contract), counts.flows)
    path = _held(paths(touches, named, contract))
    placed = _columns(places(path, contract), (*PLACES, "tagged"))
    group, is_first = placed[0], placed[3] & FIRST > 0
    of_paths = _columns(members(path), MEMBERS)
    led = _columns(leads.group_by("group").agg(count=nw.len()), ("group", "count"))
    return Counts(
        tuple(keys),
        summed(placed[:4], placed[4:7]),
        summed(of_paths[:4], of_paths[4:]),
        stepped,
        _by_group(groups, *led),
        _by_group(groups, group, placed[4] * is_first),
        _by_group(groups, group, placed[7]),
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
    """Touches within paths by where they stand (see `counts.PLACES`), and how many of the first of them are of paths with a
    touch that is tagged."""
    age = (nw.col("led_at") - nw.col("at")).cast(nw.Float64())
    linked = nw.when(nw.col("direct") == 0).then(nw.col("place")).otherwise(0)
    tagged = nw.when((nw.col("direct") == 0) & (nw.col("key") != UNTAGGED)).then(1).otherwise(0)
    weight = (age * (-math.log(2) / contract.half_life_ms)).exp()
    weighed = path.with_columns(weight=weight, linked=linked, tagged=tagged)
    among = weighed.with_columns(
        whole=nw.col("weight").sum().over("lead"),
        closing=nw.col("linked").max().over("lead"),
        tagged=nw.col("tagged").max().over("lead"),
    )
    closing = nw.when(nw.col("closing") == 0).then(nw.col("touches")).otherwise(nw.col("closing"))
    is_first = nw.when(nw.col("place") == 1).then(FIRST).otherwise(0)
    is_last = nw.when(nw.col("place") == nw.col("touches")).then(LAST).otherwise(0)
    placed = among.with_columns(
        ends=is_first + is_last,
        closer=nw.when(nw.col("place") == closing).then(1).otherwise(0),
        unit=(nw.col("weight") / nw.col("whole") * UNIT).round().cast(nw.Int64()),
        tagged=nw.when(nw.col("place") == 1).then(nw.col("tagged")).otherwise(0),
    )
    return placed.group_by("group", "key", "touches", "ends").agg(
        count=nw.col("one").sum(),
        closers=nw.col("closer").sum(),
        units=nw.col("unit").sum(),
        tagged=nw.col("tagged").sum(),
    )


def members(path: Frame) -> Frame:
    """Paths by the keys in them (see `counts.MEMBERS`)."""
    alike = path.group_by("lead", "group", "key").agg(times=nw.col("one").sum()).with_columns(one=nw.lit(1))
    counted = alike.with_columns(keys=nw.col("one").sum().over("lead"))
    return counted.group_by("group", "key", "times", "keys").agg(count=nw.col("one").sum())


def flows(touches: Frame, leads: Frame, contract: PathContract) -> Frame:
    """Steps by group, from `one` key to the `other`: -1 is where journeys start, and a lead. `crowded` are those within a day
    of the visitor's event as many before as count on a day: where there is none, nobody has more.

    All visitors' touches are sorted here, once, and each row is as narrow as it can be.
    """
    kinds = touches.collect_schema()
    told = nw.concat(
        [
            _events(touches, kinds, is_lead=0, key=nw.col("key"), arrival=nw.col("arrival")),
            _events(leads, kinds, is_lead=1, key=nw.lit(-1), arrival=nw.col("lead")),
        ],
        how="vertical",
    )

    def before(name: str, places: int = 1) -> nw.Expr:
        return nw.col(name).shift(places).over("user", order_by=["moment", "arrival"])

    led = told.select(
        *("group", "moment", "key"),
        one=before("key"),
        before=before("moment"),
        far=before("moment", contract.most_per_day),
    )
    follows = nw.col("moment") - nw.col("before") <= 2 * contract.lookback_ms + 1
    is_crowded = nw.col("moment") - nw.col("far") < 2 * DAY_MS
    steps = led.select(
        "group",
        other=nw.col("key"),
        one=nw.when(follows).then(nw.col("one")).otherwise(-1),
        crowded=nw.when(is_crowded).then(1).otherwise(0),
    )
    return steps.group_by("group", "one", "other").agg(count=nw.len(), crowded=nw.col("crowded").sum())


def _events(frame: Frame, kinds: nw.Schema, *, is_lead: int, key: nw.Expr, arrival: nw.Expr) -> Frame:
    """Touches or leads in the columns both have; what happens in one millisecond before a lead belongs to it."""
    return frame.select(
        nw.col("user"),
        group=nw.col("group").cast(kinds["group"]),
        moment=nw.col("at") * 2 + is_lead,
        arrival=arrival.cast(kinds["arrival"]),
        key=key.cast(kinds["key"]),
    )


def _within_a_day(touches: Frame, contract: PathContract) -> tuple[Frame, int]:
    """The touches without those above the most that count on one day, and how many these are; looked for only among
    visitors with as many touches at all."""
    most = contract.most_per_day
    busy = touches.group_by("user").agg(many=nw.len()).filter(nw.col("many") > most).select("user").collect()
    people = busy["user"].to_list()
    rows = touches.filter(nw.col("user").is_in(people)).with_columns(day=nw.col("at") // DAY_MS, one=nw.lit(1))
    ranked = rows.with_columns(nth=nw.col("one").cum_sum().over("user", "day", order_by=list(_ORDER)))
    cut = int(ranked.filter(nw.col("nth") > most).select(nw.len()).collect().item())
    within = ranked.filter(nw.col("nth") <= most).select(touches.collect_schema().names())
    return nw.concat([touches.filter(~nw.col("user").is_in(people)), within], how="vertical"), cut


def _by_group(groups: int, group: Whole, count: Whole) -> Whole:
    """How many each group has; those of no group stand in the first."""
    counted = np.zeros(groups, np.int64)
    np.add.at(counted, group, count)
    return counted


def _columns(frame: Frame, names: Sequence[str]) -> list[Whole]:
    """The columns of a small frame as whole numbers; what is not told is none."""
    told = frame.collect()
    return [np.asarray(told[name].fill_null(0).to_numpy(), np.int64) for name in names]


def _flows(frame: Frame, empty: Whole) -> tuple[Whole, bool]:
    """The steps as an array, what is outside the keys standing last; and whether anybody may have more in a day than count."""
    group, one, other, count, crowded = _columns(frame, ("group", "one", "other", "count", "crowded"))
    counted = empty.copy()
    np.add.at(counted, (group, one, other), count)
    counted[:, -1, -1] = 0  # leads that nothing leads to are no steps
    return counted, bool(crowded.any())
