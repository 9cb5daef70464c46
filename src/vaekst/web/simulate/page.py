"""The simulation as it is shown: the form, the answer with its picture, the noise it rests on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vaekst.actions.simulations import Measured, Simulation
from vaekst.core.sentence import N_
from vaekst.core.simulation import RIVALS, Figure
from vaekst.core.simulation.forecasts import Forecast
from vaekst.present.charts import Chances, chances_by_week
from vaekst.web.shell.brand_words import channel_name
from vaekst.web.shell.parts import Choice
from vaekst.web.shell.pictures import Drawn, drawn
from vaekst.web.shell.words import change, metric, number, percent, reader, say

RULES = ("naive", "impressions", "thompson")
"""The rules of others that can be played on the screen."""
EFFECT = "20"
_LABELS: Mapping[str, str] = {
    "effect": N_("Better concept, per cent above baseline"),
    "posts": N_("Posts a week"),
    "weeks": N_("Weeks"),
    "concepts": N_("Concepts per channel"),
    "baseline": N_("Baseline posts per channel"),
    "scatter": N_("Scatter between posts, per cent"),
    "rate": N_("Usual rate, per cent"),
    "trials": N_("Views of a post"),
}
NUMBERS = tuple(_LABELS)


@dataclass(frozen=True, slots=True)
class Field:
    """A number somebody may suppose, and what was measured instead."""

    name: str
    label: str
    value: str
    hint: str


@dataclass(frozen=True, slots=True)
class Form:
    fields: tuple[Field, ...]
    rules: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Played:
    """How a rule did, in words."""

    name: str
    does: str
    found: str
    stopped: str
    false: str
    lift: str


@dataclass(frozen=True, slots=True)
class Answer:
    sentences: tuple[str, ...]
    picture: Drawn
    rules: tuple[Played, ...]
    how: str

    @property
    def headline(self) -> str:
        return self.sentences[0]


@dataclass(frozen=True, slots=True)
class Noise:
    """One channel's noise, in words."""

    channel: str
    metric: str
    posts: str
    scatter: str
    rate: str
    trials: str


@dataclass(frozen=True, slots=True)
class Noises:
    channels: tuple[Noise, ...]
    missing: tuple[str, ...]


def form(measured: Measured, given: Mapping[str, str], rivals: Sequence[str]) -> Form:
    """The form with what was sent; a number that is left out stays as it was measured."""
    plan = measured.plan
    known = {
        "posts": number(plan.posts),
        "weeks": number(plan.weeks),
        "concepts": number(plan.concepts),
        "baseline": number(plan.baseline),
        "scatter": percent(round(plan.scatter, 2)),
    }
    hints = {name: _("as measured: %(value)s") % {"value": value} for name, value in known.items()}
    hints["effect"] = _("20 if left empty")
    hints["weeks"] = _("as in the strategy: %(value)s") % {"value": known["weeks"]}
    own = _("as measured, by channel") if measured.noises else _("as measured elsewhere")
    return Form(
        fields=tuple(
            Field(
                name,
                _(label),
                given[name] or (EFFECT if name == "effect" else ""),
                hints.get(name, own),
            )
            for name, label in _LABELS.items()
        ),
        rules=tuple(Choice(name, _(RIVALS[name].title), name in rivals, note=_(RIVALS[name].does)) for name in RULES),
    )


def answer(found: Simulation) -> Answer:
    """The answer, the sentence first that people came for."""
    own = found.forecast
    counted = ngettext("%(n)s simulated sprint of each kind", "%(n)s simulated sprints of each kind", own.sprints)
    return Answer(
        sentences=tuple(say(sentence) for sentence in found.sentences),
        picture=_picture(own),
        rules=tuple(_rules(found)) if found.rivals else (),
        how=counted % {"n": number(own.sprints)},
    )


def _picture(own: Forecast) -> Drawn:
    lines = [
        Chances(_("found with %(n)s posts a week") % {"n": number(one.posts)}, _values(one.found)) for one in own.more
    ]
    lines.append(Chances(_("something scaled where nothing is better"), _values(own.false), is_alarm=True))
    picture = chances_by_week(
        lines,
        title=_("How soon a concept at %(effect)s is found") % {"effect": change(own.plan.effect)},
        sentence=_("The share of simulated sprints, by the end of each week."),
        language=reader(),
    )
    return drawn(picture)


def _values(chances: Sequence[Figure]) -> tuple[float, ...]:
    return tuple(round(one.value, 3) for one in chances)


def _rules(found: Simulation) -> list[Played]:
    own = _played(_("This brand's rule"), _("What Vaekst proposes, under this strategy."), found.forecast)
    others = (_played(_(RIVALS[name].title), _(RIVALS[name].does), forecast) for name, forecast in found.rivals.items())
    return [own, *others]


def _played(name: str, does: str, played: Forecast) -> Played:
    return Played(
        name,
        does,
        found=percent(round(played.found[-1].value, 2)),
        stopped=percent(round(played.stopped.value, 2)),
        false=percent(round(played.false[-1].value, 2)),
        lift=change(round(played.lift.value, 3)),
    )


def noise(measured: Measured) -> Noises:
    """What was measured of each channel, and why of others nothing was."""
    strategy = measured.since.known.strategy
    return Noises(
        channels=tuple(
            Noise(
                channel=channel_name(strategy, one.channel),
                metric=metric(one.metric),
                posts=number(one.posts),
                scatter=percent(round(one.noise.scatter, 2)),
                rate=percent(one.noise.rate) if one.counted else "–",
                trials=number(round(one.noise.trials)) if one.counted else "–",
            )
            for one in measured.noises
        ),
        missing=tuple(say(reason) for reason in measured.missing),
    )
