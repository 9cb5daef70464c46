"""The counts behind a brand's credits: worked out of all touches, or kept ones grown by what came since.

Few touches are counted anew each time. From `KEPT_FROM` on, the days that nothing may come late for are sealed and kept, and
the next question reads what was imported since, the look-back, and the visitors of whom something came late after all.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import narwhals as nw

from vaekst.actions.growing import before, grown, has_moved
from vaekst.actions.journeys import Journeys, Question, collected, columns_for, journeys_of, within
from vaekst.actions.kept_counts import KeptCounts, Shelf
from vaekst.core.attribution.arrays import Leads, Touches, count
from vaekst.core.attribution.counts import Counts
from vaekst.core.attribution.incremental import Sealed, sealed
from vaekst.core.attribution.intervals import groups_for
from vaekst.core.attribution.ledger import NOTHING, FromLedger
from vaekst.core.attribution.onepass import can_walk, count_in_one_pass
from vaekst.core.attribution.walk import is_fast
from vaekst.core.sentence import Sentence

KEPT_FROM = 200_000
"""From so many rows of touches on, counts are kept: below, counting anew takes a third of a second."""

MANY = 300_000
"""From so many touches on the compiled loop is worth the second it takes to start."""


@dataclass(frozen=True, slots=True)
class Counted:
    """The counts, how many touches were read for them, and how many of those a machine made.

    `kept_until` is the moment up to which counts were kept from before; `said` is what must be told where they were not. `ledger` is what
    the customer system added.
    """

    counts: Counts
    touches: int
    bots: int
    kept_until: int | None = None
    said: Sentence | None = None
    ledger: FromLedger = NOTHING


def counted(question: Question, shelf: Shelf | None = None) -> Counted:
    """The counts of the question. Without a `shelf` nothing is kept: the question is not asked again.

    Raises BadInput where there are too many values to compare.
    """
    if shelf is None or question.rows_told < KEPT_FROM:
        return _once(question)
    kept = shelf.read(question.contract)
    found = None if kept is None else grown(question, kept)
    if kept is None or found is None:
        return _anew(question, shelf)
    now, recent = found
    further = _sealed_further(question, now, recent)
    if further.imports != kept.imports or further.sealed.until != kept.sealed.until:
        shelf.keep(further)
    return replace(_finished(question, further, recent), kept_until=kept.sealed.until)


def _once(question: Question) -> Counted:
    """Everything counted, and nothing kept."""
    found = _everything(question)
    leads = question.leads(question.conversions, since=question.begin)
    whole = _sealed_anew(question, found, leads, until=question.end)
    return Counted(whole.counts, len(found.read), len(found.machines))


def _everything(question: Question) -> Journeys:
    """All touches of known visitors that are read, in order of arrival."""
    latest = question.known.lake.latest("touch", version=question.known.lake_version)
    rows = (
        latest.filter(~nw.col("user_number").is_null(), *within(question.opens, question.end))
        .sort("recorded_at", "import_id", "source_row")
        .select(*columns_for(question.by))
    )
    return journeys_of(collected(rows), question.by, question.contract)


def _sealed_anew(question: Question, found: Journeys, leads: Leads, *, until: int) -> Sealed:
    is_walked = len(found.touches) >= MANY and is_fast() and can_walk(found.keys)
    return sealed(
        found.touches,
        leads,
        question.contract,
        keys=found.keys,
        groups=groups_for(len(found.keys)),
        until=until,
        since=question.begin,
        flows_since=question.opens,
        counting=partial(_walked, expected=len(found.touches)) if is_walked else count,
    )


def _walked(touches: Touches, *told: Any, expected: int, **asked: Any) -> Counts:
    return count_in_one_pass([touches], *told, expected=expected, **asked)


def _anew(question: Question, shelf: Shelf) -> Counted:
    """Everything counted; what is sealed is kept, unless an event was told of two days or visitors."""
    other = shelf.other_contract(question.contract)
    said = question.contract.differs(other) if other else None
    if question.seals <= question.begin or has_moved(question):
        return replace(_once(question), said=said)
    found = _everything(question)
    until = question.seals
    sealed_now = _sealed_anew(question, found, question.leads_between(question.begin, until), until=until)
    kept = KeptCounts(sealed_now, before(found.read, until), before(found.machines, until), question.imports)
    shelf.keep(kept)
    return replace(_finished(question, kept, found), said=said)


def _finished(question: Question, kept: KeptCounts, found: Journeys) -> Counted:
    """The kept counts and those of the days that are not sealed."""
    until = kept.sealed.until
    last = sealed(
        found.touches,
        question.leads(question.conversions, since=until),
        question.contract,
        keys=found.keys,
        groups=kept.sealed.counts.groups,
        until=question.end,
        before=kept.sealed,
    )
    return Counted(
        last.counts,
        kept.touches + len(found.read) - before(found.read, until),
        kept.bots + len(found.machines) - before(found.machines, until),
    )


def _sealed_further(question: Question, kept: KeptCounts, found: Journeys) -> KeptCounts:
    """The kept counts with the days sealed since."""
    begin, until = kept.sealed.until, question.seals
    if until <= begin:
        return kept
    further = sealed(
        found.touches,
        question.leads_between(begin, until),
        question.contract,
        keys=found.keys,
        groups=kept.sealed.counts.groups,
        until=until,
        before=kept.sealed,
    )
    return replace(
        kept,
        sealed=further,
        touches=kept.touches + before(found.read, until) - before(found.read, begin),
        bots=kept.bots + before(found.machines, until) - before(found.machines, begin),
    )
