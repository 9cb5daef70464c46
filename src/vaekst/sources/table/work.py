"""Tables of work and money as facts: production, cost."""

from __future__ import annotations

from vaekst.sources.ledger import Row
from vaekst.sources.table.own import Made, Own, below_zero, dated, first_reason, post_key
from vaekst.sources.table.prices import Prices
from vaekst.sources.table.terms import Terms


def make_production(own: Own) -> Made:
    """One row per entry of work: minutes, of people and of AI, and cost."""
    made = Made()
    price = Prices(own, "cost")
    for place in own.places():
        own.ledger.read += 1
        cell = own.values.cell
        day, asset = cell("date", place), cell("asset_id", place)
        minutes = [cell(name, place) for name in ("minutes", "ai_minutes", "ai_tokens")]
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
            "ai_tokens": minutes[2],
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
        **dated(own, place),
        **said,
        **{name: cell(name, place) for name in ("creator", "batch")},
        "entry_id": cell("entry_id", place) or own.entry("production", day, asset, channel, *said.values()),
        "asset_id": asset,
        "channel": channel,
        "post_key": post_key(own, place, channel),
    }


def make_cost(own: Own) -> Made:
    """One row per amount spent, in the currency it was spent in."""
    made = Made()
    price = Prices(own, "amount")
    terms = Terms(own)
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
        of_whom = {name: cell(name, place) for name in ("supplier", "format", "creator", "batch")}
        channel = own.channel(place)
        made.add(
            "cost",
            {
                **dated(own, place),
                **said,
                **of_whom,
                **terms.of(place),
                # Tables without the newer columns keep the numbers their rows always had.
                "entry_id": cell("entry_id", place)
                or own.entry("cost", day, channel, *said.values(), *filter(None, of_whom.values())),
                "channel": channel,
                "amount_minor": amount.minor,
                "currency": amount.currency,
            },
            day=day,
        )
    price.tell()
    terms.tell()
    return made
