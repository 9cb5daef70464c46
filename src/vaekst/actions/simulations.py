"""What a sprint of a brand would find out: its own noise, or what somebody supposes instead, played with its own rule."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from statistics import fmean

from vaekst.actions import posts, reviews
from vaekst.actions.memory import Memory
from vaekst.actions.reviews import WeeklyReview
from vaekst.core.errors import BadInput, UnknownName
from vaekst.core.figures import PostFigure
from vaekst.core.review import ReviewPlan
from vaekst.core.sentence import N_, Sentence
from vaekst.core.simulation import CHANNELS, RIVALS, Figure
from vaekst.core.simulation.forecasts import MOST_CONCEPTS, MOST_POSTS, MOST_WEEKS, Forecast, Plan, Run, forecast
from vaekst.core.simulation.measured import ChannelNoise, noise_of, overridden
from vaekst.core.simulation.ours import ours
from vaekst.core.simulation.told import told
from vaekst.core.strategy.numbers import written
from vaekst.store.models import Brand

SPRINTS = 100
USUAL_POSTS, USUAL_BASELINE = 11, 15
"""Posts a week and baseline posts per channel, where nothing was posted yet."""


@dataclass(frozen=True, slots=True)
class Supposed:
    """What somebody wants a plan to be; what is left None is as measured. Noise is supposed of every channel alike."""

    posts: int | None = None
    weeks: int | None = None
    concepts: int | None = None
    baseline: int | None = None
    effect: float | None = None
    rate: float | None = None
    scatter: float | None = None
    trials: float | None = None


@dataclass(frozen=True, slots=True)
class Measured:
    """A brand's plan, and where it comes from. `noises` are the channels that were measured, `missing` why others were not.

    Without any measured channel the noise is that of posts of three platforms elsewhere, and `noises` is empty.
    """

    plan: Plan
    noises: tuple[ChannelNoise, ...]
    missing: tuple[Sentence, ...]
    since: WeeklyReview


@dataclass(frozen=True, slots=True)
class Simulation:
    """A forecast with the brand's own rule, in sentences, and what other rules would make of the same sprints."""

    measured: Measured
    forecast: Forecast
    sentences: tuple[Sentence, ...]
    rivals: Mapping[str, Forecast]


_IN_PER_CENT = frozenset({"effect", "rate", "scatter"})
_WORDS = {
    "posts": N_("posts a week"),
    "weeks": N_("weeks"),
    "concepts": N_("concepts per channel"),
    "baseline": N_("baseline posts per channel"),
    "effect": N_("effect"),
    "rate": N_("usual rate"),
    "scatter": N_("scatter"),
    "trials": N_("views of a post"),
}


def supposed_of(given: Mapping[str, str | None]) -> Supposed:
    """What is supposed, as somebody wrote it: whole numbers, and shares in per cent. Nothing written is nothing supposed.

    Raises BadInput for what is no such number.
    """
    return Supposed(**{name: _number(name, text) for name, text in given.items() if name in _WORDS and text})  # type: ignore[arg-type]  # _WORDS names its fields


def _number(name: str, text: str) -> float:
    number = written(text)
    in_per_cent = name in _IN_PER_CENT
    if number is None or number.suffix not in ("", "%" if in_per_cent else ""):
        raise _no_number(name, text)
    value = -number.amount if number.sign == "-" else number.amount
    if in_per_cent:
        return value / 100
    if value != int(value):
        raise _no_number(name, text)
    return int(value)


def _no_number(name: str, text: str) -> BadInput:
    template = N_("{what:word}: '{given}' is not a number that can be used. Write one such as {example}.")
    example = "20" if name in _IN_PER_CENT else "12"
    return BadInput("bad_number", template, what=_WORDS[name], given=text, example=example)


def simulate(
    brand: Brand,
    supposed: Supposed,
    *,
    sprints: int = SPRINTS,
    seed: int,
    rivals: Sequence[str] = (),
    hurried: bool = False,
    run: Run = map,
    now: datetime,
) -> Simulation:
    """The simulation of the brand's plan. The same question is answered from memory.

    `hurried` plays long sprints less often, because somebody waits. `run` is `map`, or one that shares the sprints over several cores.
    Raises BadInput for a plan or noise there cannot be, and UnknownName for a rule there is not.
    """
    for name in rivals:
        if name not in RIVALS:
            raise UnknownName("rule", name, RIVALS)
    measured = measured_plan(brand, supposed, now=now)
    plan, strategy = measured.plan, measured.since.known.strategy
    rules = reviews.plan_of(strategy)
    count = plan.affordable(sprints) if hurried else sprints
    question = (plan, rules.rules, rules.stop_posts, count, seed)
    own = _FORECASTS.answer(question, lambda: _own(plan, rules, count, seed, run))
    others = {
        name: _FORECASTS.answer((plan, name, count, seed), partial(_other, name, plan, count, seed, run))
        for name in rivals
    }
    return Simulation(measured, own, told(own), others)


_FORECASTS: Memory[Forecast] = Memory(size=64)


