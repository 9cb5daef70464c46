"""Leads of the customer system among the counts: by their visits, by their noted origin, or unattributed."""

from __future__ import annotations

import numpy as np
import pytest
from tests.core.attribution.journeys import DIRECT, HOUR, KEYS, START, Told

from vaekst.core.attribution.arrays import Touches, count
from vaekst.core.attribution.contract import DAY_MS, PathContract
from vaekst.core.attribution.counts import Counts
from vaekst.core.attribution.ledger import NOTHING, FromLedger, LedgerLead, with_ledger
from vaekst.core.attribution.models import Model, credits_of

GROUPS = 4
CONTRACT = PathContract(lookback_ms=10 * DAY_MS)
A, B = 2, 3


def counted(told: Told, *, nobody: int = 0) -> Counts:
    touches, leads = told.arrays()
    return count(touches, type(leads)(leads.user, leads.at, nobody), CONTRACT, keys=KEYS, groups=GROUPS)


def visits(told: Told, *users: int) -> Touches:
    touches, _ = told.arrays()
    return touches.where(np.isin(touches.user, users))


def at(hours: float) -> int:
    return START + round(hours * HOUR)


def joined(counts: Counts, leads: list[LedgerLead], seen: Touches) -> tuple[Counts, FromLedger]:
    return with_ledger(counts, leads, seen, CONTRACT, since=START, flows_since=START)


def test_who_visited_under_their_address_has_these_visits_as_path():
    web = Told([(1, 0, A), (1, 30, B), (2, 5, A)], [(2, 6)])
    found, told = joined(counted(web), [LedgerLead(1, at(47), code=2 * A)], visits(web, 1))
    assert found == counted(Told(web.touches, [*web.leads, (1, 47)])), "as if a conversion had told it"
    assert told == FromLedger(alone=1, visited=1)


def test_the_noted_origin_is_the_only_touch_of_who_was_not_seen():
    web = Told([(1, 0, A), (2, 5, A)], [(2, 6)])
    late = 24 * 20  # the visit is older than the look-back
    leads = [LedgerLead(1, at(late), code=2 * B), LedgerLead(7, at(8), code=2 * DIRECT + 1)]
    found, told = joined(counted(web), leads, visits(web, 1))
    assert told == FromLedger(alone=2, noted=2)
    credit = credits_of(Model.LAST, found)
    assert dict(zip(KEYS, credit, strict=True)) == {None: 0, "direct": 1, "a": 1, "b": 1}
    assert (found.leads.sum(), found.tagged.sum()) == (3, 2), "direct is no tag"


def test_who_has_neither_is_unattributed_and_not_dropped():
    found, told = joined(counted(Told([], [])), [LedgerLead(5, at(8), code=None)], visits(Told([], [])))
    assert (found.leads.sum(), found.reached.sum(), told) == (1, 0, FromLedger(alone=1))


def test_a_conversion_of_nobody_gets_the_origin_and_stays_one_lead():
    before = counted(Told([], []), nobody=3)
    found, told = joined(before, [LedgerLead(5, at(8), code=2 * A, is_told=True)], visits(Told([], [])))
    assert (found.leads.sum(), found.reached.sum(), told) == (3, 1, FromLedger(unseen=1))


def test_without_leads_nothing_changes():
    counts = counted(Told([(1, 0, A)], [(1, 2)]))
    assert joined(counts, [], visits(Told([], []))) == (counts, NOTHING)
    assert NOTHING.said == ()


@pytest.mark.parametrize(
    ("told", "codes"),
    [
        (FromLedger(alone=5, visited=1, noted=2), ["ledger_alone", "ledger_visited", "ledger_noted"]),
        (FromLedger(unseen=2, paired=1, by_day=9), ["ledger_unseen", "ledger_paired", "ledger_by_day"]),
    ],
)
def test_each_way_is_said(told, codes):
    assert [each.code for each in told.said] == codes
    assert all(each.english() for each in told.said)
