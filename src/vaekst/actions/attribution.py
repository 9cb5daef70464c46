"""Who gets credit for a brand's leads over some days, and what the loss of a channel's reach would cost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from zoneinfo import ZoneInfo

import narwhals as nw
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from vaekst.actions import facts, strategies
from vaekst.actions.known import Known, known_at
from vaekst.actions.memory import Memory
from vaekst.actions.money import sprint_so_far
from vaekst.core.attribution.arrays import Leads, Touches, code_of, count
from vaekst.core.attribution.comparison import Comparison, compare
from vaekst.core.attribution.contract import DAY_MS, Bots, Direct, PathContract
from vaekst.core.attribution.counts import Counts, Whole
from vaekst.core.attribution.intervals import groups_for
from vaekst.core.attribution.models import Model
from vaekst.core.attribution.onepass import can_walk, count_in_one_pass
from vaekst.core.attribution.reach_loss import SHARE, ReachLoss, reach_losses
from vaekst.core.attribution.walk import is_fast
from vaekst.core.errors import BadInput, UnknownName
from vaekst.core.facts import DIMENSIONS, UTM
from vaekst.core.period import DAY, Period
from vaekst.core.sentence import N_, Sentence
from vaekst.lake import Lake, LakeVersion
from vaekst.store.models import Brand

BY = (*DIMENSIONS, *UTM)
"""What credit can be asked by: the names of the UTM standard, and the tags themselves."""

MOST_VALUES = 500
_MANY = 300_000
"""From so many touches on the compiled loop is worth the second it takes to start."""

_DIRECT = "direct"


@dataclass(frozen=True, slots=True)
class Attribution:
    """Credits over a period, and what they were worked out of. `bots` are touches cut because a machine made them.

    Direct visits are no channel and have no reach to lose: `losses` leave them out.
    """

    period: Period
    by: str
    comparison: Comparison
    losses: tuple[ReachLoss, ...]
    touches: int
    bots: int
    kind: str  # of conversion that counts
    lake_version: str

    @property
    def said(self) -> tuple[Sentence, ...]:
        """What must be read beside the credits."""
        if not self.touches:
            return (
                Sentence(
                    "no_touches",
                    N_(
                        "No visits were imported for these days, so no lead can be credited. Export visits one by one, with their tags, and import them."
                    ),
                ),
            )
        if not self.comparison.leads:
            return (self._no_leads(), *self._cut())
        return (*self.comparison.said, *self._cut())

    def _no_leads(self) -> Sentence:
        return Sentence(
            "no_conversions_of_kind",
            N_(
                "No '{kind}' was imported for these days, which is what the strategy calls its primary conversion, so there is no credit to give."
            ),
            kind=self.kind,
        )

    def _cut(self) -> Sequence[Sentence]:
        cut = self.bots + self.comparison.cut
        if not cut:
            return ()
        return (
            Sentence(
                "machines_cut",
                N_(
                    "{cut:number} of {touches:number} touches were left out: machines, or more of a visitor on one day than people make."
                ),
                cut=cut,
                touches=self.touches,
            ),
        )


def read_attribution(
    brand: Brand,
    *,
    by: str = "channel",
    period: Period | None = None,
    lookback_days: int | None = None,
    models: Sequence[Model] = tuple(Model),
    as_of: date | datetime | None = None,
    now: datetime,
) -> Attribution:
    """The credits of a period, by default the sprint so far. The same question to the same facts is answered from memory.

    Raises UnknownName for another dimension, BadInput for a look-back that is none or too many values to compare.
    """
    if by not in BY:
        raise UnknownName("dimension", by, BY)
    zone = strategies.in_force(brand).brand.timezone
    moment = facts.at(as_of, now=now, timezone=zone)
    known = known_at(brand, moment)
    contract = PathContract(zone=zone)
    if lookback_days is not None:
        contract = replace(contract, lookback_ms=lookback_days * DAY_MS)
    asked = period or sprint_so_far(known.strategy, today=moment.date())
    question = (known.question, by, asked, contract.hash)
    found = _COUNTED.answer(question, lambda: _counted(known, by, asked, contract))
    level = known.strategy.rules.evidence.level
    return Attribution(
        period=asked,
        by=by,
        comparison=compare(found.counts, contract, by=by, models=models, level=level),
        losses=tuple(loss for loss in reach_losses(found.counts, share=SHARE, level=level) if loss.key != _DIRECT),
        touches=found.touches,
        bots=found.bots,
        kind=known.strategy.conversions.primary,
        lake_version=str(known.lake_version),
    )


@dataclass(frozen=True, slots=True)
class _Counted:
    counts: Counts
    touches: int
    bots: int


_COUNTED: Memory[_Counted] = Memory(size=16)


def _counted(known: Known, by: str, period: Period, contract: PathContract) -> _Counted:
    """The counts of the period's leads, and of all journeys within it and the look-back before."""
    begin, end = (_start_of(day, contract.zone) for day in (period.first, period.last + DAY))
    opens = (begin - contract.lookback_ms) // DAY_MS * DAY_MS
    rows = _touches(known.lake, known.lake_version, by, opens, end)
    is_bot = _flags(rows["is_bot"]) if contract.bots is Bots.CUT else np.zeros(len(rows), bool)
    direct = _flags(pc.or_kleene(pc.equal(rows["channel"], _DIRECT), pc.equal(rows["distribution"], _DIRECT)))
    keep = ~is_bot & ~(direct & (contract.direct is Direct.LEFT_OUT))
    keys, key = _keys(rows[by], by)
    touches = Touches(
        rows["user_number"].to_numpy()[keep],
        _milliseconds(rows["at"])[keep],
        code_of(key, direct.astype(np.int64))[keep],
    )
    leads = _leads(known, opens, begin, end)
    groups = groups_for(len(keys))
    is_walked = len(touches) >= _MANY and is_fast() and can_walk(keys)
    counted = partial(count_in_one_pass, [touches], expected=len(touches)) if is_walked else partial(count, touches)
    counts = counted(leads, contract, keys=keys, groups=groups, since=begin, flows_since=opens)
    return _Counted(counts, len(rows), int(is_bot.sum()))


