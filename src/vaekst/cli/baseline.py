"""`vaekst baseline`: the figures the sprint is measured against."""

from __future__ import annotations

from typing import Annotated

import typer

from vaekst.cli.opening import BrandOption, JsonOption, new_app, open_brand
from vaekst.cli.weeks import AsOfOption, day

app = new_app(needs_subcommand=True)


@app.command()
def show(brand: BrandOption = None, as_of: AsOfOption = None, json: JsonOption = False) -> None:
    """Show the baseline in force, or the provisional one while none is frozen."""
    _, opened = open_brand(brand)
    from django.utils.timezone import now

    from vaekst.actions import facts, strategies
    from vaekst.actions.baselines import read_baseline
    from vaekst.actions.known import known_at
    from vaekst.cli.terminal import note, print_json, table
    from vaekst.present.language import ENGLISH
    from vaekst.present.numbers import figure as written
    from vaekst.present.words import say

    moment = facts.at(day(as_of), now=now(), timezone=strategies.in_force(opened).brand.timezone)
    found = read_baseline(known_at(opened, moment))
    frozen, baseline = found.frozen, found.baseline
    if json:
        print_json(baseline.to_json() | {"number": frozen and frozen.number, "frozen_at": frozen and frozen.frozen_at})
        return
    known = [figure for figure in baseline.figures if figure.value is not None]
    rows = (
        (
            figure.measure.replace("_", " "),
            figure.channel or "",
            written(figure.value, figure.unit, ENGLISH, currency=figure.currency or ""),
            figure.basis,
        )
        for figure in known
    )
    table(("figure", "channel", "value", "worked out as"), rows, title=f"Baseline of {baseline.period}")
    for figure in baseline.figures:
        if figure.unknown:
            where = f" ({figure.channel})" if figure.channel else ""
            note(f"{figure.measure.replace('_', ' ')}{where}: {say(figure.unknown, ENGLISH)}")
    if frozen:
        note(f"Frozen as number {frozen.number} on {frozen.frozen_at:%Y-%m-%d} by {frozen.by}. {frozen.why}")
    else:
        note("Provisional: it moves with the data until it is frozen with vaekst baseline freeze")


@app.command()
def freeze(
    brand: BrandOption = None,
    why: Annotated[
        str, typer.Option("--why", help="The reason; needed to freeze another in place of a frozen one.")
    ] = "",
    as_of: AsOfOption = None,
) -> None:
    """Freeze the baseline with the data it came from."""
    actor, opened = open_brand(brand)
    from django.utils.timezone import now

    from vaekst.actions import baselines
    from vaekst.cli.terminal import done

    frozen = baselines.freeze(actor, opened, why=why, as_of=day(as_of), now=now())
    first, last = frozen.figures["period"]
    done(f"Baseline {frozen.number} is frozen: {first} to {last}, with {len(frozen.figures['posts'])} posts.")
