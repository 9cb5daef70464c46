"""`vaekst simulate`: what a sprint would find out, before it begins."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from vaekst.cli.opening import BrandOption, JsonOption, new_app, open_brand

if TYPE_CHECKING:
    from vaekst.actions.simulations import Simulation
    from vaekst.core.simulation.forecasts import Run

app = new_app()

_WORTH_SHARING = 50
"""Sprints from which on starting other processes is quicker than playing alone."""
_MEASURED = "as measured if left out"


@app.command()
def simulate(
    brand: BrandOption = None,
    effect: Annotated[str, typer.Option(help="The concept to be found, in per cent above the baseline.")] = "20",
    posts: Annotated[str | None, typer.Option(help=f"Posts a week over all channels; {_MEASURED}.")] = None,
    weeks: Annotated[str | None, typer.Option(help="Weeks of the sprint; as in the strategy if left out.")] = None,
    concepts: Annotated[str | None, typer.Option(help=f"Concepts per channel; {_MEASURED}.")] = None,
    baseline: Annotated[str | None, typer.Option(help=f"Baseline posts per channel; {_MEASURED}.")] = None,
    rate: Annotated[str | None, typer.Option(help=f"The usual rate in per cent; {_MEASURED}.")] = None,
    scatter: Annotated[str | None, typer.Option(help=f"How much posts scatter, in per cent; {_MEASURED}.")] = None,
    trials: Annotated[str | None, typer.Option(help=f"How often a post is seen; {_MEASURED}.")] = None,
    rule: Annotated[
        list[str] | None, typer.Option(help="Another rule to play as well, such as [bold]naive[/]; may be repeated.")
    ] = None,
    sprints: Annotated[int, typer.Option(min=10, max=2000, help="Simulated sprints of each kind.")] = 100,
    seed: Annotated[int, typer.Option(min=0, help="Another seed, another chance.")] = 1,
    json: JsonOption = False,
) -> None:
    """Say what a sprint would find out, before it begins.

    The brand's own noise, posts and rule are played through many made-up sprints whose truth is known. Numbers are looked at
    every week, as people do.
    """
    _, opened = open_brand(brand)
    from django.utils.timezone import now

    from vaekst.actions import simulations
    from vaekst.cli.terminal import print_json

    given = {"posts": posts, "weeks": weeks, "concepts": concepts, "baseline": baseline, "effect": effect}
    supposed = simulations.supposed_of(given | {"rate": rate, "scatter": scatter, "trials": trials})
    with _cores(sprints) as run:
        found = simulations.simulate(
            opened, supposed, sprints=sprints, seed=seed, rivals=rule or (), run=run, now=now()
        )
    if json:
        print_json(simulations.for_machines(found))
        return
    _show(found)


@contextmanager
def _cores(sprints: int) -> Iterator[Run]:
    """How sprints are run: one after the other where they are few, else over all cores."""
    cores = os.cpu_count() or 1
    if sprints < _WORTH_SHARING or cores == 1:
        yield map
        return
    from concurrent.futures import ProcessPoolExecutor
    from functools import partial
    from multiprocessing import get_context

    with ProcessPoolExecutor(cores, mp_context=get_context("spawn")) as pool:
        yield partial(pool.map, chunksize=10)


def _show(found: Simulation) -> None:
    from vaekst.cli.terminal import note, out, table, told
    from vaekst.core.simulation import RIVALS

    page = found.measured.since
    console = out()
    console.print(f"[bold]{page.known.strategy.brand.name}[/] · before a sprint · noise up to {page.week}")
    for sentence in found.sentences:
        console.print(f"  {told(sentence)}", soft_wrap=True)
    console.print()
    shown = [(f"{one.posts} posts a week", one.found) for one in found.forecast.more]
    shown.append(("scaled for nothing", found.forecast.false))
    weeks = [week for week in range(1, found.forecast.plan.weeks + 1) if week % 2 == 0]
    table(
        ("found by week", *map(str, weeks)),
        ((name, *(f"{chances[week - 1].value:.0%}" for week in weeks)) for name, chances in shown),
    )
    if found.rivals:
        console.print()
        played = {"this brand's rule": found.forecast} | {RIVALS[name].title: one for name, one in found.rivals.items()}
        table(
            ("rule", "found", "stopped", "scaled for nothing", "worth of posts"),
            (
                (
                    name,
                    f"{one.found[-1].value:.0%}",
                    f"{one.stopped.value:.0%}",
                    f"{one.false[-1].value:.0%}",
                    f"{one.lift.value:+.1%}",
                )
                for name, one in played.items()
            ),
        )
    for one in found.measured.noises:
        seen = f", seen {one.noise.trials:,.0f} times, rate {one.noise.rate:.2%}" if one.counted else ""
        note(f"{one.channel}: {one.posts} posts by {one.metric} scatter by {one.noise.scatter:.0%}{seen}")
    for reason in found.measured.missing:
        note(told(reason))
    note(f"{found.forecast.sprints} sprints of each kind")