def _touches(lake: Lake, version: LakeVersion, by: str, begin: int, end: int) -> pa.Table:
    """The touches of known visitors in a span, in order of arrival, each once."""
    columns = dict.fromkeys(("user_number", "at", "channel", "distribution", "is_bot", by))
    rows = (
        lake.latest("touch", version=version)
        .filter(~nw.col("user_number").is_null(), *_within(begin, end))
        .sort("recorded_at", "import_id", "source_row")
        .select(*columns)
    )
    told: pa.Table = rows.collect().to_arrow()
    return told


def _leads(known: Known, opens: int, begin: int, end: int) -> Leads:
    """Conversions of the primary kind in order of arrival; such as name no visitor are counted from the period's first day."""
    rows = (
        known.lake.latest("conversion", version=known.lake_version)
        .filter(nw.col("kind") == known.strategy.conversions.primary, *_within(opens, end))
        .sort("recorded_at", "import_id", "source_row")
        .select("user_number", "at")
        .collect()
        .to_arrow()
    )
    at, is_named = _milliseconds(rows["at"]), pc.is_valid(rows["user_number"]).to_numpy()
    user = rows["user_number"].fill_null(0).to_numpy()
    return Leads(user[is_named], at[is_named], nobody=int(np.count_nonzero(~is_named & (at >= begin))))


def _within(begin: int, end: int) -> tuple[nw.Expr, nw.Expr]:
    first, last = (datetime.fromtimestamp(0, UTC) + timedelta(milliseconds=moment) for moment in (begin, end))
    return nw.col("at") >= first, nw.col("at") < last


def _keys(column: pa.ChunkedArray, by: str) -> tuple[tuple[str | None, ...], Whole]:
    """The values asked for, the first for touches that have none, and the place of each touch's. Raises BadInput."""
    told = column.combine_chunks().dictionary_encode()
    values = told.dictionary.to_pylist()
    if len(values) > MOST_VALUES:
        raise BadInput(
            "too_many_values",
            N_(
                "There are {values:number} different values of {by}; at most {most:number} can be compared. Ask by another, or over fewer days."
            ),
            values=len(values),
            by=by,
            most=MOST_VALUES,
        )
    keys = (None, *sorted(values))
    place = {value: at for at, value in enumerate(keys)}
    moved = np.array([place[value] for value in values] + [0], np.int64)
    return keys, moved[told.indices.fill_null(len(values)).to_numpy()]


def _flags(column: pa.ChunkedArray) -> Whole:
    found: Whole = column.fill_null(False).to_numpy()
    return found


def _milliseconds(column: pa.ChunkedArray) -> Whole:
    found: Whole = column.cast(pa.timestamp("us", tz="UTC")).cast(pa.int64()).to_numpy() // 1_000
    return found


def _start_of(day: date, zone: str) -> int:
    """The first millisecond of a day on the clocks of a zone."""
    return int(datetime.combine(day, time(), ZoneInfo(zone)).timestamp() * 1000)


def for_machines(found: Attribution) -> dict[str, object]:
    """The credits under the stable names of `vaekst attribute --json`."""
    told = found.comparison
    return {
        "by": found.by,
        "first": found.period.first,
        "last": found.period.last,
        "conversion": found.kind,
        "leads": told.leads,
        "unattributed": told.unattributed,
        "tagged": told.tagged,
        "coverage": told.coverage,
        "level": told.level,
        "touches": found.touches,
        "cut": {"machines": found.bots, "above_most_per_day": told.cut},
        "contract": {"hash": told.contract.hash, **told.contract.to_json()},
        "lake_version": found.lake_version,
        "rows": [
            {
                "key": row.key,
                "credits": {
                    model.value: {"leads": each.leads, "low": each.low, "high": each.high}
                    for model, each in row.credits.items()
                },
                "disagreement": row.disagreement,
            }
            for row in told.rows
        ],
        "said": [each.english() for each in found.said],
    }


def losses_for_machines(losses: Sequence[ReachLoss]) -> list[dict[str, object]]:
    """What the loss of reach would cost by channel, under the stable names of `vaekst risk channels --json`."""
    return [
        {
            "channel": loss.key,
            "reach_lost": loss.share,
            "leads": loss.leads,
            "leads_touched": loss.touched,
            "leads_without_a_touch": loss.unseen,
            "lost_if_each_touch_is_replaceable": {"leads": loss.replaceable.leads, "low": loss.low},
            "lost_if_each_touch_is_necessary": {"leads": loss.necessary.leads, "high": loss.high},
            "assumptions": [each.english() for each in loss.assumptions],
        }
        for loss in losses
    ]
