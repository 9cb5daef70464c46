"""The baseline as a panel of the board."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vaekst.core.baseline import Baseline
from vaekst.core.metrics.figure import Figure
from vaekst.present import numbers
from vaekst.store import models
from vaekst.web.board.build import Wall, marks
from vaekst.web.board.origins import coverage_words
from vaekst.web.board.tiles import BaselinePanel, BaselineRow, BaselineSource
from vaekst.web.shell.brand_words import channel_name
from vaekst.web.shell.parts import Pair
from vaekst.web.shell.words import day, days, metric, moment, number, reader, say

SHOWN = ("reach", "engagement_rate", "ctr", "landing_conversion")
"""The four measures a baseline is about; the KPIs' own stand on their tiles."""


def baseline_panel(wall: Wall) -> BaselinePanel:
    """When it was frozen and by whom, what it holds, and what is unknown and why."""
    baseline, frozen = wall.answer.baseline.baseline, wall.answer.baseline.frozen
    posts = Counter(post.channel for post in baseline.posts)
    channels = dict.fromkeys(figure.channel for figure in baseline.figures if figure.channel)
    names = {measure: _measure_name(measure) for measure in SHOWN}
    rows = tuple(
        BaselineRow(
            channel_name(wall.strategy, channel),
            tuple(Pair(names[measure], _written(baseline.figure(measure, channel))) for measure in SHOWN),
            posts[channel],
        )
        for channel in channels
    )
    return BaselinePanel(
        words=_frozen_words(baseline, frozen) if frozen else _provisional_words(baseline),
        is_frozen=frozen is not None,
        columns=tuple(names.values()),
        rows=rows,
        unknowns=_unknowns(baseline),
        sources=tuple(_sources(wall, baseline)),
    )


def _measure_name(measure: str) -> str:
    return _("Conversion rate") if measure == "landing_conversion" else metric(measure)


def _written(figure: Figure | None) -> str | None:
    if figure is None or figure.value is None:
        return None
    return numbers.figure(figure.value, figure.unit, reader(), currency=figure.currency or "")


def _frozen_words(baseline: Baseline, frozen: models.Baseline) -> str:
    said = {
        "number": number(frozen.number),
        "day": day(frozen.frozen_at.date()),
        "who": frozen.by,
        "days": days(baseline.period),
        "version": number(frozen.strategy_version.number),
        "posts": _posts(baseline),
    }
    words = (
        _("Baseline %(number)s, frozen %(day)s by %(who)s: %(days)s, %(posts)s, strategy version %(version)s.") % said
    )
    return f"{words} {frozen.why}" if frozen.why else words


def _provisional_words(baseline: Baseline) -> str:
    said = {"days": days(baseline.period), "posts": _posts(baseline)}
    return (
        _("Not frozen yet. These are the figures of %(days)s as they are known now, %(posts)s; they may still move.")
        % said
    )


def _posts(baseline: Baseline) -> str:
    return ngettext("%(n)s post", "%(n)s posts", len(baseline.posts)) % {"n": number(len(baseline.posts))}


def _sources(wall: Wall, baseline: Baseline) -> Iterable[BaselineSource]:
    """Every known figure of the panel with its coverage, rows and newest data."""
    for figure in baseline.figures:
        if figure.measure in SHOWN and figure.channel and figure.is_known:
            freshest = figure.lineage.freshest
            yield BaselineSource(
                channel=channel_name(wall.strategy, figure.channel),
                figure=_measure_name(figure.measure),
                coverage=coverage_words(figure.coverage) if figure.coverage else "",
                rows=number(figure.lineage.rows),
                newest=moment(freshest) if freshest else "",
                marks=marks(figure),
            )


def _unknowns(baseline: Baseline) -> tuple[str, ...]:
    """Every figure that is not known: the reason, and the file that would supply it. Each reason once."""
    return tuple(dict.fromkeys(say(figure.unknown) for figure in baseline.figures if figure.unknown))
