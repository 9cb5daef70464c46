"""Counts that grow: old and new together are the counts of all, and what came late is mended."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.attribution.journeys import KEYS, START, Told, contracts, journeys

from vaekst.core.attribution.arrays import Leads, Touches, count
from vaekst.core.attribution.contract import DAY_MS, PathContract
from vaekst.core.attribution.incremental import LATENESS_MS, Sealed, mended, sealed, seals_until
from vaekst.core.errors import Conflict

GROUPS = 4
_END = START + 30 * DAY_MS


def whole(told: Told, contract: PathContract) -> Sealed:
    return Sealed(contract, _END, count(*told.arrays(), contract, keys=KEYS, groups=GROUPS))


def since(told: Told, moment: int) -> tuple[Touches, Leads]:
    """What the next counting has to read: touches of the look-back and later, and all leads of that time."""
    touches, leads = told.arrays()
    named = leads.at >= moment
    return touches.where(touches.at >= moment), Leads(leads.user[named], leads.at[named])


@given(journeys, contracts, st.lists(st.integers(1, 9), unique=True, max_size=3).map(sorted))
def test_day_by_day_gives_what_all_at_once_gives(told: Told, contract: PathContract, days: list[int]) -> None:
    now: Sealed | None = None
    for until in [*(START + day * DAY_MS for day in days), _END]:
        rows = told.arrays() if now is None else since(told, now.reads_from)
        now = sealed(*rows, contract, keys=KEYS, groups=GROUPS, until=until, before=now)
    assert now is not None
    assert now.counts == whole(told, contract).counts


@given(journeys, contracts, st.integers(0, 29))
def test_a_touch_that_came_after_the_seal_counts_only_its_visitor_again(
    told: Told, contract: PathContract, place: int
) -> None:
    late = told.touches[min(place, len(told.touches) - 1)] if told.touches else (1, 3.0, 2)
    before = Told([row for row in told.touches if row is not late], told.leads)
    after = Told([*before.touches, late], told.leads)

    def of_visitor(of: Told) -> tuple[Touches, Leads]:
        return Told(
            [row for row in of.touches if row[0] == late[0]], [each for each in of.leads if each[0] == late[0]]
        ).arrays()

    now = mended(whole(before, contract), held=of_visitor(before), whole=of_visitor(after))
    assert now.counts == whole(after, contract).counts


def test_keys_may_be_new() -> None:
    told = Told([(1, 0, 2), (1, 30, 3)], [(1, 31)])
    touches, leads = told.arrays()
    first = sealed(touches, leads, PathContract(), keys=KEYS[:3], groups=GROUPS, until=START + DAY_MS)
    now = sealed(touches, leads, PathContract(), keys=KEYS, groups=GROUPS, until=_END, before=first)
    assert now.counts == whole(told, PathContract()).counts


def test_counts_of_another_contract_are_never_added() -> None:
    told = Told([(1, 0, 2)], [(1, 1)])
    with pytest.raises(Conflict, match="counted anew"):
        sealed(
            *told.arrays(),
            PathContract(resets=False),
            keys=KEYS,
            groups=GROUPS,
            until=_END,
            before=whole(told, PathContract()),
        )


def test_what_may_still_come_late_is_not_sealed() -> None:
    noon = START + 10 * DAY_MS + DAY_MS // 2
    assert seals_until(noon) == START + 10 * DAY_MS - LATENESS_MS
    assert whole(Told([], []), PathContract()).reads_from == _END - 30 * DAY_MS
