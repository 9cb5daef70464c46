"""`vaekst attribute`: who gets credit for leads, by models side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from vaekst.cli.opening import BrandOption, JsonOption, new_app, open_brand
from vaekst.cli.weeks import AsOfOption, day

if TYPE_CHECKING:
    from vaekst.actions.attribution import Attribution
    from vaekst.core.attribution.comparison import Credited

app = new_app()

_NARROW = 3

ByOption = Annotated[
    str,
    typer.Option(
        "--by",
        metavar="NAME",
        help="channel, format, concept, creator, batch, distribution, or a tag such as utm_campaign.",
    ),
]
ModelOption = Annotated[
    list[str] | None,
    typer.Option(
        "--model",
        metavar="NAME",
        help="last, last_non_direct, first, linear, time_decay, position, shapley or markov; again for several. All unless named.",
    ),
]
DaysOption = Annotated[
    int | None,
    typer.Option("--days", min=1, max=3660, help="So many days up to yesterday, instead of the sprint so far."),
]
LookbackOption = Annotated[
    int | None,
    typer.Option(
        "--look-back", min=1, max=365, metavar="DAYS", help="How long before a lead a touch counts; 30 unless named."
    ),
]


@app.callback(invoke_without_command=True)
def attribute(
    brand: BrandOption = None,
    by: ByOption = "channel",
    model: ModelOption = None,
    days: DaysOption = None,
    look_back: LookbackOption = None,
    as_of: AsOfOption = None,
    json: JsonOption = False,
) -> None:
    """Show who gets credit for leads, model by model.

    Each with its interval, and how far they differ.

    Leads without a touch are unattributed in every model. What a path is stands in the contract, whose hash is told.
    """
    _, opened = open_brand(brand)
    from django.utils.timezone import now

    from vaekst.actions.attribution import for_machines, read_attribution
    from vaekst.actions.facts import at
    from vaekst.actions.strategies import in_force
    from vaekst.cli.terminal import print_json
    from vaekst.core.attribution.models import Model, model_named
    from vaekst.core.period import DAY, Period

    moment = now()
    period = None
    if days is not None:
        today = at(day(as_of), now=moment, timezone=in_force(opened).brand.timezone).date()
        period = Period.ending(today - DAY, days=days)
    models = tuple(map(model_named, model)) if model else tuple(Model)
    found = read_attribution(
        opened, by=by, period=period, lookback_days=look_back, models=models, as_of=day(as_of), now=moment
    )
    if json:
        print_json(for_machines(found))
        return
    _show(found)


def _show(found: Attribution) -> None:
    from vaekst.cli.terminal import note, table
    from vaekst.core.attribution.models import TOLD
    from vaekst.present.language import ENGLISH
    from vaekst.present.words import say

    told = found.comparison
    names = [TOLD[model].name.lower() for model in told.models]
    rows = [_cells(row, with_intervals=len(names) <= _NARROW) for row in told.rows]
    if told.unattributed:
        rows.append(("no touch", *[f"{told.unattributed:,}"] * len(names), "–"))
    title = f"Credit for {told.leads:,} leads, {found.period}"
    if rows:
        table((found.by, *names, "differ by"), rows, title=title)
    for sentence in found.said:
        note(say(sentence, ENGLISH))
    note(f"Paths by contract {told.contract.hash}; intervals of {told.level:.0%} by chance alone.")


def _cells(row: Credited, *, with_intervals: bool) -> tuple[object, ...]:
    """A line of the table: there is room for intervals beside few models."""
    credits_ = [
        f"{each.leads:,.1f} ({each.low:,.0f}–{each.high:,.0f})" if with_intervals else f"{each.leads:,.1f}"
        for each in row.credits.values()
    ]
    return (row.key or "no tag", *credits_, f"{row.disagreement:,.1f}")
