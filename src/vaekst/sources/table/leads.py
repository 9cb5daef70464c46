"""Tables of leads as facts, whether counted by the day or one by one."""

from __future__ import annotations

from vaekst.sources.contacts import contact_key
from vaekst.sources.ledger import Row
from vaekst.sources.stages import qualified_by
from vaekst.sources.table.own import Made, Own, below_zero, dated, first_reason
from vaekst.sources.table.prices import Prices

_SAID = (
    *("stage", "stage_date", "original_source"),
    *("utm_source", "utm_medium", "utm_campaign", "utm_content", "utm_term"),
)


def make_leads(own: Own) -> Made:
    """One row per lead, or per day with counts. An e-mail address leaves the file only as a keyed hash."""
    made = Made()
    price = Prices(own, "value")
    for place in own.places():
        own.ledger.read += 1
        day = own.values.cell("date", place)
        counts = _counts(own, place)
        value, is_strange = price.of(place)
        reason = first_reason(
            (day is None, "no_date"),
            (own.ledger.is_future(day), "future_date"),
            (is_strange, "no_currency"),
            (
                all(known is None for known in counts.values()) and value is None and not _is_test(own, place),
                "no_figures",
            ),
            (below_zero(list(counts.values())), "negative_count"),
            (below_zero([value.minor if value else None]), "negative_amount"),
        )
        if reason:
            own.ledger.drop(reason)
            continue
        price.count(value)
        worth = {"value_minor": value.minor, "value_currency": value.currency} if value else {}
        made.add(
            "lead", {**_described(own, place), **counts, **worth}, day=day, later=[own.values.cell("stage_date", place)]
        )
    price.tell()
    return made


def _is_test(own: Own, place: int) -> bool:
    return bool(own.values.cell("is_test", place))


def _counts(own: Own, place: int) -> Row:
    """What the row counts. A test counts nothing; a person is one lead; a stage may say whether it is qualified."""
    cell = own.values.cell
    if _is_test(own, place):
        return {"leads": None, "qualified": None, "visits": None}
    found = {name: cell(name, place) for name in ("leads", "qualified", "visits")}
    is_person = bool(cell("email", place) or cell("lead_id", place))
    if is_person and found["leads"] is None:
        found["leads"] = 1
    if is_person and found["qualified"] is None and "qualified" not in own.values.columns:
        found["qualified"] = qualified_by(cell("stage", place))
    return found


def _described(own: Own, place: int) -> Row:
    """Who the lead is and where it came from, without what it counts."""
    cell = own.values.cell
    channel, concept, lead_id = own.channel(place), cell("concept", place), cell("lead_id", place)
    contact = contact_key(cell("email", place), own.ledger)
    return {
        **dated(own, place),
        **{name: cell(name, place) for name in _SAID},
        "entry_id": _entry(own, lead_id) or own.entry("lead", cell("date", place), channel, concept, contact),
        "external_id": None if lead_id and "@" in lead_id else lead_id,
        "channel": channel,
        "concept": concept,
        "contact_key": contact,
        "is_test": cell("is_test", place),
    }


def _entry(own: Own, lead_id: str | None) -> str | None:
    """The lead's own number; one that is an address is made unreadable, or not used."""
    if not lead_id:
        return None
    if "@" in lead_id:
        hidden = contact_key(lead_id, own.ledger)
        return f"lead:{hidden}" if hidden else None
    return f"lead:{lead_id}"
