"""A KPI's last weeks in the height of a line of text, as inline SVG.

A gap stays a gap, and where something else is counted from then on the line is broken at a thin upright stroke. A running
week is dashed with an open end. Colours come from the page: `currentColor` for the
line, `--draw-target` for the target.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Sequence
from html import escape
from itertools import groupby

from vaekst.core.sentence import N_
from vaekst.present import numbers
from vaekst.present.language import Language

WIDTH, HEIGHT, MARGIN = 120.0, 32.0, 3.0

_Point = tuple[float, float]


def sparkline(
    values: Sequence[float | None],
    *,
    title: str,
    description: str,
    target: float | None = None,
    is_running: bool = False,
    breaks: Collection[int] = (),
    key: str = "",
) -> str:
    """The SVG. `is_running` says that the last value may still move; `key` tells equal pictures of one page apart.

    `breaks` are the places of values that are not to be compared with those before them.
    """
    known = [value for value in values if value is not None]
    span = [*known, target] if target is not None and known else known
    place = _placed(values, min(span), max(span)) if span else [None] * len(values)
    running = is_running and bool(place) and place[-1] is not None
    shapes = [
        *([_target(_height(target, min(span), max(span)))] if target is not None and known else []),
        *_strokes(breaks, len(values)),
        *_lines(place[:-1] if running else place, breaks),
        *(_running(place) if running and len(place) - 1 not in breaks else []),
        *_end(place, running=running),
    ]
    name = _name(title, description, key, shapes)
    return (
        f'<svg class="sparkline" viewBox="0 0 {WIDTH:g} {HEIGHT:g}" width="{WIDTH:g}" height="{HEIGHT:g}" role="img" '
        f'aria-labelledby="{name}-t {name}-d" focusable="false">'
        f'<title id="{name}-t">{escape(title)}</title><desc id="{name}-d">{escape(description)}</desc>'
        f"{''.join(shapes)}</svg>"
    )


def described(
    values: Sequence[float | None],
    write: Callable[[float], str],
    language: Language,
    *,
    breaks: Collection[int] = (),
) -> str:
    """The sparkline in words, for those who do not see it."""
    known = [value for value in values if value is not None]
    if not known:
        return numbers.no_data(language)
    words = language.gettext(N_("From {first} to {last}; lowest {low}, highest {high}.")).format(
        first=write(known[0]), last=write(known[-1]), low=write(min(known)), high=write(max(known))
    )
    if len(known) < len(values):
        gaps = language.gettext(N_("Known for {known} of {all} weeks.")).format(known=len(known), all=len(values))
        words = f"{words} {gaps}"
    if breaks:
        broken = language.gettext(N_("Broken where the platform began to count something else."))
        words = f"{words} {broken}"
    return words


def _placed(values: Sequence[float | None], low: float, high: float) -> list[_Point | None]:
    step = (WIDTH - 2 * MARGIN) / max(len(values) - 1, 1)
    return [None if value is None else (MARGIN + n * step, _height(value, low, high)) for n, value in enumerate(values)]


def _height(value: float, low: float, high: float) -> float:
    """How far down the value lies; in the middle when all are equal."""
    share = (value - low) / (high - low) if high > low else 0.5
    return HEIGHT - MARGIN - share * (HEIGHT - 2 * MARGIN)


def _strokes(breaks: Collection[int], number: int) -> list[str]:
    """An upright stroke half a step before each value that begins something else."""
    step = (WIDTH - 2 * MARGIN) / max(number - 1, 1)
    places = (MARGIN + (at - 0.5) * step for at in sorted(breaks) if at)
    return [
        f'<line class="sparkline-break" x1="{x:.1f}" x2="{x:.1f}" y1="0" y2="{HEIGHT:g}" stroke="currentColor" '
        f'stroke-width="1" stroke-dasharray="1 3"/>'
        for x in places
    ]


def _lines(place: Sequence[_Point | None], breaks: Collection[int]) -> list[str]:
    """A line per unbroken run; a run of one is a dot."""
    parts = [sum(at <= n for at in breaks) for n in range(len(place))]
    known = list(zip(parts, place, strict=True))
    runs = [
        [point for _, point in run if point]
        for (_, is_known), run in groupby(known, key=lambda each: (each[0], each[1] is not None))
        if is_known
    ]
    return [_line(run) if len(run) > 1 else _dot(run[0], 1.5) for run in runs]


def _line(points: Sequence[_Point], extra: str = "") -> str:
    written = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    return (
        f'<polyline class="sparkline-line" points="{written}" fill="none" stroke="currentColor" stroke-width="1.75" '
        f'stroke-linecap="round" stroke-linejoin="round"{extra}/>'
    )


def _dot(point: _Point, radius: float) -> str:
    return f'<circle class="sparkline-dot" cx="{point[0]:.1f}" cy="{point[1]:.1f}" r="{radius:g}" fill="currentColor"/>'


def _target(height: float) -> str:
    return (
        f'<line class="sparkline-target" x1="0" x2="{WIDTH:g}" y1="{height:.1f}" y2="{height:.1f}" '
        f'stroke="var(--draw-target, currentColor)" stroke-width="1" stroke-dasharray="4 3"/>'
    )


def _running(place: Sequence[_Point | None]) -> list[str]:
    """The dashed way to the unfinished value, where there is a value to come from."""
    before, last = (place[-2] if len(place) > 1 else None), place[-1]
    return [_line([before, last], ' stroke-dasharray="2 3"')] if before and last else []


def _end(place: Sequence[_Point | None], *, running: bool) -> list[str]:
    """The last value's dot, open while it is unfinished."""
    if not place or place[-1] is None:
        return []
    if not running:
        return [_dot(place[-1], 2.5)]
    x, y = place[-1]
    ring = 'r="2.5" fill="none" stroke="currentColor" stroke-width="1.5"'
    return [f'<circle class="sparkline-running" cx="{x:.1f}" cy="{y:.1f}" {ring}/>']


def _name(title: str, description: str, key: str, shapes: Sequence[str]) -> str:
    """An id that is the same for the same picture, so that pages and tests do not flicker."""
    return "s" + hashlib.sha256("\n".join((title, description, key, *shapes)).encode()).hexdigest()[:10]