def _own(plan: Plan, rules: ReviewPlan, sprints: int, seed: int, run: Run) -> Forecast:
    return forecast(plan, ours(rules.rules, stop_posts=rules.stop_posts), sprints=sprints, seed=seed, run=run)


def _other(name: str, plan: Plan, sprints: int, seed: int, run: Run) -> Forecast:
    return forecast(plan, RIVALS[name].make, sprints=sprints, seed=seed, more=(1.0,), run=run)


def measured_plan(brand: Brand, supposed: Supposed, *, now: datetime) -> Measured:
    """The plan as the newest complete week shows it, with what is supposed put in its place."""
    week = reviews.week_in_view(brand, now=now)
    page = reviews.read_review(brand, week, now=now)
    strategy = page.known.strategy
    answers = [noise_of(channel, strategy.metric_of(channel), _groups(page, channel)) for channel in strategy.channels]
    noises = tuple(one for one in answers if isinstance(one, ChannelNoise))
    weekly = _weekly(page)
    concepts = [len(strategy.concepts_on(channel)) for channel in strategy.channels]
    based = [len(_groups(page, one.channel)[0]) for one in noises]
    channels = tuple(
        overridden(noise, rate=supposed.rate, scatter=supposed.scatter, trials=supposed.trials)
        for noise in ([one.noise for one in noises] or CHANNELS)
    )
    plan = Plan(
        channels=channels,
        shares=tuple(max(weekly.get(one.channel, 0.0), 0.05) for one in noises),
        posts=_chosen(supposed.posts, round(sum(weekly.values())) or USUAL_POSTS, MOST_POSTS),
        baseline=_chosen(supposed.baseline, max(2, round(fmean(based))) if based else USUAL_BASELINE, MOST_POSTS),
        concepts=_chosen(supposed.concepts, max(1, round(fmean(concepts))) if concepts else 1, MOST_CONCEPTS),
        weeks=_chosen(supposed.weeks, strategy.sprint.days // 7, MOST_WEEKS),
    )
    if supposed.effect is not None:
        plan = replace(plan, effect=supposed.effect)
    missing = tuple(one for one in answers if isinstance(one, Sentence))
    return Measured(plan, noises, missing if noises else (Sentence("no_noise", _NO_NOISE), *missing), page)


_NO_NOISE = N_(
    "No channel has posts enough to measure its noise, so that of other people's posts on three platforms is used."
)


def _chosen(supposed: int | None, measured: int, most: int) -> int:
    """What is supposed, which the plan checks; else what was measured, as far as a simulation goes."""
    return min(measured, most) if supposed is None else supposed


def _groups(page: WeeklyReview, channel: str) -> list[list[PostFigure]]:
    """The channel's figures by its own metric: the baseline's, then each concept's of the days looked at."""
    metric = page.known.strategy.metric_of(channel)
    figures = [figure for figure in page.figures[metric].figures if figure.channel == channel]
    concepts: dict[str | None, list[PostFigure]] = {}
    for figure in figures:
        if figure.published in page.looked_at:
            concepts.setdefault(figure.concept, []).append(figure)
    return [[figure for figure in figures if figure.published in page.baseline_period], *concepts.values()]


def _weekly(page: WeeklyReview) -> dict[str, float]:
    """Posts a week by channel, over the days looked at."""
    weeks = page.looked_at.days / 7
    made: dict[str, float] = {}
    for post in posts.read_posts(page.known):
        if post.published is not None and post.published in page.looked_at:
            made[post.channel] = made.get(post.channel, 0.0) + 1 / weeks
    return made


def for_machines(found: Simulation) -> dict[str, object]:
    """The simulation under the stable names of `vaekst simulate --json`. Chances are fractions, by week from the first."""
    plan, own = found.measured.plan, found.forecast
    return {
        "plan": {
            "posts_a_week": plan.posts,
            "baseline_posts": plan.baseline,
            "concepts_per_channel": plan.concepts,
            "weeks": plan.weeks,
            "effect": plan.effect,
            "scatter": plan.scatter,
        },
        "channels": [
            {
                "channel": one.channel,
                "metric": one.metric,
                "posts": one.posts,
                "rate": one.noise.rate if one.counted else None,
                "scatter": one.noise.scatter,
                "trials": one.noise.trials if one.counted else None,
            }
            for one in found.measured.noises
        ],
        "missing": [reason.english() for reason in found.measured.missing],
        "sentences": [sentence.english() for sentence in found.sentences],
        **_chances(own),
        "more_posts": [{"posts_a_week": one.posts, "found": _figures(one.found)} for one in own.more],
        "rules": {name: _chances(one) for name, one in found.rivals.items()},
    }


def _chances(one: Forecast) -> dict[str, object]:
    return {
        "sprints": one.sprints,
        "found": _figures(one.found),
        "false": _figures(one.false),
        "stopped": _figure(one.stopped),
        "lift": _figure(one.lift),
    }


def _figures(chances: Iterable[Figure]) -> list[dict[str, float | None]]:
    return [_figure(one) for one in chances]


def _figure(one: Figure) -> dict[str, float | None]:
    return {"value": one.value, "error": one.error}
