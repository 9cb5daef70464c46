"""A channel's week ahead: its posts shared out over concepts and business as usual, with the reason for each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from vaekst.core.planning.looks import LastLook
from vaekst.core.planning.places import Candidate, LeftOut, Places
from vaekst.core.planning.principles import as_series
from vaekst.core.planning.volume import Volume
from vaekst.core.rules.volume import Guard, GuardState
from vaekst.core.sentence import N_, Sentence
from vaekst.core.standup.rebriefing import Change, rebriefing

Share = Callable[[str, int], Mapping[str | None, int]]
"""How a channel's posts are shared out: (channel, posts) -> posts by concept; None is business as usual."""


@dataclass(frozen=True, slots=True)
class Planned:
    """Posts of one concept next week, or (None) business as usual. Each concept is judged by one metric.

    `change` is the one thing a new brief changes, in a word; empty where nothing is. `is_last_look` where it gets the one post
    a concept that was left aside is looked at by once more.
    """

    concept: str | None
    name: str
    posts: int
    metric: str
    change: str
    reasons: tuple[Sentence, ...]
    is_last_look: bool = False


@dataclass(frozen=True, slots=True)
class ChannelPlan:
    """A channel's posts next week. `advice` says what else the volume guard proposes, and how the posts are best made."""

    channel: str
    posts: int
    lines: tuple[Planned, ...]
    left_out: tuple[LeftOut, ...]
    guard: Guard
    reasons: tuple[Sentence, ...]
    advice: tuple[Sentence, ...]


def plan_channel(
    channel: str,
    volume: Volume,
    places: Places,
    guard: Guard,
    *,
    metric: str,
    share: Share,
    formats: Sentence | None = None,
    principles: Iterable[Sentence | None] = (),
) -> ChannelPlan:
    """The channel's plan. Raises ValueError for a share that gives away more or other posts than there are."""
    given: Mapping[str | None, int] = share(channel, volume.posts) if places.made else {None: volume.posts}
    made = {one.concept: one for one in places.made}
    if sum(given.values()) != volume.posts or min(given.values(), default=0) < 0 or given.keys() - made.keys() - {None}:
        raise ValueError(f"{volume.posts} posts of {channel} cannot be shared out as {dict(given)}.")
    lines = [_of_concept(one, given.get(name, 0), guard, places.look) for name, one in made.items()]
    usual = _usual(given.get(None, 0), metric, is_control=bool(made))
    return ChannelPlan(
        channel=channel,
        posts=volume.posts,
        lines=(*lines, usual) if usual.posts else tuple(lines),
        left_out=places.left_out,
        guard=guard,
        reasons=volume.reasons,
        advice=(*_advice(guard, formats), *filter(None, principles)),
    )


def _of_concept(one: Candidate, posts: int, guard: Guard, look: LastLook | None) -> Planned:
    change = _change(one, guard) if posts and not one.running else ""
    looked = look if look and look.concept == one.concept else None
    reasons = (*_told(one, change), *_of_experiment(one, posts), *_of_look(looked, posts))
    if not posts and not one.running and not looked:
        reasons = (*reasons, _none(one))
    if not change and not one.running and (series := as_series(one.parts, posts)):
        reasons = (*reasons, series)
    return Planned(one.concept, one.row.name, posts, one.metric, change, reasons, is_last_look=bool(looked and posts))


def _change(one: Candidate, guard: Guard) -> str:
    """The one thing to change: what the new brief says, else what a fallen figure points at, else what the evidence does.

    A scaled concept stays as it is, and so does one without a post: there is nothing to change yet.
    """
    if one.decided == "scale" or not one.row.published:
        return ""
    if one.decided == "iterate" and one.change:
        return Change(one.change).word
    fallen = next((_POINTS_AT[metric] for metric in _POINTS_AT if metric in guard.fallen), None)
    if fallen is not None:
        return fallen.word
    briefing = rebriefing(one.row, "iterate") if one.decided == "iterate" else None
    return briefing.change.word if briefing else ""


_POINTS_AT: Mapping[str, Change] = {"retention_3s": Change.HOOK, "ctr": Change.CTA}
"""What is changed first when the figure fell: who does not stay cannot click, so retention goes before CTR."""


