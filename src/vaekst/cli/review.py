"""`vaekst review`: every concept of a week, what its numbers say, and what is proposed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vaekst.cli.opening import BrandOption, JsonOption, new_app, open_brand
from vaekst.cli.weeks import AsOfOption, WeekOption, day

if TYPE_CHECKING:
    from vaekst.actions.reviews import WeeklyReview
    from vaekst.core.review import ReviewRow

app = new_app()

_STYLES = {"scale": "bold green", "iterate": "bold blue", "stop": "bold red", "not enough data yet": "dim"}


@app.command()
def review(
    brand: BrandOption = None, week: WeekOption = None, as_of: AsOfOption = None, json: JsonOption = False
) -> None:
    """Weigh each concept of a week: scale, iterate or stop.

    The post is the unit, and posts are compared at equal age. With [bold]--as-of[/] the week is replayed as it was known
    on that day; a week somebody decided on is replayed from the very data they decided on.
    """
    actor, opened = open_brand(brand)
    from django.utils.timezone import now

    from vaekst.actions import reviews
    from vaekst.cli.terminal import print_json
    from vaekst.core.period import Week

    del actor  # reading is open to every member; the person at the keyboard is one
    chosen = Week.parse(week) if week else reviews.week_in_view(opened, as_of=day(as_of), now=now())
    page = reviews.read_review(opened, chosen, as_of=day(as_of), now=now())
    if json:
        print_json(reviews.for_machines(page))
        return
    _show(page)


def _show(page: WeeklyReview) -> None:
    from rich.text import Text

    from vaekst.cli.terminal import note, out

    console = out()
    known = page.known
    console.print(Text.assemble((f"{known.strategy.brand.name} · {page.week}", "bold"), f"  ({page.week.period})"))
    channel = None
    for row in page.review.rows:
        if row.channel != channel:
            channel = row.channel
            console.print(Text.assemble("\n", (channel, "bold cyan")))
        _show_row(page, row)
    if not page.review.rows:
        console.print(
            "No concept has a post yet, and no post is untagged. Import a file, or add concepts to the strategy."
        )
    note(
        f"\nagainst {page.baseline_period} · strategy v{known.strategy_version.number} · lake {known.lake_version or 'empty'}"
        + (" · replayed from the recorded decision" if page.is_replay else "")
    )


def _show_row(page: WeeklyReview, row: ReviewRow) -> None:
    from rich.text import Text

    from vaekst.cli.terminal import out
    from vaekst.core.evidence import Estimate

    console = out()
    proposal = row.proposal.value if row.proposal else "untagged"
    line = Text.assemble("  ", (row.name, "bold"), "  ", (proposal, _STYLES.get(proposal, "yellow")))
    line.append(
        f"   {row.metric.replace('_', ' ')} · {len(row.posts)} posts compared of {row.published_in_total}", "dim"
    )
    console.print(line, soft_wrap=True)
    if isinstance(row.estimate, Estimate):
        found = row.estimate
        span = f"{found.mid:+.0%} against baseline ({found.low:+.0%} to {found.high:+.0%})"
        console.print(f"      {span}", style="dim")
    for reason in row.reasons:
        console.print(Text(f"      {reason.english()}"), soft_wrap=True)
    decided = page.decisions.get((row.channel, row.concept or ""))
    if decided:
        by = f"decided: {decided.verdict}, by {decided.by}, {decided.at:%Y-%m-%d}"
        console.print(
            Text(f"      ● {by}" + (f": {decided.reason}" if decided.reason else ""), style="magenta"), soft_wrap=True
        )
