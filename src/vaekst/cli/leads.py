"""`vaekst leads`: how many leads there are, what became of them and where they came from."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from vaekst.cli.opening import BrandOption, JsonOption, new_app, open_brand
from vaekst.cli.weeks import AsOfOption, day

if TYPE_CHECKING:
    from vaekst.core.leads.summary import Group

app = new_app()

FromOption = Annotated[
    datetime | None, typer.Option("--from", formats=["%Y-%m-%d"], metavar="DATE", help="The first day.")
]
ToOption = Annotated[datetime | None, typer.Option("--to", formats=["%Y-%m-%d"], metavar="DATE", help="The last day.")]


@app.command()
def leads(
    brand: BrandOption = None,
    first: FromOption = None,
    last: ToOption = None,
    as_of: AsOfOption = None,
    json: JsonOption = False,
) -> None:
    """Count leads by stage, source, channel and concept.

    Each person once, over the sprint so far unless days are named. Counts alone: nothing here names a person.
    """
    _, opened = open_brand(brand)
    from django.utils.timezone import now

    from vaekst.actions.leads import for_machines, read_leads
    from vaekst.actions.periods import named_period
    from vaekst.cli.terminal import note, print_json, table
    from vaekst.core.leads.summary import WAY_LABELS
    from vaekst.present.language import ENGLISH
    from vaekst.present.words import say

    period = named_period(opened, day(first), day(last), now=now())
    page = read_leads(opened, period=period, as_of=day(as_of), now=now())
    if json:
        print_json(for_machines(page))
        return
    if page.summary is None:
        note(say(page.unknown, ENGLISH) if page.unknown else "")
        return
    for way, groups in page.summary.by.items():
        table(
            (WAY_LABELS[way].lower(), "leads", "qualified", "won"),
            map(_cells, groups),
            title=f"Leads by {way}, {page.period}",
        )
    total = _cells(page.summary.total)
    note(f"{total[1]} leads in all; qualified: {total[2] or 'nobody judged'}; won: {total[3]}.")
    if page.merged:
        rows = "row of all files was" if page.merged == 1 else "rows of all files were"
        note(f"{page.merged} {rows} the same person as another, and a person counts once.")


def _cells(group: Group) -> tuple[object, ...]:
    from vaekst.core.leads.summary import ADDRESS

    return (
        {None: "(not told)", ADDRESS: "(an address)"}.get(group.key, group.key),
        group.leads,
        f"{group.qualified} of {group.judged}" if group.judged else None,
        group.won,
    )
