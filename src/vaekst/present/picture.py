"""A chart with what stands around it, and how it becomes SVG."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from typing import Any, Literal

import vl_convert

from vaekst.present.language import LANGUAGES, Language

WIDE, NARROW = 680, 340
"""Widths in pixels: for a page, and for a telephone."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart and what stands around it. `definition` is Vega-Lite as text; `rows` are the table, as people read it."""

    title: str
    sentence: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    definition: str
    language: str
    notes: tuple[str, ...] = ()  # what a reader must know beside the sentence, such as why a line is broken


def svg(picture: Picture, *, width: int = WIDE, key: str = "") -> str:
    """The picture as SVG. `key` tells equal pictures of one page apart."""
    drawing = _drawn(picture.definition, picture.language, width)
    head, _, body = drawing.partition(">")
    size = head[head.index("width=") :]
    name = "c" + hashlib.sha256(f"{drawing}{picture.title}{key}".encode()).hexdigest()[:10]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="picture" role="img" focusable="false" {size} '
        f'aria-labelledby="{name}-t {name}-d"><title id="{name}-t">{escape(picture.title)}</title>'
        f'<desc id="{name}-d">{escape(" ".join((picture.sentence, *picture.notes)))}</desc>{body}'
    )


_ROLES = re.compile(r' (?:role|aria-[a-z]+)="[^"]*"')
"""What Vega says of each mark: nameless roles inside a picture that is one image with a title of its own."""


@lru_cache(maxsize=512)
def _drawn(definition: str, language: str, width: int) -> str:
    chart = json.loads(definition) | {"width": width}
    drawing = str(vl_convert.vegalite_to_svg(chart, **_locales(LANGUAGES[language]), allowed_base_urls=[]))
    return _ROLES.sub("", drawing)


def _locales(language: Language) -> dict[str, Any]:
    """How Vega writes numbers and days in the language; the space before a per cent sign is the language's own."""
    numbers_ = vl_convert.get_format_locale(_D3[language.code])
    space = (
        "\N{NO-BREAK SPACE}" if language.locale.percent_formats[None].pattern.endswith("\N{NO-BREAK SPACE}%") else ""
    )
    return {
        "format_locale": numbers_ | {"percent": f"{space}%"},
        "time_format_locale": vl_convert.get_time_format_locale(_D3[language.code]),
    }


_D3: Mapping[str, Literal["en-GB", "da-DK"]] = {"en": "en-GB", "da": "da-DK"}
