"""One experiment as it is shown: how it stands, what it was asked, its posts and its versions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django.utils.translation import gettext as _

from vaekst.actions.experiments import ExperimentPage
from vaekst.core.evidence import Estimate
from vaekst.core.experiments import Plan, Reading, State, for_machines
from vaekst.store.models import ExperimentVersion
from vaekst.web.experiments.cards import closed_words, posts_words
from vaekst.web.experiments.picture import LevelPicture, amount, level_picture
from vaekst.web.experiments.words import asked, bar_words, field_name, question, state_mark, told_by, varied
from vaekst.web.shell.brand_words import channel_name, concept_name
from vaekst.web.shell.parts import Pair, Pill
from vaekst.web.shell.words import chance, change, day, days, label, metric, moment, number, pill, say

_VERDICTS = frozenset({State.PASSED, State.FAILED, State.UNDECIDED})


@dataclass(frozen=True, slots=True)
class PostRow:
    """A post that counts."""

    key: str
    title: str
    day: str
    value: str


@dataclass(frozen=True, slots=True)
class VersionRow:
    """A registration: who, when, why, and what it changed of the one before."""

    number: int
    who: str
    when: str
    why: str
    changes: tuple[Pair, ...]


@dataclass(frozen=True, slots=True)
class OnePage:
    """The whole screen of an experiment."""

    key: str
    name: str
    hypothesis: str
    question: str
    asked: str
    state: Pill
    reasons: tuple[str, ...]
    picture: LevelPicture | None
    figures: tuple[Pair, ...]
    plan: tuple[Pair, ...]
    posts: tuple[PostRow, ...]
    versions: tuple[VersionRow, ...]
    basis: tuple[Pair, ...]
    closed: str
    verdict: str  # the word it would be closed with; empty where it can only be stopped early
    number: int
    is_replay: bool

    @property
    def is_open(self) -> bool:
        return not self.closed


def one_page(page: ExperimentPage, titles: Mapping[str, str]) -> OnePage:
    """The screen; `titles` names posts by their keys."""
    plan, reading, strategy = page.experiment.plan, page.reading, page.known.strategy
    return OnePage(
        key=page.experiment.key,
        name=plan.name,
        hypothesis=plan.hypothesis,
        question=question(strategy, plan),
        asked=asked(plan),
        state=pill(state_mark(page.state)),
        reasons=tuple(say(reason) for reason in reading.reasons),
        picture=level_picture(plan, for_machines(reading)),
        figures=tuple(_figures(reading)),
        plan=_plan(page),
        posts=tuple(
            PostRow(
                post.post_key, titles.get(post.post_key, post.post_key), day(post.published), amount(plan, post.value)
            )
            for post in reading.posts
        ),
        versions=tuple(reversed(_versions(page.versions))),
        basis=_basis(page),
        closed=closed_words(page.closing) if page.closing else "",
        verdict=label(state_mark(reading.state.value)) if reading.state in _VERDICTS else "",
        number=page.versions[-1].number,
        is_replay=page.is_replay,
    )


def _figures(reading: Reading) -> Iterator[Pair]:
    yield Pair(_("Posts"), posts_words(len(reading.posts), reading.plan.min_posts))
    yield Pair(_("Chance to clear the bar"), chance(reading.chance_above_bar))
    yield Pair(_("Chance to beat the baseline"), chance(reading.chance_better))
    if isinstance(reading.estimate, Estimate):
        found = reading.estimate
        said = {"mid": change(found.mid), "low": change(found.low), "high": change(found.high)}
        yield Pair(_("Against the baseline"), _("%(mid)s (%(low)s to %(high)s)") % said)
    if reading.needed is not None:
        yield Pair(_("Posts until a verdict is likely"), _("about %(n)s in all") % {"n": number(reading.needed)})


def _plan(page: ExperimentPage) -> tuple[Pair, ...]:
    plan, strategy = page.experiment.plan, page.known.strategy
    return (
        Pair(field_name("channel"), channel_name(strategy, plan.channel)),
        Pair(field_name("concept"), concept_name(strategy, plan.concept)),
        Pair(field_name("variable"), varied(plan.variable)),
        Pair(field_name("metric"), metric(plan.metric)),
        Pair(field_name("bar"), bar_words(plan)),
        Pair(field_name("min_posts"), number(plan.min_posts)),
        Pair(_("Days"), days(plan.period)),
        Pair(field_name("match"), told_by(plan)),
        Pair(_("Posts count from"), moment(page.experiment.counts_from)),
    )


def _versions(rows: tuple[ExperimentVersion, ...]) -> list[VersionRow]:
    changed: list[tuple[Pair, ...]] = [(), *(tuple(_changes(one.plan, two.plan)) for one, two in pairwise(rows))]
    return [
        VersionRow(row.number, str(row.by), moment(row.at), row.why, changes)
        for row, changes in zip(rows, changed, strict=True)
    ]


def _changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Pair]:
    """The fields that say something else, each with what it said and what it says."""
    for name, now in after.items():
        if now != before[name]:
            said = {"before": _written(name, before), "now": _written(name, after)}
            yield Pair(field_name(name), _("%(before)s → %(now)s") % said)


def _written(name: str, stored: Mapping[str, Any]) -> str:
    plan = Plan.from_json(stored)
    match name:
        case "bar":
            return bar_words(plan)
        case "metric":
            return metric(plan.metric)
        case "variable":
            return varied(plan.variable)
        case "start" | "end":
            return day(getattr(plan, name))
        case "match" | "post_keys":
            return told_by(plan)
        case _:
            return str(stored[name])


def _basis(page: ExperimentPage) -> tuple[Pair, ...]:
    known = page.known
    return (
        Pair(_("Compared with"), days(page.baseline_period)),
        Pair(_("Data as of"), moment(known.as_of)),
        Pair(_("Strategy"), _("version %(number)s") % {"number": known.strategy_version.number}),
        Pair(_("Facts"), str(known.lake_version)),
        Pair(_("Definitions"), page.definitions_hash[:12]),
    )
