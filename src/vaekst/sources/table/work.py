"""Tables of work, money and leads as facts: production, cost, lead."""

from __future__ import annotations

import hashlib
import hmac
from collections import Counter

from vaekst.core.money import Money
from vaekst.core.period import Week
from vaekst.core.sentence import N_
from vaekst.sources.ledger import Row
from vaekst.sources.reading.permalinks import platform_of, post_key_of
from vaekst.sources.table.money import in_header, money_of
from vaekst.sources.table.own import Made, Own, below_zero, first_reason
from vaekst.sources.table.values import Amount


def make_production(own: Own) -> Made:
    """One row per entry of work: minutes, of people and of AI, and cost."""
    made = Made()
    price = _Prices(own, "cost")
    for place in own.places():
        own.ledger.read += 1
        cell = own.values.cell
        day, asset = cell("date", place), cell("asset_id", place)
        minutes = [cell(name, place) for name in ("minutes", "ai_minutes")]
        cost, is_strange = price.of(place)
        reason = first_reason(
            (day is None, "no_date"),
            (asset is None, "no_identity"),
            (own.ledger.is_future(day), "future_date"),
            (below_zero([*minutes, cost.minor if cost else None]), "negative_amount"),
            (is_strange, "no_currency"),
        )
        if reason:
            own.ledger.drop(reason)
            continue
        price.count(cost)
        figures = {
            "minutes": minutes[0],
            "ai_minutes": minutes[1],
            "cost_minor": cost.minor if cost else None,
            "currency": cost.currency if cost else None,
        }
        made.add("production", {**_work(own, place), **figures}, day=day)
    price.tell()
    return made


def _work(own: Own, place: int) -> Row:
    """Who did what on which asset, without what it took."""
    cell = own.values.cell
    channel = own.channel(place)
    said = {name: cell(name, place) for name in ("concept", "format", "permalink", "stage", "reused_from")}
    day, asset = cell("date", place), cell("asset_id", place)
    return {
        **_dated(own, place),
        **said,
        "entry_id": cell("entry_id", place) or own.entry("production", day, asset, channel, *said.values()),
        "asset_id": asset,
        "channel": channel,
        "post_key": _post_key(own, place, channel),
    }


def make_cost(own: Own) -> Made:
    """One row per amount spent, in the currency it was spent in."""
    made = Made()
    price = _Prices(own, "amount")
    for place in own.places():
        own.ledger.read += 1
        cell = own.values.cell
        day = cell("date", place)
        amount, is_strange = price.of(place)
        reason = first_reason(
            (day is None, "no_date"),
            (own.ledger.is_future(day), "future_date"),
            (is_strange, "no_currency"),
            (amount is None, "no_figures"),
            (amount is not None and amount.minor < 0, "negative_amount"),
        )
        if reason or amount is None:
            own.ledger.drop(reason or "no_figures")
            continue
        price.count(amount)
        said = {name: cell(name, place) for name in ("concept", "category", "note")}
        channel = own.channel(place)
        made.add(
            "cost",
            {
                **_dated(own, place),
                **said,
                "entry_id": cell("entry_id", place) or own.entry("cost", day, channel, *said.values()),
                "channel": channel,
                "amount_minor": amount.minor,
                "currency": amount.currency,
            },
            day=day,
        )
    price.tell()
    return made


def make_leads(own: Own) -> Made:
    """One row per lead, or per day with counts. An e-mail address leaves the file only as a keyed hash."""
    made = Made()
    for place in own.places():
        own.ledger.read += 1
        cell = own.values.cell
        day, email, lead_id = (cell(name, place) for name in ("date", "email", "lead_id"))
        counts = {name: cell(name, place) for name in ("leads", "qualified", "visits")}
        is_person = bool(email or lead_id)
        if is_person and counts["leads"] is None:
            counts["leads"] = 1
        reason = first_reason(
            (day is None, "no_date"),
            (own.ledger.is_future(day), "future_date"),
            (all(value is None for value in counts.values()), "no_figures"),
            (below_zero(list(counts.values())), "negative_count"),
        )
        if reason:
            own.ledger.drop(reason)
            continue
        channel, concept = own.channel(place), cell("concept", place)
        contact = _contact_key(own, email)
        made.add(
            "lead",
            {
                **_dated(own, place),
                **counts,
                "entry_id": _lead_entry(own, lead_id) or own.entry("lead", day, channel, concept, contact),
                "channel": channel,
                "concept": concept,
                "contact_key": contact,
            },
            day=day,
        )
    return made


def _dated(own: Own, place: int) -> Row:
    day = own.values.cell("date", place)
    return {"local_date": day, "iso_week": Week.of(day).monday, "source_row": own.line(place)}


def _post_key(own: Own, place: int, channel: str | None) -> str | None:
    """The post a piece of work became, by its link or its number on the channel's platform."""
    link, number = own.values.cell("permalink", place), own.values.cell("post_id", place)
    platform = (platform_of(link) if link else None) or own.platform(channel)
    if number and ":" in number:
        return str(number)
    return post_key_of(platform=platform or "other", permalink=link, external_id=number if platform else None)


def _contact_key(own: Own, email: str | None) -> str | None:
    """The address as a keyed hash (HMAC-SHA256), the same for the same person and of no use without the key."""
    if not email:
        return None
    secret = own.context.contact_secret
    if secret is None:
        own.ledger.warn(
            "contacts_not_kept",
            N_("E-mail addresses were not kept: the brand has no key to make them unreadable with."),
        )
        return None
    return hmac.new(secret, email.strip().casefold().encode(), hashlib.sha256).hexdigest()


def _lead_entry(own: Own, lead_id: str | None) -> str | None:
    """The lead's own number; one that is an address is made unreadable, or not used."""
    if not lead_id:
        return None
    if "@" in lead_id:
        hidden = _contact_key(own, lead_id)
        return f"lead:{hidden}" if hidden else None
    return f"lead:{lead_id}"


class _Prices:
    """The money column of a table: each amount in its own currency, and how many rows used which."""

    def __init__(self, own: Own, field: str) -> None:
        self.own = own
        self.field = field
        self.brand = own.context.currency
        self.header = own.options.get("currency") or in_header(own.values.table.name(field))
        self.used: Counter[str] = Counter()

    def of(self, place: int) -> tuple[Money | None, bool]:
        """The money of a row, None when none is stated; and whether it names a currency that nobody knows."""
        amount: Amount | None = self.own.values.cell(self.field, place)
        if amount is None:
            return None, False
        beside = self.own.values.cell("currency", place)
        money = money_of(amount, beside=beside, header=self.header, brand=self.brand)
        return money, money is None

    def count(self, money: Money | None) -> None:
        if money is not None:
            self.used[money.currency] += 1

    def tell(self) -> None:
        """Warn of rows in another currency than the brand's: they are kept and not converted."""
        others = {code: rows for code, rows in self.used.items() if code != self.brand}
        if others:
            self.own.ledger.warn(
                "other_currencies",
                N_(
                    "{rows} of {all} amounts are in {currencies}, not in {brand}. They were kept as they are, not converted."
                ),
                rows=sum(others.values()),
                all=self.used.total(),
                currencies=", ".join(sorted(others)),
                brand=self.brand,
            )
