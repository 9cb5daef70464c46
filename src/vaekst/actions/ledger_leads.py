"""The customer system's leads beside the conversions of a question about credit."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import replace

import narwhals as nw

from vaekst.actions.counting import Counted
from vaekst.actions.journeys import Journeys, Question, collected, start_of, within
from vaekst.core.attribution.contract import Direct
from vaekst.core.attribution.ledger import LedgerLead, with_ledger
from vaekst.core.leads.lead import Lead, Reader, leads_among, reader_of
from vaekst.core.leads.matching import Event, matched
from vaekst.core.leads.origins import Origin, origin_of
from vaekst.core.metrics.gather import people
from vaekst.core.period import DAY, Period
from vaekst.core.utm import standard_of
from vaekst.sources.events.cells import days
from vaekst.sources.events.people import user_number


def joined_by_ledger(question: Question, found: Counted, *, period: Period) -> Counted:
    """The counts with the leads that the customer system alone tells of, and those it tells more of than the conversion."""
    read = reader_of(standard_of(question.known.strategy))
    both = matched(_leads(question, read), _events(question), period=period)
    told = [(lead, False) for lead in both.alone] + [(lead, True) for lead in both.unseen]
    noted = [(lead, _origin(lead, question, read), is_told) for lead, is_told in told]
    noted = [each for each in noted if each[1] is not None or not each[2]]
    names = [name for _, origin, _ in noted if origin and (name := origin.told.get(question.by))]
    visits = _visits(question, both.alone, known=(*found.counts.keys, *names))
    place = {key: at for at, key in enumerate(visits.keys)}
    counts, ledger = with_ledger(
        found.counts.over_keys(visits.keys),
        [
            LedgerLead(user, _moment(lead, question), _code(origin, question, place), is_told)
            for lead, origin, is_told in noted
            for user in _users(lead, is_told=is_told)
        ],
        visits.touches,
        question.contract,
        since=question.begin,
        flows_since=question.opens,
    )
    return replace(
        found, counts=counts, ledger=replace(ledger, paired=both.paired, unlisted=both.unlisted, by_day=both.by_day)
    )


def _leads(question: Question, read: Reader) -> Sequence[Lead]:
    known = question.known
    rows = known.lake.latest("lead", as_of=known.as_of, version=known.lake_version)
    return leads_among(people(rows, before=known.as_of.date()), read=read)


def _events(question: Question) -> list[Event]:
    """All conversions of the primary kind, each once, by their day in the brand's zone."""
    rows = question.conversions
    by_day = days(rows["at"], question.contract.zone).to_pylist()
    told = zip(by_day, rows["external_id"].to_pylist(), rows["user_key"].to_pylist(), strict=True)
    return [Event(*each) for each in told]


def _origin(lead: Lead, question: Question, read: Reader) -> Origin | None:
    origin = origin_of(lead, read=read)
    if origin and origin.is_direct and question.contract.direct is Direct.LEFT_OUT:
        return None
    return origin


def _visits(question: Question, leads: Sequence[Lead], *, known: tuple[str | None, ...]) -> Journeys:
    """The touches of those leads whose address visited the pages."""
    users = [user for lead in leads for user in _users(lead, is_told=False)]
    rows = question.rows("touch").filter(nw.col("user_number").is_in(users), *within(question.opens, question.end))
    return question.touches(collected(rows.select(*question.columns)), known=known)


def _users(lead: Lead, *, is_told: bool) -> Iterator[int]:
    """A number for each lead of the row: for the first that of the visitor with its address, if it has one."""
    cells = lead.told.cells
    for nth in range(1 if is_told else lead.leads):
        contact = cells.get("contact_key") if not nth and not is_told else None
        yield user_number(str(contact or hashlib.sha256(f"{cells['entry_id']}:{nth}".encode()).hexdigest()))


def _moment(lead: Lead, question: Question) -> int:
    """The end of the lead's day: the customer system tells no time. Within the question, as its conversion is."""
    end = start_of(lead.day + DAY, question.contract.zone) - 1
    return min(max(end, question.begin), question.end - 1)


def _code(origin: Origin | None, question: Question, place: dict[str | None, int]) -> int | None:
    return None if origin is None else 2 * place[origin.told.get(question.by)] + origin.is_direct
