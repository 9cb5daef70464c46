"""`vaekst experiment`: one question, one metric, one bar; registered before it runs, closed with its evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from vaekst.cli.opening import BrandOption, JsonOption, new_app, open_brand
from vaekst.cli.weeks import AsOfOption, day

if TYPE_CHECKING:
    from vaekst.actions.experiments import ExperimentPage

app = new_app(needs_subcommand=True)

Key = Annotated[str, typer.Argument(metavar="KEY", help="The experiment's key, as `vaekst experiment list` names it.")]
Hypothesis = Annotated[str | None, typer.Option("--hypothesis", help="What is expected, in one sentence.")]
ChannelOption = Annotated[str | None, typer.Option("--channel", help="The channel it runs on.")]
ConceptOption = Annotated[str | None, typer.Option("--concept", help="The concept it tries.")]
Vary = Annotated[
    str | None, typer.Option("--vary", help="The one thing that is different: concept, hook, length, pacing or cta.")
]
MetricOption = Annotated[
    str | None, typer.Option("--metric", help="The one metric; the strategy's for this concept if left out.")
]
Bar = Annotated[
    str | None,
    typer.Option("--bar", help="What is to be reached, '1.2 %', or a lift, '+10 %'; the strategy's if left out."),
]
MinPosts = Annotated[str | None, typer.Option("--min-posts", metavar="N", help="No verdict before this many posts.")]
Start = Annotated[str | None, typer.Option("--start", metavar="DATE", help="First day posts count; today if left out.")]
End = Annotated[str | None, typer.Option("--end", metavar="DATE", help="Last day posts count; after four weeks.")]
Match = Annotated[
    list[str] | None,
    typer.Option("--match", help="How its posts are told: hashtag=, title=, utm= or format=; may be repeated."),
]
Posts = Annotated[
    list[str] | None, typer.Option("--post", help="A post named by key or link while nobody can see its figures.")
]


@app.command()
def register(
    name: Annotated[str, typer.Argument(metavar="NAME", help="What people call it; its key is made from that.")],
    hypothesis: Hypothesis = None,
    channel: ChannelOption = None,
    concept: ConceptOption = None,
    vary: Vary = None,
    metric: MetricOption = None,
    bar: Bar = None,
    min_posts: MinPosts = None,
    start: Start = None,
    end: End = None,
    match: Match = None,
    post: Posts = None,
    brand: BrandOption = None,
    json: JsonOption = False,
) -> None:
    """Register an experiment before it runs. Posts published before that do not count.

    What is registered is never changed: [bold]revise[/] puts a new version in its place.
    """
    actor, opened = open_brand(brand)
    from django.utils.timezone import now

    from vaekst.actions import experiments
    from vaekst.core.experiments import Draft

    typed = _typed(hypothesis, channel, concept, vary, metric, bar, min_posts, start, end, match, post)
    made = experiments.register(actor, opened, Draft(name=name, **typed), now=now())
    _tell(experiments.read(opened, made.key, now=now()), f"'{made.key}' is registered.", json=json)


@app.command()
def revise(
    key: Key,
    why: Annotated[str, typer.Option("--why", help="The reason; it stays with the new version.")] = "",
    hypothesis: Hypothesis = None,
    vary: Vary = None,
    metric: MetricOption = None,
    bar: Bar = None,
    min_posts: MinPosts = None,
    start: Start = None,
    end: End = None,
    match: Match = None,
    post: Posts = None,
    brand: BrandOption = None,
    json: JsonOption = False,
) -> None:
    """Put a new version in the place of a registration, with the reason. What is left out stays.

    A changed question (metric, bar, least posts, start, how posts are told) counts posts from now on. Another end, other
    words and posts named by hand keep those there are.
    """
    actor, opened = open_brand(brand)
    from dataclasses import replace

    from django.utils.timezone import now

    from vaekst.actions import experiments

    draft, number = experiments.draft_for(opened, key)
    typed = _typed(hypothesis, None, None, vary, metric, bar, min_posts, start, end, match, post)
    made = experiments.revise(actor, opened, key, replace(draft, **typed), why=why, based_on=number, now=now())
    _tell(experiments.read(opened, key, now=now()), f"'{key}' is version {made.number} now.", json=json)


@app.command("list")
def list_experiments(brand: BrandOption = None, json: JsonOption = False) -> None:
    """List the experiments as they stand, open ones first."""
    _, opened = open_brand(brand)
    from django.utils.timezone import now

    from vaekst.actions import experiments
    from vaekst.cli.terminal import note, print_json, table

    found = experiments.listed(opened, now=now())
    if json:
        print_json([{"key": one.key, **one.plan.to_json(), **one.numbers, "state": one.state} for one in found])
        return
    rows = (
        (one.key, one.plan.channel, one.plan.concept, one.plan.metric, one.plan.bar, one.numbers["posts"], one.state)
        for one in found
    )
    table(("key", "channel", "concept", "metric", "bar", "posts", "state"), rows, title=opened.name)
    if not found:
        note("No experiment is registered yet: vaekst experiment register")


@app.command()
def show(key: Key, brand: BrandOption = None, as_of: AsOfOption = None, json: JsonOption = False) -> None:
    """Show how an experiment stands; a closed one as it was closed."""
    _, opened = open_brand(brand)
    from django.utils.timezone import now

    from vaekst.actions import experiments

    _tell(experiments.read(opened, key, as_of=day(as_of), now=now()), json=json)


@app.command()
def close(
    key: Key,
    reason: Annotated[str, typer.Option("--reason", "-r", help="Why; needed to stop one without a verdict.")] = "",
    as_of: AsOfOption = None,
    brand: BrandOption = None,
    json: JsonOption = False,
) -> None:
    """Close an experiment with the verdict its numbers reached, for good."""
    actor, opened = open_brand(brand)
    from django.utils.timezone import now

    from vaekst.actions import experiments

    closing = experiments.close(actor, opened, key, reason=reason, as_of=day(as_of), now=now())
    _tell(experiments.read(opened, key, now=now()), f"'{key}' is closed: {closing.outcome}.", json=json)


def _typed(
    hypothesis: str | None,
    channel: str | None,
    concept: str | None,
    vary: str | None,
    metric: str | None,
    bar: str | None,
    min_posts: str | None,
    start: str | None,
    end: str | None,
    match: list[str] | None,
    posts: list[str] | None,
) -> dict[str, str]:
    """The fields of a draft that were typed."""
    fields = {
        "hypothesis": hypothesis,
        "channel": channel,
        "concept": concept,
        "variable": vary,
        "metric": metric,
        "bar": bar,
        "min_posts": min_posts,
        "start": start,
        "end": end,
        "match": "\n".join(match) if match else None,
        "posts": "\n".join(posts) if posts else None,
    }
    return {name: value for name, value in fields.items() if value is not None}


def _tell(page: ExperimentPage, achieved: str = "", *, json: bool) -> None:
    """The experiment for a machine, or for a person with what was just achieved."""
    from vaekst.actions.experiments import for_machines
    from vaekst.cli.terminal import done, print_json

    if json:
        print_json(for_machines(page))
        return
    if achieved:
        done(achieved)
    _show(page)


def _show(page: ExperimentPage) -> None:
    from rich.text import Text

    from vaekst.cli.terminal import note, out, told
    from vaekst.core.evidence import Estimate
    from vaekst.core.metrics.catalogue import METRICS
    from vaekst.present.language import ENGLISH
    from vaekst.present.numbers import change, figure
    from vaekst.present.words import metric_label

    console, plan, reading = out(), page.experiment.plan, page.reading
    console.print(Text.assemble((plan.name, "bold"), "  ", (page.state, "bold cyan")))
    console.print(Text(f"  {plan.hypothesis}"), soft_wrap=True)
    asked = f"{plan.variable} · {metric_label(plan.metric, ENGLISH)} · bar {plan.bar} · {plan.period}"
    console.print(Text(f"  {plan.channel}/{plan.concept} · {asked}", "dim"), soft_wrap=True)
    unit = METRICS[plan.metric].unit
    if reading.level is not None:
        low, high = figure(reading.low, unit, ENGLISH), figure(reading.high, unit, ENGLISH)
        posts = f"{len(reading.posts)} posts" if len(reading.posts) != 1 else "1 post"
        console.print(f"  {figure(reading.level.value, unit, ENGLISH)} ({low} to {high}) from {posts}", soft_wrap=True)
    if isinstance(reading.estimate, Estimate):
        found = reading.estimate
        low, mid, high = (change(one, ENGLISH) for one in (found.low, found.mid, found.high))
        console.print(f"  {mid} against the baseline ({low} to {high})")
    for reason in reading.reasons:
        console.print(Text(f"  {told(reason)}"), soft_wrap=True)
    if page.closing:
        by = f"closed by {page.closing.by}, {page.closing.at:%Y-%m-%d}"
        console.print(Text(f"  ● {by}" + (f": {page.closing.reason}" if page.closing.reason else ""), "magenta"))
    known = page.known
    note(
        f"  version {page.versions[-1].number} · strategy v{known.strategy_version.number} · lake {known.lake_version or 'empty'}"
        + (" · replayed from its closing" if page.is_replay else "")
    )
