"""`vaekst decide`: what a person decided about a concept, with the evidence, for good."""

from __future__ import annotations

from typing import Annotated

import typer

from vaekst.cli.opening import BrandOption, JsonOption, new_app, open_brand
from vaekst.cli.weeks import AsOfOption, WeekOption, day

app = new_app()


@app.command()
def decide(
    channel: Annotated[str, typer.Argument(help="The channel, as `vaekst review` names it.")],
    concept: Annotated[str, typer.Argument(help="The concept's id in the strategy.")],
    decision: Annotated[str, typer.Argument(help="scale, iterate, stop or wait.")],
    brand: BrandOption = None,
    week: WeekOption = None,
    reason: Annotated[str, typer.Option("--reason", "-r", help="Why; needed when it is not what was proposed.")] = "",
    change: Annotated[
        str, typer.Option(help="What the new brief changes: hook, length, pacing or cta; suggested if left out.")
    ] = "",
    owner: Annotated[str, typer.Option(help="Who writes the new brief; suggested if left out.")] = "",
    as_of: AsOfOption = None,
    json: JsonOption = False,
) -> None:
    """Record what a person decided about a concept.

    To wait is to look again next week. To iterate or stop asks for a new brief: `vaekst rebriefs` lists them.

    The decision keeps the numbers, the strategy version and the lake version it was taken on. A change of mind is a new
    decision that supersedes the old one; nothing is rewritten.
    """
    actor, opened = open_brand(brand)
    from django.utils.timezone import now

    from vaekst.actions import decisions, reviews
    from vaekst.actions.rebriefs import Wanted
    from vaekst.cli.terminal import done, print_json
    from vaekst.core.period import Week

    chosen = Week.parse(week) if week else reviews.week_in_view(opened, as_of=day(as_of), now=now())
    made = decisions.decide(
        actor,
        opened,
        chosen,
        channel,
        concept,
        decision.lower(),
        reason=reason,
        as_of=day(as_of),
        now=now(),
        wanted=Wanted(change.lower(), owner),
    )
    if json:
        print_json(decisions.for_machines(made))
        return
    earlier = f", in place of '{made.supersedes.verdict}' by {made.supersedes.by}" if made.supersedes else ""
    done(f"{made.week} {made.channel}/{made.concept}: [bold]{made.verdict}[/]{earlier}. Recorded with its evidence.")
