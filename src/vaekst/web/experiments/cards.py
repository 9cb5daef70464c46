"""The list of experiments as it is shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vaekst.actions.experiments import Listed
from vaekst.core.strategy import Strategy
from vaekst.store.models import ExperimentClosing
from vaekst.web.experiments.picture import LevelPicture, level_picture
from vaekst.web.experiments.words import asked, question, state_mark
from vaekst.web.shell.parts import Pill
from vaekst.web.shell.words import chance, days, label, moment, number, pill, say


@dataclass(frozen=True, slots=True)
class ExperimentCard:
    """One experiment in the list."""

    key: str
    name: str
    state: Pill
    question: str
    asked: str
    hypothesis: str
    days: str
    posts: str
    chance: str
    why: str
    picture: LevelPicture | None
    closed: str = ""


@dataclass(frozen=True, slots=True)
class ExperimentsPage:
    """All experiments: those that run, and those that are closed."""

    open: tuple[ExperimentCard, ...]
    closed: tuple[ExperimentCard, ...]
    tally: tuple[Pill, ...]

    @property
    def is_empty(self) -> bool:
        return not self.open and not self.closed


def experiments_page(found: Iterable[Listed], strategy: Strategy) -> ExperimentsPage:
    """The whole list; `found` is in the order it is shown."""
    held = list(found)
    counted: dict[str, int] = {}
    for one in held:
        counted[one.state] = counted.get(one.state, 0) + 1
    return ExperimentsPage(
        open=tuple(_card(one, strategy) for one in held if one.closing is None),
        closed=tuple(_card(one, strategy) for one in held if one.closing is not None),
        tally=tuple(pill(state_mark(state), count=count) for state, count in counted.items()),
    )


def _card(one: Listed, strategy: Strategy) -> ExperimentCard:
    numbers: Mapping[str, Any] = one.numbers
    return ExperimentCard(
        key=one.key,
        name=one.plan.name,
        state=pill(state_mark(one.state)),
        question=question(strategy, one.plan),
        asked=asked(one.plan),
        hypothesis=one.plan.hypothesis,
        days=days(one.plan.period),
        posts=posts_words(numbers["posts"], one.plan.min_posts),
        chance=_chance(numbers),
        why=say(one.why) if one.why else "",
        picture=level_picture(one.plan, numbers),
        closed=closed_words(one.closing) if one.closing else "",
    )


def posts_words(posts: int, least: int) -> str:
    """How many posts count, and how many were asked for at least."""
    counted = ngettext("%(n)s post counts", "%(n)s posts count", posts) % {"n": number(posts)}
    return _("%(counted)s, at least %(least)s asked for") % {"counted": counted, "least": number(least)}


def closed_words(closing: ExperimentClosing) -> str:
    """Who closed it as what, when and why."""
    said = {
        "outcome": label(state_mark(closing.outcome)),
        "who": closing.by,
        "when": moment(closing.at),
        "reason": closing.reason,
    }
    if closing.reason:
        return _("Closed: %(outcome)s, by %(who)s, %(when)s. %(reason)s") % said
    return _("Closed: %(outcome)s, by %(who)s, %(when)s.") % said


def _chance(numbers: Mapping[str, Any]) -> str:
    if numbers["chance_above_bar"] is None:
        return ""
    return _("Chance to clear the bar: %(chance)s") % {"chance": chance(numbers["chance_above_bar"])}
