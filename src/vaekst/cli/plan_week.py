"""`vaekst plan-week`: next week's posts, by channel and concept, each number with its reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vaekst.cli.opening import BrandOption, JsonOption, new_app, open_brand
from vaekst.cli.weeks import AsOfOption, WeekOption, day

if TYPE_CHECKING:
    from vaekst.actions.plans import NextWeek
    from vaekst.core.planning import ChannelPlan

app = new_app()

_STYLES = {"holds": "green", "in doubt": "yellow", "fallen": "red", "unknown": "dim"}


@app.command()
def plan_week(
    brand: BrandOption = None, week: WeekOption = None, as_of: AsOfOption = None, json: JsonOption = False
) -> None:
    """Plan the posts of the week after the reviewed one.

    How many a channel gets follows from its pace, the phase of the sprint, the volume guard, and the team's hours and
    budget. Concepts that were stopped get none.
    """
    _, opened = open_brand(brand)
    from django.utils.timezone import now

    from vaekst.actions import plans, reviews
    from vaekst.cli.terminal import print_json
    from vaekst.core.period import Week

    chosen = Week.parse(week) if week else reviews.week_in_view(opened, as_of=day(as_of), now=now())
    page = plans.next_week(opened, chosen, as_of=day(as_of), now=now())
    if json:
        print_json(plans.for_machines(page))
        return
    _show(page)


def _show(page: NextWeek) -> None:
    from rich.text import Text

    from vaekst.cli.terminal import note, out, told

    ahead = page.ahead
    title = f"{page.known.strategy.brand.name} · {ahead.week} · {ahead.posts} posts"
    out().print(Text.assemble((title, "bold"), f"  ({ahead.week.period})"), soft_wrap=True)
    for remark in page.remarks:
        out().print(Text(f"! {told(remark)}", style="yellow"), soft_wrap=True)
    out().print(Text(told(ahead.work.reason)), soft_wrap=True)
    for channel in ahead.channels:
        _show_channel(channel)
    note(f"\nafter the review of {page.reviewed} · strategy v{page.known.strategy_version.number}")


def _show_channel(channel: ChannelPlan) -> None:
    from rich.text import Text

    from vaekst.cli.terminal import out, told

    console, state = out(), channel.guard.state.value
    line = Text.assemble("\n", (channel.channel, "bold cyan"), f"  {channel.posts} posts  ", (state, _STYLES[state]))
    console.print(line)
    for reason in (*channel.reasons, *channel.guard.reasons):
        console.print(Text(f"    {told(reason)}", style="dim"), soft_wrap=True)
    for sentence in channel.advice:
        console.print(Text(f"    → {told(sentence)}", style="bold"), soft_wrap=True)
    for planned in channel.lines:
        console.print(Text.assemble(f"  {planned.posts:>3}  ", (planned.name, "bold")), soft_wrap=True)
        for reason in planned.reasons:
            console.print(Text(f"       {told(reason)}"), soft_wrap=True)
    for each in channel.left_out:
        console.print(Text(f"    –  {each.name}: {told(each.reason)}", style="dim"), soft_wrap=True)
