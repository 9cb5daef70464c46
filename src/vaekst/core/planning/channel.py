"""A channel's week ahead: its posts shared out over concepts and business as usual, with the reason for each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from vaekst.core.planning.places import Candidate, LeftOut, Places
from vaekst.core.planning.volume import Volume
from vaekst.core.rules.volume import Guard, GuardState
from vaekst.core.sentence import N_, Sentence
from vaekst.core.standup.rebriefing import Change, rebriefing

Share = Callable[[str, int], Mapping[str | None, int]]
"""How a channel's posts are shared out: (channel, posts) -> posts by concept; None is business as usual."""


@dataclass(frozen=True, slots=True)
class Planned:
    """Posts of one concept next week, or (None) business as usual. Each concept is judged by one metric.

    `change` is the one thing a new brief changes, in a word; empty where nothing is.
    """

    concept: str | None
    name: str
    posts: int
    metric: str
    change: str
    reasons: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class ChannelPlan:
    """A channel's posts next week. `advice` says what else the volume guard proposes."""

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
) -> ChannelPlan:
    """The channel's plan. Raises ValueError for a share that gives away more or other posts than there are."""
    given: Mapping[str | None, int] = share(channel, volume.posts) if places.made else {None: volume.posts}
    made = {one.concept: one for one in places.made}
    if sum(given.values()) != volume.posts or min(given.values(), default=0) < 0 or given.keys() - made.keys() - {None}:
        raise ValueError(f"{volume.posts} posts of {channel} cannot be shared out as {dict(given)}.")
    lines = [_of_concept(one, given.get(name, 0), guard) for name, one in made.items()]
    usual = _usual(given.get(None, 0), metric, is_control=bool(made))
    return ChannelPlan(
        channel=channel,
        posts=volume.posts,
        lines=(*lines, usual) if usual.posts else tuple(lines),
        left_out=places.left_out,
        guard=guard,
        reasons=volume.reasons,
        advice=tuple(_advice(guard, formats)),
    )


def _of_concept(one: Candidate, posts: int, guard: Guard) -> Planned:
    change = "" if one.experiment is not None else _change(one, guard)
    return Planned(one.concept, one.row.name, posts, one.metric, change, tuple(_told(one, posts, change)))


def _change(one: Candidate, guard: Guard) -> str:
    """The one thing to change: what a fallen figure points at, else what the evidence does. A scaled concept stays as it is."""
    if one.decided == "scale":
        return ""
    fallen = next((_POINTS_AT[metric] for metric in _POINTS_AT if metric in guard.fallen), None)
    if fallen is not None:
        return fallen.word
    briefing = rebriefing(one.row, "iterate") if one.decided == "iterate" else None
    return briefing.change.word if briefing else ""


_POINTS_AT: Mapping[str, Change] = {"retention_3s": Change.HOOK, "ctr": Change.CTA}
"""What is changed first when the figure fell: who does not stay cannot click, so retention goes before CTR."""


def _told(one: Candidate, posts: int, change: str) -> list[Sentence]:
    said = []
    if one.decided == "scale":
        said.append(Sentence("planned_scaled", N_("Decided to be scaled.")))
    elif one.row.proposal is not None and one.decided is None:
        template = N_("Not decided yet; proposed is: {proposal:word}.")
        said.append(Sentence("planned_undecided", template, proposal=one.row.proposal.value))
    if change:
        template = N_("Change one thing, the {change:word}, and judge it by {metric:metric} alone.")
        said.append(Sentence("planned_change", template, change=change, metric=one.metric))
    if one.experiment is not None:
        template = N_("Experiment “{name}”: judged by {metric:metric} alone until {end:day}.")
        running = one.experiment
        said.append(Sentence("planned_experiment", template, name=running.name, metric=running.metric, end=running.end))
    if not posts:
        said.append(Sentence("planned_none", N_("No post next week: others are likelier to do better.")))
    return said


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
