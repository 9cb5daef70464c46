"""`vaekst costs`: what leads cost, by whatever tells them apart, and the exchange rates costs are counted at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from vaekst.cli.opening import BrandOption, JsonOption, new_app, open_brand
from vaekst.cli.weeks import AsOfOption, day

if TYPE_CHECKING:
    from vaekst.actions.money import Money
    from vaekst.core.costs.counts import Counted
    from vaekst.core.costs.returns import Return

app = new_app()

ByOption = Annotated[
    str,
    typer.Option("--by", metavar="NAME", help="channel, format, concept, creator, batch, distribution or supplier."),
]
FromOption = Annotated[
    datetime | None, typer.Option("--from", formats=["%Y-%m-%d"], metavar="DATE", help="The first day.")
]
ToOption = Annotated[datetime | None, typer.Option("--to", formats=["%Y-%m-%d"], metavar="DATE", help="The last day.")]


@app.callback(invoke_without_command=True)
def costs(
    context: typer.Context,
    brand: BrandOption = None,
    by: ByOption = "channel",
    first: FromOption = None,
    last: ToOption = None,
    as_of: AsOfOption = None,
    json: JsonOption = False,
) -> None:
    """Show what leads cost, and where they come from.

    Per lead and per qualified lead, each with its interval.

    Over the sprint so far, unless days are named. Costs of work are carried over the life of what was made.
    """
    if context.invoked_subcommand:
        return
    _, opened = open_brand(brand)
    from django.utils.timezone import now

    from vaekst.actions.money import for_machines, read_money
    from vaekst.actions.periods import named_period
    from vaekst.cli.terminal import print_json
    from vaekst.core.costs.dimension import dimension_named

    period = named_period(opened, day(first), day(last), now=now())
    found = read_money(opened, by=dimension_named(by), period=period, as_of=day(as_of), now=now())
    if json:
        print_json([for_machines(row, by=found.by.by) for row in (*found.by.rows, found.by.total)])
        return
    _show(found)


@app.command()
def claims(
    brand: BrandOption = None,
    first: FromOption = None,
    last: ToOption = None,
    as_of: AsOfOption = None,
    json: JsonOption = False,
) -> None:
    """Show what platforms claim beside the leads, and how many visits of each channel become leads.

    Claims overlap and are added to nothing.
    """
    _, opened = open_brand(brand)
    from django.utils.timezone import now

    from vaekst.actions.money import claims_for_machines, read_money
    from vaekst.actions.periods import named_period
    from vaekst.cli.terminal import print_json

    period = named_period(opened, day(first), day(last), now=now())
    found = read_money(opened, period=period, as_of=day(as_of), now=now())
    if json:
        print_json(claims_for_machines(found))
        return
    _show_claims(found)


@app.command()
def rate(
    currency: Annotated[str, typer.Argument(help="Three letters, such as EUR.")],
    per_unit: Annotated[str, typer.Argument(help="What one is worth in the brand's currency, such as 7.46.")],
    since: Annotated[
        datetime, typer.Option("--from", formats=["%Y-%m-%d"], metavar="DATE", help="The first day it holds.")
    ],
    brand: BrandOption = None,
) -> None:
    """Give an exchange rate and the day it holds from, until the next one."""
    actor, opened = open_brand(brand)
    from django.utils.timezone import now

    from vaekst.actions.rates import give_rate
    from vaekst.cli.terminal import done

    done(f"{give_rate(actor, opened, currency, per_unit, since=since.date(), now=now())}.")


@app.command()
def rates(brand: BrandOption = None, json: JsonOption = False) -> None:
    """List the exchange rates that were given."""
    _, opened = open_brand(brand)
    from vaekst.cli.terminal import print_json, table
    from vaekst.store.queries import rates as given

    found = list(given(opened).select_related("by"))
    if json:
        print_json(
            [
                {"currency": each.currency, "per_unit": each.per_unit, "into": each.into, "from": each.since}
                for each in found
            ]
        )
        return
    rows = ((each.currency, f"{each.per_unit.normalize():f} {each.into}", each.since, each.by) for each in found)
    table(("currency", "one is worth", "from", "given by"), rows)


def _show(found: Money) -> None:
    from vaekst.cli.terminal import note, table
    from vaekst.core.costs.dimension import DIMENSION_LABELS
    from vaekst.present.language import ENGLISH
    from vaekst.present.words import say

    columns = (
        DIMENSION_LABELS[found.by.by].lower(),
        "spent",
        "leads",
        "qualified",
        "a lead",
        "a qualified lead",
        "pipeline",
    )
    rows = [*found.by.rows, found.by.total]
    table(columns, (_cells(row) for row in rows), title=f"What leads cost, {found.period}")
    for sentence in dict.fromkeys(_said(rows)):
        note(sentence)
    for told in (found.by.said, *found.ledger.costs.left_out):
        if told:
            note(say(told, ENGLISH))
    if found.ledger.gathered.leads_merged:
        note(f"{found.ledger.gathered.leads_merged} rows were the same person as another and count once.")


def _said(rows: list[Return]) -> Iterator[str]:
    """Why a row has no figure; such as is said of one row alone names it."""
    from vaekst.present.language import ENGLISH
    from vaekst.present.words import say

    reasons = [
        (row.key, reason)
        for row in rows
        for reason in dict.fromkeys((row.spent.reason, row.cost_per_lead.reason, row.cost_per_qualified.reason))
        if reason
    ]
    of_many = Counter(reason for _, reason in reasons)
    for key, reason in reasons:
        told = say(reason, ENGLISH)
        yield f"{key}: {told}" if key and of_many[reason] == 1 else told


def _show_claims(found: Money) -> None:
    from vaekst.cli.terminal import note, table
    from vaekst.present.language import ENGLISH
    from vaekst.present.words import say

    for claim in found.claims:
        note(say(claim.sentence, ENGLISH))
    if found.web is None:
        note("No report tells by the day where visits to the website came from, so there is no conversion by channel.")
        return
    rows = [
        (
            row.channel,
            row.visits,
            None if row.key_events is None else f"{row.key_events:,.0f}",
            row.leads,
            _share(row.conversion),
        )
        for row in found.web.rows
    ]
    title = f"Visits that become leads, {found.web.days} of {found.period.days} days of {found.period}"
    table(("channel", "visits", "key events", "leads", "leads per visit"), rows, title=title)
    for row in found.web.rows:
        if row.conversion.reason:
            note(f"{row.channel}: {say(row.conversion.reason, ENGLISH)}")
    if found.web.said:
        note(say(found.web.said, ENGLISH))
    note(f"{found.web.elsewhere:,} of {found.web.visits:,} visits came by no channel of the brand.")


def _share(counted: Counted) -> str | None:
    if counted.low is None or counted.high is None:
        return None
    interval = f"({counted.low:.1%}–{counted.high:.1%})"
    return interval if counted.value is None else f"{counted.value:.1%} {interval}"


def _cells(row: Return) -> tuple[object, ...]:
    from vaekst.present.language import ENGLISH
    from vaekst.present.numbers import money

    return (
        {None: "(not told)", "": "all together"}.get(row.key, row.key),
        row.spent.money and money(row.spent.money, ENGLISH),
        row.leads,
        f"{row.qualified} of {row.judged}" if row.judged else None,
        _counted(row.cost_per_lead),
        _counted(row.cost_per_qualified),
        row.pipeline.money and money(row.pipeline.money, ENGLISH),
    )


def _counted(counted: Counted) -> str | None:
    """The figure with its interval; the interval alone where the count is too small for more."""
    low = "" if counted.low is None else f"{counted.low:,.0f}"
    high = "" if counted.high is None else f"{counted.high:,.0f}"
    if counted.value is not None:
        return f"{counted.value:,.0f} ({low}–{high})"
    return f"({low}–{high})" if low else None
