"""Kept counts grown by what was imported since: the visitors of whom something came late are counted again, nobody else."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import narwhals as nw
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from vaekst.actions.journeys import Journeys, Question, collected, instant, within
from vaekst.actions.kept_counts import KeptCounts
from vaekst.core.attribution.arrays import Leads
from vaekst.core.attribution.counts import Whole
from vaekst.core.attribution.incremental import mended
from vaekst.core.attribution.intervals import groups_for

_MOST_LATE = 50_000
"""Visitors to be counted again; of more, everything is."""


def grown(question: Question, kept: KeptCounts) -> tuple[KeptCounts, Journeys] | None:
    """The kept counts as they would be now, and the touches of the look-back and later; None where they cannot be used.

    They cannot where an import was taken back, somebody was erased, or an event moved to another day or visitor.
    """
    span = question.begin < kept.sealed.until <= question.end
    if not span or kept.sealed.since != question.begin or kept.sealed.flows_since != question.opens:
        return None
    news = _News(question, kept)
    if not news.only_adds or news.moves or len(news.late) > _MOST_LATE:
        return None
    again, recent = news.again, news.recent
    keys = question.touches(pa.concat_tables([again, recent]), known=kept.sealed.counts.keys).keys
    if groups_for(len(keys)) != kept.sealed.counts.groups:
        return None
    return news.mend(again, keys), question.touches(recent, known=keys)


def has_moved(question: Question) -> bool:
    """Whether a touch was told of two days or visitors: then nothing can be read of some days alone."""
    told = _touch_by_touch(question.rows("touch")).filter(_MOVED).select(nw.len())
    return int(told.collect().item()) > 0


def _touch_by_touch(rows: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
    """What all rows of each touch say together: the first and last moment and day, and the visitors."""
    day, user, at = nw.col("local_date"), nw.col("user_number"), nw.col("at")
    return rows.group_by("touch_id").agg(
        day.min().alias("day"),
        day.max().alias("last_day"),
        user.min().alias("user"),
        user.max().alias("other_user"),
        user.count().alias("named"),
        nw.len().alias("rows"),
        at.min().alias("at"),
        at.max().alias("last_at"),
    )


_MOVED = (
    (nw.col("day") != nw.col("last_day"))
    | (nw.col("user") != nw.col("other_user"))
    | ((nw.col("named") > 0) & (nw.col("named") < nw.col("rows")))
)


def before(moments: Whole, until: int) -> int:
    """How many moments lie before another."""
    return int(np.count_nonzero(moments < until))


@dataclass(frozen=True)
class _News:
    """What was imported since counts were kept, as far as it changes them."""

    question: Question
    kept: KeptCounts

    @cached_property
    def held(self) -> list[str]:
        """The imports that were counted."""
        return sorted({name.split(" ")[1] for name in self.kept.imports})

    @property
    def only_adds(self) -> bool:
        """Whether every row that was counted is still there, and no import has grown."""
        now = self.question.imports
        new = {name.split(" ")[1] for name in now.keys() - self.kept.imports.keys()}
        return self.kept.imports.items() <= now.items() and new.isdisjoint(self.held)

    @cached_property
    def about(self) -> nw.DataFrame[Any]:
        """The touches that a new import tells of, each with what all imports say of it, and whether it has moved."""
        rows = self.question.rows("touch")
        new = rows.filter(~nw.col("import_id").is_in(self.held)).select("touch_id").unique()
        told = _touch_by_touch(rows.join(new, on="touch_id", how="semi"))
        return told.with_columns(_MOVED.alias("moved")).collect()

    @property
    def moves(self) -> bool:
        """Whether a new import tells of a touch on another day, or of another visitor, than was told before."""
        return bool(self.about["moved"].fill_null(False).any())

    @cached_property
    def late(self) -> Whole:
        """Visitors of whom something was told that belongs to sealed days."""
        opens, until = instant(self.question.opens), instant(self.kept.sealed.until)
        of_sealed = self.about.filter(nw.col("last_at") >= opens, nw.col("at") < until)
        users = of_sealed["user"].drop_nulls().to_numpy()
        leads, held = (Counter(zip(each.user.tolist(), each.at.tolist(), strict=True)) for each in self._leads)
        changed = {user for user, _ in ((leads - held) + (held - leads))}
        return np.unique(np.append(users, np.array(sorted(changed), np.int64)))

    @cached_property
    def _leads(self) -> tuple[Leads, Leads]:
        """The leads before the seal as they are known now, and as they were counted; of nobody within the question."""
        until, told = self.kept.sealed.until, self.question.conversions_told
        counted = told.filter(pc.is_in(told["import_id"], value_set=pa.array(self.held, pa.string())))
        now = self._sealed_leads(self.question.conversions, until)
        then = self._sealed_leads(self.question.primary(counted), until)
        return now, then

    def _sealed_leads(self, rows: pa.Table, until: int) -> Leads:
        found = self.question.leads(rows, since=self.question.begin)
        later = self.question.leads(rows, since=until).nobody
        known = found.at < until
        return Leads(found.user[known], found.at[known], found.nobody - later)

    @property
    def recent(self) -> pa.Table:
        """The rows of the look-back before the seal, and later ones."""
        return self._touches(*within(self.kept.sealed.reads_from, self.question.end))

    @property
    def again(self) -> pa.Table:
        """The rows of late visitors up to the seal."""
        of_late = nw.col("user_number").is_in(self.late.tolist())
        return self._touches(of_late, *within(self.question.opens, self.kept.sealed.until))

    def _touches(self, *which: nw.Expr) -> pa.Table:
        rows = self.question.rows("touch").filter(~nw.col("user_number").is_null(), *which)
        return collected(rows.select(*self.question.columns))

    def mend(self, again: pa.Table, keys: tuple[str | None, ...]) -> KeptCounts:
        """The kept counts with late visitors, and leads of nobody, as they are known now."""
        counts = self.kept.sealed.counts.over_keys(keys)
        now = replace(self.kept.sealed, counts=counts)
        whole = self.question.touches(again, known=keys)
        counted = again.filter(pc.is_in(again["import_id"], value_set=pa.array(self.held, pa.string())))
        held = self.question.touches(counted, known=keys)
        leads, leads_held = (self._of_late(each) for each in self._leads)
        return KeptCounts(
            mended(now, held=(held.touches, leads_held), whole=(whole.touches, leads)),
            self.kept.touches + len(whole.read) - len(held.read),
            self.kept.bots + len(whole.machines) - len(held.machines),
            self.question.imports,
        )

    def _of_late(self, leads: Leads) -> Leads:
        which = np.isin(leads.user, self.late)
        return Leads(leads.user[which], leads.at[which], leads.nobody)
