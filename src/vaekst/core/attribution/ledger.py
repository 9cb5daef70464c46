"""Leads of the customer system among the counts: those no conversion tells of, and those whose conversion names no visitor.

They are added by what they change. A lead whose address visited the pages has these visits as its path; else the origin noted
in the customer system is its only touch, at the moment of the lead; else it is unattributed. Nobody counts twice, and nobody is
dropped.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from vaekst.core.attribution.arrays import Leads, Touches, count
from vaekst.core.attribution.contract import PathContract
from vaekst.core.attribution.counts import Counts, Whole
from vaekst.core.sentence import N_, Sentence


@dataclass(frozen=True, slots=True)
class LedgerLead:
    """A lead of the customer system: a number for the person, and the moment it came (UTC milliseconds).

    `code` is its noted origin as a touch, None where nothing is noted. `is_told` says that a conversion without a visitor
    tells of it already.
    """

    user: int
    at: int
    code: int | None
    is_told: bool = False


@dataclass(frozen=True, slots=True)
class FromLedger:
    """How many leads the customer system added to those of conversions, and how they got their touch.

    `alone` are known from it alone: `visited` of them by visits under their address, `noted` by the origin noted there.
    `unseen` are conversions without a visitor whose lead has a noted origin. `paired` conversions were taken for leads near
    them, `unlisted` ones the customer system does not know; `by_day` leads are counted by the day and are in no figure.
    """

    alone: int = 0
    visited: int = 0
    noted: int = 0
    unseen: int = 0
    paired: int = 0
    unlisted: int = 0
    by_day: int = 0

    @property
    def said(self) -> tuple[Sentence, ...]:
        """What must be read beside figures that hold these leads."""
        told = (
            (self.alone, "ledger_alone", _ALONE),
            (self.visited, "ledger_visited", _VISITED),
            (self.noted, "ledger_noted", _NOTED),
            (self.unseen, "ledger_unseen", _UNSEEN),
            (self.paired, "ledger_paired", _PAIRED),
            (self.unlisted, "ledger_unlisted", _UNLISTED),
            (self.by_day, "ledger_by_day", _BY_DAY),
        )
        return tuple(Sentence(code, template, leads=many) for many, code, template in told if many)


NOTHING = FromLedger()
"""What a customer system without leads adds."""

_ALONE = N_("Leads known from the customer system alone, without a conversion: {leads:number}.")
_VISITED = N_("Of these, leads who visited the pages under their address, which is their path: {leads:number}.")
_NOTED = N_("Of these, leads whose only touch is the origin noted in the customer system: {leads:number}.")
_UNSEEN = N_(
    "Conversions that name no visitor, and whose only touch is the origin noted in the customer system: {leads:number}."
)
_PAIRED = N_(
    "Conversions with neither a number nor an address that the customer system knows: {leads:number} were taken for leads noted there within three days, so that nobody counts twice. Send the lead's number with the conversion to be sure."
)
_UNLISTED = N_(
    "Conversions the customer system does not know: {leads:number}. They are leads here, but not under Money, which counts the customer system's leads alone."
)
_BY_DAY = N_(
    "Leads that are counted by the day and name nobody: {leads:number}. They cannot be told from conversions and are in no figure here."
)


def with_ledger(
    counts: Counts,
    leads: Sequence[LedgerLead],
    visits: Touches,
    contract: PathContract,
    *,
    since: int,
    flows_since: int,
) -> tuple[Counts, FromLedger]:
    """The counts with these leads, and what became of them. `visits` are all touches of their visitors from `flows_since` on,
    in order of arrival, under the keys of the counts.
    """
    if not leads:
        return counts, NOTHING
    seen = _seen(leads, visits, contract)
    noted = [place for place, lead in enumerate(leads) if lead.code is not None and place not in seen]
    alone = [place for place, lead in enumerate(leads) if not lead.is_told]
    notes = [leads[place] for place in noted]
    touched = Touches(*(np.append(getattr(visits, name), _column(notes, name)) for name in ("user", "at", "code")))
    came = Leads(_column(leads, "user"), _column(leads, "at"))
    nobody = Leads(came.user[:0], came.at[:0], nobody=len(leads) - len(alone))

    def counted(touches: Touches, of: Leads) -> Counts:
        return count(
            touches, of, contract, keys=counts.keys, groups=counts.groups, since=since, flows_since=flows_since
        )

    return counts + counted(touched, came) - counted(visits, nobody), FromLedger(
        alone=len(alone),
        visited=len(seen.intersection(alone)),
        noted=len(set(noted).intersection(alone)),
        unseen=nobody.nobody,
    )


def _column(leads: Sequence[LedgerLead], name: str) -> Whole:
    return np.array([getattr(lead, name) for lead in leads], np.int64)


def _seen(leads: Sequence[LedgerLead], visits: Touches, contract: PathContract) -> set[int]:
    """The places of the leads whose visitor has a touch in the look-back."""
    moments: dict[int, list[int]] = {}
    for user, at in zip(visits.user.tolist(), visits.at.tolist(), strict=True):
        moments.setdefault(user, []).append(at)
    return {
        place
        for place, lead in enumerate(leads)
        if any(0 <= lead.at - at < contract.lookback_ms for at in moments.get(lead.user, ()))
    }
