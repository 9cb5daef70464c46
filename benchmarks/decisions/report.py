"""The bench's section of docs/explanation/decisions.md: a table per world, the goals, and where others do better."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.decisions.playing import OURS, RULES, SEED, Key
from benchmarks.decisions.worlds import FULL, NULLS
from vaekst.core.simulation import CHANNELS, Outcome, Score, score
from vaekst.core.simulation.limit import limit
from vaekst.core.simulation.score import Figure
from vaekst.core.simulation.worlds import SPREAD

PAGE = Path(__file__).resolve().parents[2] / "docs" / "explanation" / "decisions.md"
BEGIN, END = "<!-- bench-decisions: written by `make bench-decisions` -->", "<!-- end of bench-decisions -->"
WORDS = {
    "mixed": "effects spread by 24 %",
    "real": "the same effects, posts that were made",
    "uw": "effects of the Upworthy archive",
    "uw_iid": "the same, posts that do not scatter",
    "hiod": "posts scatter by 80 %",
    "sparse": "one concept in six at +50 %, the others at or below the baseline",
    "neg": "every concept at or below the baseline",
    "drift": "channels drift by 10 % a week",
    "null": "nothing differs",
    "real0": "nothing differs, posts that were made",
    "hiod0": "nothing differs, posts scatter by 80 %",
    "drift0": "nothing differs, channels drift by 10 % a week",
}

ELSEWHERE: Mapping[tuple[str, int], tuple[float | None, ...]] = {
    ("mixed", 2): (11.15, 32.6, 89.1, 67.4, 32.9),
    ("real", 2): (9.60, 38.4, 86.3, 61.6, 36.5),
    ("uw", 4): (4.44, 47.3, 80.1, 45.9, 70.7),
    ("uw_iid", 4): (10.48, 6.8, 97.2, 87.1, 30.5),
    ("mixed", 6): (13.02, 32.8, 85.7, 41.7, 63.4),
    ("hiod", 2): (9.25, 41.3, 84.7, 58.7, 40.3),
    ("sparse", 2): (8.30, 14.9, 81.6, 85.1, 65.5),
    ("neg", 2): (-5.23, None, 89.4, None, 52.4),
    ("drift", 2): (10.26, 35.3, 85.4, 64.7, 38.3),
    ("null", 2): (None, None, None, None, 83.8),
    ("real0", 2): (None, None, None, None, 83.9),
    ("hiod0", 2): (None, None, None, None, 85.0),
    ("drift0", 2): (None, None, None, None, 83.8),
}
"""The naive rule in another program of the same worlds, 1,000 sprints of other seeds: lift, winners stopped, losers
stopped, winners scaled, sprints with a false scale."""

Results = Mapping[Key, Sequence[Outcome]]
Rows = Iterable[Sequence[str]]


def section(results: Results, *, skipped: Iterable[str], timings: Rows, machine: str) -> str:
    """The section as Markdown, between its marks."""
    return "\n".join([BEGIN, *_lines(results, tuple(skipped), timings, machine), END])


def renewed(page: str, text: str) -> str:
    """The page with this section in place of the one it holds."""
    before, found, rest = page.partition(BEGIN)
    if not found:
        return f"{page.rstrip()}\n\n{text}\n"
    return before + text + rest.partition(END)[2]


def _lines(results: Results, skipped: Sequence[str], timings: Rows, machine: str) -> Iterator[str]:
    sprints = len(next(iter(results.values())))
    yield (
        f"{sprints:,} sprints per world and rule, seeds {SEED * 100_000} onwards, {machine}. Shares are in per cent; `gain` is the reward "
        "beyond the naive rule's in the same sprints, in points, with its paired standard error."
    )
    for reason in skipped:
        yield f"\nNot run: {reason}."
    scores = {key: score(found, against=results.get((*key[:2], "naive"))) for key, found in results.items()}
    yield "\n### Goals\n"
    yield from _table(("goal", "wanted", "reached", "naive"), _goals(scores))
    yield from _limits()
    for name, concepts in FULL:
        here = {key[2]: one for key, one in scores.items() if key[:2] == (name, concepts)}
        if here and name not in NULLS:
            first = next(iter(here.values()))
            yield f"\n### {name}, {concepts} concepts per channel: {WORDS[name]}\n"
            yield (
                f"The best concept of each channel from the first day would bring {first.oracle_lift:+.1%}, sharing evenly "
                f"{first.equal_lift:+.1%}.\n"
            )
            yield from _table(COLUMNS, ([rule, *_row(here[rule])] for rule in RULES if rule in here))
    yield "\n### Worlds in which nothing differs: sprints that scale something, at the end / in any week\n"
    yield from _table(("rule", *NULLS), _nulls(scores))
    yield "\n### The naive rule, here and in another program of the same worlds\n"
    yield "Here / there. They differ by chance alone: 1,000 sprints of other seeds tell a share to about 1.5 points.\n"
    columns = ("world", "lift", "winners stopped", "losers stopped", "winners scaled", "any false")
    yield from _table(columns, _agreement(scores))
    yield "\n### Where another rule does better than ours\n"
    yield "The best other rule, where its reward is more than two paired standard errors above ours, or its share more than two points; what it costs stands beside it.\n"
    yield from _table(("world", "what", "rule", "theirs", "ours", "their price"), _better(results, scores))
    yield "\n### Time\n"
    yield from _table(("verdicts", "processor time", "each", "against 10,000"), timings)


COLUMNS = (
    "rule",
    "gain",
    "lift",
    "of the oracle's",
    "winners stopped",
    "losers stopped",
    "best lost",
    "winners scaled",
    "false of scaled",
    "any false",
    "false in any week",
    "posts on losers",
)


def _row(one: Score) -> Iterator[str]:
    yield _gain(one.gain)
    yield f"{100 * one.lift.value:.2f}"
    for share in (one.oracle_share, one.winners_stopped, one.losers_stopped, one.best_lost, one.winners_scaled):
        yield _share(share)
    yield _share(one.false_share)
    yield _share(one.any_false.value)
    yield _share(one.ever_false.value)
    yield _share(one.loser_posts)


def _nulls(scores: Mapping[Key, Score]) -> Iterator[list[str]]:
    for rule in RULES:
        found = [scores.get((name, 2, rule)) for name in NULLS]
        if any(found):
            yield [
                rule,
                *(f"{_share(one.any_false.value)} / {_share(one.ever_false.value)}" if one else "–" for one in found),
            ]


def _agreement(scores: Mapping[Key, Score]) -> Iterator[list[str]]:
    for (name, concepts), there in ELSEWHERE.items():
        one = scores.get((name, concepts, "naive"))
        if one:
            here = (one.lift.value, one.winners_stopped, one.losers_stopped, one.winners_scaled, one.any_false.value)
            pairs = zip(here, there, strict=True)
            yield [f"{name} {concepts}", *(f"{_share(a)} / {b:.1f}" if b is not None else "–" for a, b in pairs)]


@dataclass(frozen=True, slots=True)
class Goal:
    """Something wanted: over which worlds, of which figure, and which way is good. The worst world counts."""

    words: str
    worlds: tuple[tuple[str, int], ...]
    figure: Callable[[Score], float | None]
    wanted: float
    least: bool
    stretch: bool = False


_EFFECTS = tuple(one for one in FULL if one[0] not in NULLS)
_WITH_WINNERS = tuple(one for one in _EFFECTS if one[0] != "neg")
_NO_EFFECTS = tuple(one for one in FULL if one[0] in NULLS)


def _points(one: Score) -> float | None:
    return one.gain.value * 100 if one.gain else None


def _of(name: str) -> Callable[[Score], float | None]:
    def told(one: Score) -> float | None:
        value = getattr(one, name)
        return None if value is None else 100 * (value.value if isinstance(value, Figure) else value)

    return told


GOALS = (
    Goal("gain over naive, mixed (points)", (("mixed", 2),), _points, 3, least=True),
    Goal("gain over naive, real (points)", (("real", 2),), _points, 3, least=True),
    Goal("gain over naive, mixed with 6 concepts (points)", (("mixed", 6),), _points, 10, least=True),
    Goal("gain over naive, worst world (points)", _EFFECTS, _points, 0, least=True),
    Goal("winners stopped, worst world", _WITH_WINNERS, _of("winners_stopped"), 2, least=False),
    Goal("best concept lost, mixed and real", (("mixed", 2), ("real", 2)), _of("best_lost"), 8, least=False),
    Goal("nothing-differs sprints with a false scale, worst world", _NO_EFFECTS, _of("any_false"), 10, least=False),
    Goal("the same, in any week", _NO_EFFECTS, _of("ever_false"), 10, least=False),
    Goal(
        "false of scaled, mixed, real and uw",
        (("mixed", 2), ("real", 2), ("uw", 4)),
        _of("false_share"),
        5,
        least=False,
    ),
    Goal("winners scaled, mixed", (("mixed", 2),), _of("winners_scaled"), 40, least=True, stretch=True),
    Goal("losers stopped, mixed", (("mixed", 2),), _of("losers_stopped"), 50, least=True, stretch=True),
)


def _goals(scores: Mapping[Key, Score]) -> Iterator[list[str]]:
    for goal in GOALS:
        ours, naive = (_worst(goal, scores, rule) for rule in (OURS, "naive"))
        sign = "≥" if goal.least else "≤"
        reached = "–"
        if ours is not None:
            good = ours[0] >= goal.wanted if goal.least else ours[0] <= goal.wanted
            reached = f"{'**' if good else ''}{_told(ours, goal)}{'**' if good else ''}"
        yield [
            goal.words,
            f"{sign} {goal.wanted:g}" + (" (stretch)" if goal.stretch else ""),
            reached,
            _told(naive, goal) if naive else "–",
        ]


def _worst(goal: Goal, scores: Mapping[Key, Score], rule: str) -> tuple[float, str] | None:
    """The figure in the world where it is worst, with that world's name."""
    found = [
        (value, f"{name} {concepts}")
        for name, concepts in goal.worlds
        if (one := scores.get((name, concepts, rule))) and (value := goal.figure(one)) is not None
    ]
    return (min if goal.least else max)(found, default=None)


