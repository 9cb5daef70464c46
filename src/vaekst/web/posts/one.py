"""One post as it is shown: its readings, file by file, and what they count."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from vaekst.actions.readings import PostReading, PostReadings
from vaekst.core.strategy import Strategy
from vaekst.present import numbers
from vaekst.web.figures.meanings import Meaning, meaning
from vaekst.web.posts.table import PostRow, post_row
from vaekst.web.shell.parts import Pair
from vaekst.web.shell.words import metric, moment, number, reader


@dataclass(frozen=True, slots=True)
class ReadingRow:
    """What one line of a file told."""

    observed: str
    file: str
    url: str
    line: str
    note: str
    cells: tuple[Pair, ...]


@dataclass(frozen=True, slots=True)
class PostPage:
    post: PostRow
    readings: tuple[ReadingRow, ...]
    meanings: tuple[Meaning, ...]


def post_page(found: PostReadings, strategy: Strategy, *, slug: str) -> PostPage:
    """The post in the reader's language."""
    return PostPage(
        post=post_row(found.post, strategy),
        readings=tuple(_reading(each, slug) for each in found.readings),
        meanings=tuple(meaning(each) for each in found.definitions),
    )


def _reading(reading: PostReading, slug: str) -> ReadingRow:
    return ReadingRow(
        observed=moment(reading.observed_at),
        file=reading.file,
        url=reverse("imports:receipt", args=[slug, reading.import_id]) if reading.file else "",
        line=number(reading.line) if reading.line else "",
        note="" if reading.is_lifetime else _("of a period only"),
        cells=tuple(Pair(metric(name), _value(name, value)) for name, value in reading.values.items()),
    )


def _value(name: str, value: float) -> str:
    if name in ("retention_3s", "retention_15s", "avg_view_share"):
        return numbers.percent(value, reader())
    return numbers.duration(value, reader()) if name.endswith("_s") else number(value)
