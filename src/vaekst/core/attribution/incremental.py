"""Counts that grow: what is sealed is never counted again, and a new week costs its own rows and the look-back.

Everything before `until` is counted. It lies so far back that what may still come late has come: the bound of lateness is
kept free. Whatever comes later still is mended visitor by visitor.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from vaekst.core.attribution.arrays import BEGINNING, Leads, Touches, count
from vaekst.core.attribution.contract import DAY_MS, PathContract
from vaekst.core.attribution.counts import Counts
from vaekst.core.errors import Conflict

LATENESS_MS = 2 * DAY_MS
"""How late a touch may arrive and still be counted with its day."""


@dataclass(frozen=True, slots=True)
class Sealed:
    """The counts of everything before a moment (UTC milliseconds), and the contract they were counted under.

    Leads count from `since` on, steps from `flows_since` on; what came before is as if it had not been.
    """

    contract: PathContract
    until: int
    counts: Counts
    since: int = BEGINNING
    flows_since: int = BEGINNING

    @property
    def reads_from(self) -> int:
        """The first moment that the next counting has to read: a day in UTC from its beginning."""
        return (self.until - self.contract.lookback_ms) // DAY_MS * DAY_MS


def seals_until(now: int, *, lateness_ms: int = LATENESS_MS) -> int:
    """Up to which moment what is known now is whole: the beginning of a day in UTC."""
    return (now - lateness_ms) // DAY_MS * DAY_MS


def sealed(
    touches: Touches,
    leads: Leads,
    contract: PathContract,
    *,
    keys: tuple[str | None, ...],
    groups: int,
    until: int,
    before: Sealed | None = None,
    since: int = BEGINNING,
    flows_since: int = BEGINNING,
    counting: Callable[..., Counts] = count,
) -> Sealed:
    """Everything up to `until`; of what `before` holds only the rows from `before.reads_from` on are needed, and `nobody`
    are leads that came since. Without it, leads count from `since` on and steps from `flows_since` on.

    `keys` may have grown, `counting` is what counts. Raises Conflict for counts of another contract: these are counted anew, with `before` left out.
    """
    if before is None:
        now = touches.where(touches.at < until)
        counted = counting(
            now, _before(leads, until), contract, keys=keys, groups=groups, since=since, flows_since=flows_since
        )
        return Sealed(contract, until, counted, since, flows_since)
    if told := contract.differs(before.contract):
        raise Conflict(told.code, told.template, **told.values)
    now = touches.where((touches.at >= before.reads_from) & (touches.at < until))
    counted = counting(now, _before(leads, until), contract, keys=keys, groups=groups, since=before.until)
    return replace(before, until=until, counts=before.counts.over_keys(keys) + counted)


def mended(now: Sealed, *, held: tuple[Touches, Leads], whole: tuple[Touches, Leads]) -> Sealed:
    """The counts with some visitors counted again, of whom something came after the seal.

    `held` is all of these visitors that was counted, `whole` all that is known of them now; both with the leads of nobody.
    """

    def counted(touches: Touches, leads: Leads) -> Counts:
        return count(
            touches.where(touches.at < now.until),
            _before(leads, now.until),
            now.contract,
            keys=now.counts.keys,
            groups=now.counts.groups,
            since=now.since,
            flows_since=now.flows_since,
        )

    return replace(now, counts=now.counts + counted(*whole) - counted(*held))


def _before(leads: Leads, until: int) -> Leads:
    named = leads.at < until
    return Leads(leads.user[named], leads.at[named], leads.nobody)
