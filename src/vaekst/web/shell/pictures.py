"""A picture of `present` made ready for a page."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe

from vaekst.present.charts import NARROW, WIDE, Picture, svg


@dataclass(frozen=True, slots=True)
class Drawn:
    """A drawing with its title, its sentence, and the table it was made from."""

    title: str
    sentence: str
    svg: SafeString
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def drawn(picture: Picture, *, is_wide: bool) -> Drawn:
    """The picture at the width of a page, or of a tile."""
    drawing = mark_safe(svg(picture, width=WIDE if is_wide else NARROW))  # noqa: S308  (`present` escapes all text)
    return Drawn(picture.title, picture.sentence, drawing, picture.columns, picture.rows)
