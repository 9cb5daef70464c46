"""A picture of `present` made ready for a page."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe

from vaekst.present.charts import NARROW, WIDE, Picture, svg


@dataclass(frozen=True, slots=True)
class Drawn:
    """A drawing in two widths, with its title, its sentence, and the table it was made from."""

    title: str
    sentence: str
    wide: SafeString
    narrow: SafeString
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...] = ()


def drawn(picture: Picture) -> Drawn:
    """The picture at the width of a page, and at that of a telephone or a tile."""
    wide, narrow = (
        mark_safe(svg(picture, width=width, key=str(width)))  # noqa: S308  (`present` escapes all text)
        for width in (WIDE, NARROW)
    )
    return Drawn(picture.title, picture.sentence, wide, narrow, picture.columns, picture.rows, picture.notes)
