"""Counts that grow: what is sealed is never counted again, and a new week costs its own rows and the look-back.

Everything before `until` is counted. It lies so far back that what may still come late has come: the bound of lateness is
kept free. Whatever comes later still is mended visitor by visitor.
"""

from __future__ import annotations

from dataclasses import dataclass

from vaekst.core.attribution.arrays import Leads, Touches, count
from vaekst.core.attribution.contract import DAY_MS, PathContract
from vaekst.core.attribution.counts import Counts
from vaekst.core.errors import Conflict

LATENESS_MS = 2 * DAY_MS
"""How late a touch may arrive and still be counted with its day."""


@dataclass(frozen=True, slots=True)
class Sealed:
    """The counts of everything before a moment (UTC milliseconds), and the contract they were counted under."""

    contract: PathContract
    until: int
    counts: Counts

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
) -> Sealed:
    """Everything up to `until`; of what `before` holds only the rows from `before.reads_from` on are needed.

    `keys` may have grown. Raises Conflict for counts of another contract: these are counted anew, with `before` left out.
    """
    if before is not None and (told := contract.differs(before.contract)):
        raise Conflict(told.code, told.template, **told.values)
    known = touches.where(touches.at < until)
    named = leads.at < until
    counted = count(
        known,
        Leads(leads.user[named], leads.at[named], leads.nobody),
        contract,
        keys=keys,
        groups=groups,
        **({} if before is None else {"since": before.until}),
    )
    if before is None:
        return Sealed(contract, until, counted)
    return Sealed(contract, until, before.counts.over_keys(keys) + counted)


def mended(now: Sealed, *, held: tuple[Touches, Leads], whole: tuple[Touches, Leads]) -> Sealed:
    """The counts with some visitors counted again, of whom something came after the seal.

    `held` is all of these visitors that was counted, `whole` all that is known of them now.
    """
    keys, groups = now.counts.keys, now.counts.groups
    until = now.until

    def counted(touches: Touches, leads: Leads) -> Counts:
        named = leads.at < until
        return count(
            touches.where(touches.at < until),
            Leads(leads.user[named], leads.at[named]),
            now.contract,
            keys=keys,
            groups=groups,
        )

    return Sealed(now.contract, until, now.counts + counted(*whole) - counted(*held))