def _told(value: tuple[float, str], goal: Goal) -> str:
    place = f" ({value[1].split()[0]})" if len(goal.worlds) > 1 else ""
    return f"{value[0]:+.2f}{place}" if "points" in goal.words else f"{value[0]:.1f}{place}"


def _limits() -> Iterator[str]:
    """What posts and scatter allow a rule that knows all but the effects, shared evenly over the sprint of `mixed`."""
    weeks, weekly, base = 12, 11, 14.5
    scatter = math.sqrt(sum(channel.scatter**2 for channel in CHANNELS) / len(CHANNELS))
    yield "\n### What the posts allow\n"
    yield (
        "A rule that knew the scatter and the spread of effects exactly and looked once, at the end, with the posts shared evenly, could do "
        "no better than this at 5 % error (of what is scaled, and of winners). The standard error of ln(effect), in per cent, is the reason. Ours does not share evenly: it gives losers few "
        "posts instead of stopping them, which the last column of each table tells.\n"
    )
    rows = []
    for concepts in (2, 6):
        for told, baseline in ((f"{base:g} baseline posts", base), ("baseline known", None)):
            posts = weeks * weekly / len(CHANNELS) / concepts
            found = limit(posts=posts, scatter=scatter, spread=SPREAD, baseline=baseline)
            rows.append(
                [
                    f"{concepts} concepts, {told}",
                    f"{posts:.0f}",
                    f"{100 * found.se:.0f}",
                    f"{100 * found.winners_scaled:.0f}",
                    f"{100 * found.losers_stopped:.0f}",
                ]
            )
    yield from _table(("mixed", "posts each", "standard error", "winners scaled", "losers stopped"), rows)


