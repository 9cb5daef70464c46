"""A link as a QR code: a drawing with the quiet zone readers need (ISO/IEC 18004 asks for four modules)."""

from __future__ import annotations

import io
from enum import StrEnum

QUIET = 4
"""Modules of empty border."""

_SCALE = 12  # pixels a module of the PNG: a code of 41 modules is 588 pixels wide, enough for print at 5 cm


class Shape(StrEnum):
    """The forms a code can be downloaded in."""

    SVG = "svg"
    PNG = "png"


MEDIA_TYPES = {Shape.SVG: "image/svg+xml", Shape.PNG: "image/png"}


def qr_code(text: str, shape: Shape) -> bytes:
    """The text as a QR code, black on white; readable with 15 % of it covered (level M)."""
    import segno

    drawn = io.BytesIO()
    segno.make(text, error="m", micro=False, boost_error=False).save(
        drawn, kind=shape.value, scale=1 if shape is Shape.SVG else _SCALE, border=QUIET, dark="#000", light="#fff"
    )
    return drawn.getvalue()
