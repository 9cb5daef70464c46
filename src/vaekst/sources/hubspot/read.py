"""HubSpot contacts and deals as leads. Names, telephone numbers and addresses never leave the file readable."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from vaekst.core.money import Money
from vaekst.core.period import Week
from vaekst.core.sentence import N_
from vaekst.sources.contacts import contact_key
from vaekst.sources.contract import Context, Document, Reading, Recognition
from vaekst.sources.hubspot.headers import SAMPLE, SAMPLE_ADDRESSES, TEST_DOMAINS, WON_OR_LOST
from vaekst.sources.hubspot.origins import origin
from vaekst.sources.hubspot.recognise import DEALS, NAME
from vaekst.sources.ledger import Ledger, Row
from vaekst.sources.reading.fields import Fields, fields_of
from vaekst.sources.reading.numbers import NumberStyle
from vaekst.sources.reading.permalinks import intact_id
from vaekst.sources.reading.words import plain
from vaekst.sources.stages import qualified_by
from vaekst.sources.table.money import in_header, money_of
from vaekst.sources.table.values import Amount

_POINT = NumberStyle(decimal=".")


@dataclass(frozen=True, slots=True)
class _Records:
    """What all rows say, by place."""

    table: Fields
    ids: Sequence[str | None]
    created: Sequence[date | None]
    emails: Sequence[str | None]
    stages: Sequence[str | None]
    origins: Sequence[Row]
    closed: Sequence[date | None]
    worth: Sequence[Money | None]
    strange: Sequence[bool]  # an amount in a currency nobody knows


def read(document: Document, recognition: Recognition, context: Context) -> Reading:
    """One lead per contact, or the worth of each deal. Raises BadFile for cells that are no day or no amount."""
    ledger = Ledger(document, recognition, context)
    table, others = fields_of(document.blocks, recognition.columns)
    for reason, rows in others.items():
        ledger.read += rows
        ledger.drop(reason, rows)
    ledger.warn(
        "headers_unverified",
        N_("The headers were matched by a word list that was never checked against a real file. Check the totals."),
    )
    is_deals = recognition.kind == DEALS
    records = _records(table, ledger, is_deals=is_deals)
    leads = [(_deal if is_deals else _contact)(records, place, ledger) for place in _kept(records, ledger)]
    if not ledger.read:
        raise ledger.nothing_kept()
    _note(leads, ledger)
    ledger.leave_out(_left_out(table))
    days = [row["local_date"] for row in leads]
    newest = max((day for row in leads for day in (row["local_date"], row.get("stage_date")) if day), default=None)
    observed_at = ledger.observed_at(newest=newest)
    reading = ledger.reading(
        {"lead": [{**row, "observed_at": observed_at} for row in leads]},
        observed_at=observed_at,
        channel="",
        platform=NAME,
        timezone=context.zone,
        days=days,
    )
    return replace(reading, receipt=replace(reading.receipt, channel=context.channel))


def _records(table: Fields, ledger: Ledger, *, is_deals: bool) -> _Records:
    today = ledger.context.now.date()
    numbers = table.numbers("amount", otherwise=_POINT) if is_deals else table.numbers("no amount")
    currencies, header = table.texts("currency"), in_header(table.name("amount"))
    worth = [
        None
        if value is None
        else money_of(
            Amount(Decimal(str(value)), numbers.currencies.get(place)),
            beside=currencies[place],
            header=header,
            brand=ledger.context.currency,
        )
        for place, value in enumerate(numbers.values)
    ]
    return _Records(
        table=table,
        ids=[intact_id(text) if text else None for text in table.texts("id")],
        created=table.dates("created", not_after=today).days,
        emails=table.texts("email"),
        stages=table.texts("deal_stage" if is_deals else "stage"),
        origins=[
            origin(source, first, second, ledger.context)
            for source, first, second in zip(
                table.texts("source"), table.texts("detail_1"), table.texts("detail_2"), strict=True
            )
        ],
        closed=table.dates("close_date").days,
        worth=worth,
        strange=[value is not None and money is None for value, money in zip(numbers.values, worth, strict=True)],
    )


def _kept(records: _Records, ledger: Ledger) -> Iterator[int]:
    """The places of the rows that become facts; the others are accounted for."""
    seen: set[str] = set()
    for place, (number, day) in enumerate(zip(records.ids, records.created, strict=True)):
        ledger.read += 1
        worth = records.worth[place]
        reason = None
        if number is None:
            reason = "no_identity"
        elif day is None:
            reason = "no_date"
        elif ledger.is_future(day):
            reason = "future_date"
        elif records.strange[place]:
            reason = "no_currency"
        elif worth is not None and worth.minor < 0:
            reason = "negative_amount"
        elif number in seen:
            reason = "duplicate"
        else:
            seen.add(number)
        if reason:
            ledger.drop(reason)
        else:
            yield place


def _common(records: _Records, place: int) -> Row:
    day, number = records.created[place], records.ids[place]
    return {
        **records.origins[place],
        "external_id": number,
        "local_date": day,
        "iso_week": Week.of(day).monday if day else None,
        "stage": records.stages[place],
        "source_row": records.table.lines[place],
    }


def _contact(records: _Records, place: int, ledger: Ledger) -> Row:
    """A contact as one lead. One that HubSpot or the team made up counts nothing."""
    row, email = _common(records, place), records.emails[place]
    is_test = _is_test(records.table.rows[place], email)
    return {
        **row,
        "entry_id": f"hubspot:{row['external_id']}",
        "contact_key": contact_key(email, ledger),
        "leads": None if is_test else 1,
        "qualified": None if is_test else qualified_by(row["stage"]),
        "is_test": is_test,
    }


def _deal(records: _Records, place: int, ledger: Ledger) -> Row:
    """A deal: its stage and worth, and when it was won or lost. It is no lead of its own."""
    row, worth, closed = _common(records, place), records.worth[place], records.closed[place]
    is_over = plain(row["stage"] or "") in WON_OR_LOST and not ledger.is_future(closed)
    return {
        **row,
        "entry_id": f"hubspot-deal:{row['external_id']}",
        "stage_date": closed if is_over else None,
        "value_minor": worth.minor if worth else None,
        "value_currency": worth.currency if worth else None,
    }


def _is_test(cells: Sequence[str], email: str | None) -> bool:
    address = (email or "").casefold()
    made_up = address in SAMPLE_ADDRESSES or address.endswith(TEST_DOMAINS)
    return made_up or any(SAMPLE in cell.casefold() for cell in cells)


def _note(leads: Sequence[Row], ledger: Ledger) -> None:
    """Says how many contacts are one person, and how many are nobody."""
    people = Counter(row["contact_key"] for row in leads if row.get("contact_key"))
    twice = sum(times - 1 for times in people.values())
    if twice:
        ledger.warn(
            "contacts_twice",
            N_("{contacts} contacts have the address of another. All were kept; merge them in HubSpot."),
            contacts=twice,
        )
    tests = sum(bool(row.get("is_test")) for row in leads)
    if tests:
        ledger.warn(
            "test_contacts",
            N_("{contacts} contacts are samples or tests. They were kept and count as no leads."),
            contacts=tests,
        )


def _left_out(table: Fields) -> list[str]:
    """The headers of columns that hold something and are not kept: names, telephones, owners, and whatever else."""
    known = set(table.columns.values()) - {table.columns.get("deal_name", -1)}
    return [
        header
        for place, header in enumerate(table.header)
        if place not in known and any(row[place].strip() for row in table.rows)
    ]
