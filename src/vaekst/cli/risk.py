"""`vaekst risk`: how much hangs on one channel."""

from __future__ import annotations

from vaekst.cli.opening import BrandOption, JsonOption, new_app, open_brand
from vaekst.cli.weeks import AsOfOption, day

app = new_app(needs_subcommand=True)


@app.callback()
def risk() -> None:
    """Show how much hangs on one channel."""


@app.command()
def channels(brand: BrandOption = None, as_of: AsOfOption = None, json: JsonOption = False) -> None:
    """Show the share of leads and of traffic of the largest channel, against the strategy's limit, and what a loss of reach would cost."""
    _, opened = open_brand(brand)
    from django.utils.timezone import now

    from vaekst.actions.risks import for_machines, read_risk
    from vaekst.cli.terminal import note, print_json, table
    from vaekst.present.language import ENGLISH
    from vaekst.present.words import say

    found = read_risk(opened, as_of=day(as_of), now=now())
    if json:
        print_json(for_machines(found))
        return
    rows = [
        (each.what, channel, count) for each in (found.leads, found.traffic) for channel, count in each.counts.items()
    ]
    table(("of", "channel", "count"), rows, title=f"{opened.name}, {found.period}")
    for each in (found.leads, found.traffic):
        note(say(each.sentence(), ENGLISH))
    if found.losses:
        lost = ((loss.key, loss.touched, f"{loss.low:,.1f}", f"{loss.high:,.1f}") for loss in found.losses)
        columns = ("channel", "leads that touched it", "lost at least", "lost at most")
        table(columns, lost, title=f"If {found.losses[0].share:.0%} of the reach were lost")
        for sentence in (found.losses[0].said, *found.losses[0].assumptions):
            note(say(sentence, ENGLISH))
