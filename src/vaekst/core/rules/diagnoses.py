"""The four diagnoses: two movements that together say what to do next. Rules as data; a movement counts only beyond its noise.

    for rule in RULES:
        diagnose(rule, (retention, ctr), least=0.05)     # found, not found, or not possible and why

Method and error rates: docs/explanation/diagnoses.md.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from vaekst.core.metrics.moving import Answer, Movement, NoMovement
from vaekst.core.sentence import N_, Sentence

PERFORMANCE = "performance"
"""Stands for the metric a channel's posts are judged by."""


class Way(StrEnum):
    """Which way a figure moves."""

    UP = "up"
    DOWN = "down"


class DiagnosisState(StrEnum):
    """Whether the two movements were seen. Not found may also mean: not beyond what noise would do."""

    FOUND = "found"
    NOT_FOUND = "not found"
    NOT_POSSIBLE = "no data"


@dataclass(frozen=True, slots=True)
class Expected:
    """A metric and the way it has to move."""

    metric: str
    way: Way


@dataclass(frozen=True, slots=True)
class DiagnosisRule:
    """Two movements, and what to do when both are seen. `of_channel` is False for one of the whole brand."""

    id: str
    name: str
    when: tuple[Expected, Expected]
    action: Sentence
    of_channel: bool = True
    caution: Sentence | None = None


RULES: tuple[DiagnosisRule, ...] = (
    DiagnosisRule(
        id="held_but_no_click",
        name=N_("They stay, but do not click"),
        when=(Expected("retention_3s", Way.UP), Expected("ctr", Way.DOWN)),
        action=Sentence(
            "strengthen_offer",
            N_("Strengthen the call to action and the offer. Leave the pacing alone: it holds people."),
        ),
    ),
    DiagnosisRule(
        id="click_but_no_lead",
        name=N_("They click, but do not convert"),
        when=(Expected("ctr", Way.UP), Expected("landing_conversion", Way.DOWN)),
        action=Sentence(
            "mend_landing_page",
            N_(
                "Look at the landing page: does it keep what the post promised, is it fast, and what stands in the way? Leave "
                "the posts as they are until it does."
            ),
        ),
    ),
    DiagnosisRule(
        id="more_but_weaker",
        name=N_("More posts, each of them weaker"),
        when=(Expected("posting_cadence", Way.UP), Expected(PERFORMANCE, Way.DOWN)),
        action=Sentence(
            "cut_formats",
            N_("There are too many formats. Cut to the winners until the typical post is back where it was."),
        ),
    ),
    DiagnosisRule(
        id="cheap_but_unfit",
        name=N_("Cheaper leads, fewer of them fit"),
        when=(Expected("cost_per_lead", Way.DOWN), Expected("qualified_rate", Way.DOWN)),
        action=Sentence(
            "adjust_targeting",
            N_("Adjust the targeting, and watch the qualified-lead rate beside the cost per lead."),
        ),
        of_channel=False,
        caution=Sentence(
            "leads_still_qualify",
            N_("Leads of the newest weeks may still qualify: look again when they have had as long as those before."),
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """A rule held against what moved on a channel, or (None) for the brand.

    `confidence` is at least the chance that both went that way, whatever ties them; None where one is unknown. `reasons`
    tell both movements with their intervals, or why there is none.
    """

    rule: DiagnosisRule
    channel: str | None
    state: DiagnosisState
    answers: tuple[Answer, Answer]
    confidence: float | None
    reasons: tuple[Sentence, ...]

    @property
    def movements(self) -> tuple[Movement, ...]:
        return tuple(answer for answer in self.answers if isinstance(answer, Movement))

    @property
    def action(self) -> Sentence | None:
        """What to do; None unless it was found."""
        return self.rule.action if self.state is DiagnosisState.FOUND else None


def diagnose(rule: DiagnosisRule, answers: tuple[Answer, Answer], *, channel: str | None, least: float) -> Diagnosis:
    """The rule against the two movements, in its own order. One smaller than `least` is none, however sure."""
    missing = [answer.reason for answer in answers if isinstance(answer, NoMovement)]
    if missing:
        reasons = (*missing, *_told(answers))
        return Diagnosis(rule, channel, DiagnosisState.NOT_POSSIBLE, answers, None, tuple(dict.fromkeys(reasons)))
    seen = [answer for answer in answers if isinstance(answer, Movement)]
    pairs = list(zip(rule.when, seen, strict=True))
    is_found = all(_went(expected.way, movement, least) for expected, movement in pairs)
    # Bonferroni: whatever ties the two movements, both hold at least this often.
    confidence = max(sum(_chance(expected.way, movement) for expected, movement in pairs) - 1, 0.0)
    state = DiagnosisState.FOUND if is_found else DiagnosisState.NOT_FOUND
    told = [*_told(answers), *(_of_brand(each) for each in seen if channel is not None and each.channel is None)]
    caution = (rule.caution,) if is_found and rule.caution else ()
    return Diagnosis(rule, channel, state, answers, confidence, (*told, *caution))


def _went(way: Way, movement: Movement, least: float) -> bool:
    moved = movement.moved
    return (moved.rose and moved.mid >= least) if way is Way.UP else (moved.fell and moved.mid <= -least)


def _chance(way: Way, movement: Movement) -> float:
    up = movement.moved.chance_up
    return up if way is Way.UP else 1 - up


def _told(answers: Sequence[Answer]) -> list[Sentence]:
    return [movement_in_words(answer) for answer in answers if isinstance(answer, Movement)]


def _of_brand(movement: Movement) -> Sentence:
    template = N_("{metric:metric} is the whole brand's: no table tells it apart by channel.")
    return Sentence("of_the_whole_brand", template, metric=movement.metric)


_IN_WORDS: Mapping[tuple[str, str], str] = {
    ("rose", "posts"): N_(
        "{metric:metric} rose: {mid:change}, between {low:change} and {high:change} ({now} posts against {before})."
    ),
    ("fell", "posts"): N_(
        "{metric:metric} fell: {mid:change}, between {low:change} and {high:change} ({now} posts against {before})."
    ),
    ("still", "posts"): N_(
        "{metric:metric} moved no more than its noise: {mid:change}, between {low:change} and {high:change} ({now} posts "
        "against {before})."
    ),
    ("rose", "weeks"): N_(
        "{metric:metric} rose: {mid:change}, between {low:change} and {high:change} ({now} weeks against {before})."
    ),
    ("fell", "weeks"): N_(
        "{metric:metric} fell: {mid:change}, between {low:change} and {high:change} ({now} weeks against {before})."
    ),
    ("still", "weeks"): N_(
        "{metric:metric} moved no more than its noise: {mid:change}, between {low:change} and {high:change} ({now} weeks "
        "against {before})."
    ),
}


def movement_in_words(movement: Movement) -> Sentence:
    """The movement with its interval and its units."""
    moved = movement.moved
    went = "rose" if moved.rose else "fell" if moved.fell else "still"
    return Sentence(
        f"{went}_over_{movement.units}",
        _IN_WORDS[went, movement.units],
        metric=movement.metric,
        mid=moved.mid,
        low=moved.low,
        high=moved.high,
        now=movement.now_units,
        before=movement.before_units,
    )