def _none(one: Candidate) -> Sentence:
    """Why there is no post of it, and what waits for the next one."""
    if one.decided == "iterate" and one.row.published:
        template = N_("Its new brief waits: no post next week, others are likelier to do better.")
        return Sentence("planned_change_waits", template)
    return Sentence("planned_none", N_("No post next week: others are likelier to do better."))


def _told(one: Candidate, change: str) -> Iterator[Sentence]:
    if one.decided == "scale":
        yield Sentence("planned_scaled", N_("Decided to be scaled."))
        yield from _of_gates(one)
    elif one.row.proposal is not None and one.decided is None:
        template = N_("Not decided yet; proposed is: {proposal:word}.")
        yield Sentence("planned_undecided", template, proposal=one.row.proposal.value)
    if change:
        template = N_("Change one thing, the {change:word}, and judge it by {metric:metric} alone.")
        yield Sentence("planned_change", template, change=change, metric=one.metric)
    if not one.row.published:
        yield Sentence("planned_first", N_("Waits for its first post: before that there is nothing to change."))


def _of_gates(one: Candidate) -> Iterator[Sentence]:
    """What a decision to scale went past."""
    for each in one.row.closed_gates:
        code, template = _CLOSED[0 if each.value is None else 1 if each.low is None else 2]
        yield Sentence(code, template, metric=each.metric, minimum=each.minimum, value=each.value, low=each.low)


_CLOSED = (
    ("planned_gate_unknown", N_("Not through its gate: {metric:metric} is not measured, and {minimum:percent} is asked for.")),
    (
        "planned_gate_no_margin",
        N_("Not through its gate: {metric:metric} is {value:percent}, with no margin of error yet, and {minimum:percent} is asked for."),
    ),
    (
        "planned_gate_closed",
        N_("Not through its gate: {metric:metric} is {value:percent}, but its margin of error begins at {low:percent}, and {minimum:percent} is asked for."),
    ),
)  # fmt: skip
"""Why a gate is closed: nothing measured, nothing to tell its margin by, or too low a margin."""


def _of_experiment(one: Candidate, posts: int) -> Iterator[Sentence]:
    """What the experiments that run ask of the week's posts."""
    for each in one.running:
        plan = each.plan
        template = N_("Experiment “{name}”: judged by {metric:metric} alone until {end:day}.")
        yield Sentence("planned_experiment", template, name=plan.name, metric=plan.metric, end=plan.end)
        if each.due:
            template = N_("Posts due, so that it has its {least} in time: {due}.")
            yield Sentence("planned_experiment_due", template, due=each.due, least=plan.min_posts)
    if posts < one.due:
        template = N_("The week has room for {posts} of the posts due for what is tried, {due}.")
        yield Sentence("planned_experiment_short", template, posts=posts, due=one.due)


def _of_look(look: LastLook | None, posts: int) -> Iterator[Sentence]:
    """Why a concept that was left aside gets one post more, or has to wait for it."""
    if look is None:
        return
    values: dict[str, date | float] = {"since": look.since, "chance": look.chance}
    if posts:
        template = N_(
            "A last look: its last post was on {since:day}, and the chance that it clears the bar is still {chance:chance}. "
            "One post, so that no winner is dropped in silence."
        )
        yield Sentence("planned_look", template, **values)
        return
    template = N_(
        "It is due a last look (its last post was on {since:day}, the chance that it clears the bar is {chance:chance}), but the "
        "week's posts are promised to others. It waits."
    )
    yield Sentence("planned_look_waits", template, **values)


def _usual(posts: int, metric: str, *, is_control: bool) -> Planned:
    reason = (
        Sentence(
            "planned_control", N_("Posts of the same week to compare the concepts with: kept as they always were.")
        )
        if is_control
        else Sentence("planned_usual", N_("No concept has a place on this channel next week."))
    )
    return Planned(None, "business as usual", posts, metric, "", (reason,))


def _advice(guard: Guard, formats: Sentence | None) -> list[Sentence]:
    """What to do about a fall, beside volume: fewer formats, and the part of a post that the fallen figure points at."""
    if guard.state is not GuardState.FALLEN:
        return []
    said = [formats] if formats else []
    if "retention_3s" in guard.fallen:
        said.append(Sentence("iterate_hook", N_("Retention fell: try another hook and a quicker pace in every brief.")))
    if "ctr" in guard.fallen:
        said.append(
            Sentence("iterate_cta", N_("CTR fell: strengthen the call to action and the offer in every brief."))
        )
    return said
