"""`vaekst review`: every concept of a week, what its numbers say, and what is proposed."""

from __future__ import annotations

from math import expm1
from typing import TYPE_CHECKING, Annotated

import typer

from vaekst.cli.opening import BrandOption, JsonOption, new_app, open_brand
from vaekst.cli.weeks import AsOfOption, WeekOption, day

if TYPE_CHECKING:
    from collections.abc import Mapping

    from vaekst.actions.counterfactuals import Counterfactual
    from vaekst.actions.reviews import WeeklyReview
    from vaekst.core.review import ReviewRow
    from vaekst.core.simulation.regret import Place, Regret

app = new_app()

_STYLES = {"scale": "bold green", "iterate": "bold blue", "stop": "bold red", "not enough data yet": "dim"}


@app.command()
def review(
    brand: BrandOption = None,
    week: WeekOption = None,
    as_of: AsOfOption = None,
    policy: Annotated[
        list[str] | None,
        typer.Option(help="What another rule would have decided, such as [bold]naive[/]; may be repeated."),
    ] = None,
    json: JsonOption = False,
) -> None:
    """Weigh each concept of a week: scale, iterate or stop.

    The post is the unit, and posts are compared at equal age. With [bold]--as-of[/] the week is replayed as it was known
    on that day; a week somebody decided on is replayed from the very data they decided on. With [bold]--policy[/] the same
    posts are looked at week by week by other rules: naive, impressions, thompson, toptwo, halving.
    """
    actor, opened = open_brand(brand)
    from django.utils.timezone import now

    from vaekst.actions import reviews
    from vaekst.cli.terminal import print_json
    from vaekst.core.period import Week

    del actor  # reading is open to every member; the person at the keyboard is one
    chosen = Week.parse(week) if week else reviews.week_in_view(opened, as_of=day(as_of), now=now())
    page = reviews.read_review(opened, chosen, as_of=day(as_of), now=now())
    if policy:
        from vaekst.actions import counterfactuals

        found = counterfactuals.read_counterfactual(opened, page, policy)
        if json:
            print_json(counterfactuals.for_machines(found))
        else:
            _compare(found)
        return
    if json:
        print_json(reviews.for_machines(page))
        return
    _show(page)


def _show(page: WeeklyReview) -> None:
    from rich.text import Text

    from vaekst.cli.terminal import note, out
    from vaekst.core.evidence import borrowed

    console = out()
    known = page.known
    console.print(Text.assemble((f"{known.strategy.brand.name} · {page.week}", "bold"), f"  ({page.week.period})"))
    channel = None
    for row in page.review.rows:
        if row.channel != channel:
            channel = row.channel
            new = sum(one.published_this_week for one in page.review.rows if one.channel == channel)
            console.print(Text.assemble("\n", (channel, "bold cyan"), (f"  new this week: {new}", "dim")))
        _show_row(page, row)
    if not page.review.rows:
        console.print(
            "No concept has a post yet, and no post is untagged. Import a file, or add concepts to the strategy."
        )
    for sentence in borrowed(page.review.weighing):
        note(f"\n{sentence.english()}")
    note(
        f"\nagainst {page.baseline_period} · strategy v{known.strategy_version.number} · lake {known.lake_version or 'empty'}"
        + (" · replayed from the recorded decision" if page.is_replay else "")
    )


def _show_row(page: WeeklyReview, row: ReviewRow) -> None:
    from rich.text import Text

    from vaekst.cli.terminal import out, told
    from vaekst.core.evidence import Estimate
    from vaekst.present.language import ENGLISH
    from vaekst.present.numbers import change
    from vaekst.present.words import metric_label

    console = out()
    proposal = row.proposal.value if row.proposal else "untagged"
    line = Text.assemble("  ", (row.name, "bold"), "  ", (proposal, _STYLES.get(proposal, "yellow")))
    line.append(
        f"   {metric_label(row.metric, ENGLISH)} · {len(row.posts)} posts compared of {row.published_in_total}", "dim"
    )
    console.print(line, soft_wrap=True)
    if isinstance(row.estimate, Estimate):
        found = row.estimate
        low, mid, high = (change(one, ENGLISH) for one in (found.low, found.mid, found.high))
        console.print(f"      {mid} against baseline ({low} to {high})", style="dim")
    for reason in row.reasons:
        console.print(Text(f"      {told(reason)}"), soft_wrap=True)
    decided = page.decisions.get((row.channel, row.concept or ""))
    if decided:
        by = f"decided: {decided.verdict}, by {decided.by}, {decided.at:%Y-%m-%d}"
        console.print(
            Text(f"      ● {by}" + (f": {decided.reason}" if decided.reason else ""), style="magenta"), soft_wrap=True
        )


def _compare(found: Counterfactual) -> None:
    """What every rule makes of every concept, side by side."""
    from vaekst.cli.terminal import note, out, table, told

    page = found.page
    out().print(f"[bold]{page.known.strategy.brand.name}[/] · {page.week} · what other rules would have decided")
    rows = [row for row in page.review.rows if row.concept is not None]
    columns = ("channel", "concept", *found.rules, *(("truly",) if found.truth else ()))
    table(columns, (_compared(found, row) for row in rows))
    if not rows:
        note("There are no concepts to review yet.")
    names = {(row.channel, row.concept or ""): row.name for row in rows}
    for name, cost in found.costs.items() if found.truth else ():
        note(cost_in_words(name, cost, names))
    reasons = {told(given.reason) for ruled in found.rules.values() for given in ruled.values() if given.reason}
    for reason in sorted(reasons):
        note(reason)


def cost_in_words(rule: str, cost: Regret, names: Mapping[Place, str]) -> str:
    """What a rule's decisions are worth, and which were wrong by the truth; concepts by what people call them."""
    wrong = [f"stops {names[place]}" for place in cost.winners_stopped]
    wrong += [f"scales {names[place]}" for place in cost.scaled_for_nothing]
    wrong += [f"keeps {names[place]}" for place in cost.losers_kept]
    return f"{rule}: next posts {cost.lift:+.0%} against the baseline" + (
        f"; wrongly {', '.join(wrong)}" if wrong else ""
    )


def _compared(found: Counterfactual, row: ReviewRow) -> tuple[str | None, ...]:
    place = (row.channel, row.concept or "")
    answers = [given.get(place) for given in found.rules.values()]
    told = [
        ruled and ruled.decision and ruled.decision + (f" (week {ruled.since})" if ruled.since else "")
        for ruled in answers
    ]
    truth = found.truth.get(place)
    return (row.channel, row.name, *told, *(("" if truth is None else f"{expm1(truth):+.0%}",) if found.truth else ()))
