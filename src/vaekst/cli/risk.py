"""`vaekst risk`: how much hangs on one channel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vaekst.cli.opening import BrandOption, JsonOption, new_app, open_brand
from vaekst.cli.weeks import AsOfOption, day

if TYPE_CHECKING:
    from vaekst.actions.risks import Risk
    from vaekst.core.costs.counts import Counted

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
    title = f"{opened.name}, {found.period}"
    if rows:
        table(("of", "channel", "count"), rows, title=title)
    else:
        note(title)
    for each in (found.leads, found.traffic):
        note(say(each.sentence(), ENGLISH))
    _show_audience(found)
    if found.losses:
        lost = ((loss.key, loss.touched, f"{loss.low:,.1f}", f"{loss.high:,.1f}") for loss in found.losses)
        columns = ("channel", "leads that touched it", "lost at least", "lost at most")
        table(columns, lost, title=f"If {found.losses[0].share:.0%} of the reach were lost")
        for sentence in (found.losses[0].said, *found.losses[0].assumptions):
            note(say(sentence, ENGLISH))


def _show_audience(found: Risk) -> None:
    """What hangs on no platform, each with its interval, or the reason why nobody knows."""
    from vaekst.cli.terminal import note, table
    from vaekst.present.language import ENGLISH
    from vaekst.present.numbers import percent
    from vaekst.present.words import say

    audience = found.audience
    returning = audience.returning if audience else None
    shares = {"leads by owned distribution": found.owned_leads, "visits without a platform": found.owned_visits}
    rows: list[tuple[object, ...]] = [(name, _share(each)) for name, each in shares.items()]
    rows.append(("visitors from social who come back", None if returning is None else percent(returning, ENGLISH)))
    table(("of the audience", "share"), rows)
    for reason in dict.fromkeys((*(each.reason for each in shares.values()), found.returning_unknown)):
        if reason:
            note(say(reason, ENGLISH))


def _share(counted: Counted) -> str | None:
    """The share with its interval; the interval alone where the count is too small for more."""
    from vaekst.present.language import ENGLISH
    from vaekst.present.numbers import percent

    if counted.low is None or counted.high is None:
        return None
    interval = f"({percent(counted.low, ENGLISH)}–{percent(counted.high, ENGLISH)})"
    return interval if counted.value is None else f"{percent(counted.value, ENGLISH)} {interval}"