def _better(results: Results, scores: Mapping[Key, Score]) -> Iterator[list[str]]:
    """By world and figure, the rule that does best, where that is not ours."""
    for name, concepts in _EFFECTS:
        ours = scores.get((name, concepts, OURS))
        others = {rule: one for rule in RULES[1:] if ours and (one := scores.get((name, concepts, rule)))}
        gains = {
            rule: score(results[name, concepts, rule], against=results[name, concepts, OURS]).gain for rule in others
        }
        better = [rule for rule, gain in gains.items() if gain and gain.error and gain.value > 2 * gain.error]
        if ours and better:
            rule = max(better, key=lambda one: others[one].lift.value)
            lifts = (100 * others[rule].lift.value, 100 * ours.lift.value)
            yield [f"{name} {concepts}", "lift", rule, *(f"{lift:.2f}" for lift in lifts), _price(others[rule])]
        for what in ("winners_scaled", "losers_stopped"):
            ranked = {rule: getattr(one, what) or 0.0 for rule, one in others.items()}
            best = max(ranked, key=lambda rule: ranked[rule], default=None)
            if ours and best and ranked[best] > (getattr(ours, what) or 0.0) + 0.02:
                shares = (_share(ranked[best]), _share(getattr(ours, what)))
                yield [f"{name} {concepts}", what.replace("_", " "), best, *shares, _price(others[best])]


def _price(one: Score) -> str:
    return (
        f"winners stopped {_share(one.winners_stopped)}, false of scaled {_share(one.false_share)}, "
        f"any false {_share(one.any_false.value)}"
    )


def _gain(figure: Figure | None) -> str:
    if figure is None or figure.error is None:
        return "–"
    return "0" if figure.error == 0 else f"{100 * figure.value:+.2f} ± {100 * figure.error:.2f}"


def _share(value: float | None) -> str:
    return "–" if value is None else f"{100 * value:.1f}"


def _table(columns: Sequence[str], rows: Rows) -> Iterator[str]:
    yield f"| {' | '.join(columns)} |"
    yield f"|{' --- |' * len(columns)}"
    for row in rows:
        yield f"| {' | '.join(row)} |"
