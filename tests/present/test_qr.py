"""QR codes: readable, with the empty border readers need."""

from __future__ import annotations

import io
import xml.etree.ElementTree as ET

import pytest
import segno

from vaekst.present.qr import QUIET, Shape, qr_code

LINK = "https://example.com/offer?utm_source=instagram&utm_medium=social"


def test_a_drawing_has_a_quiet_zone_of_four_modules():
    drawn = ET.fromstring(qr_code(LINK, Shape.SVG))  # noqa: S314 (our own drawing)
    modules = segno.make(LINK, error="m", micro=False, boost_error=False).symbol_size(border=0)[0]
    assert QUIET == 4
    assert drawn.get("width") == str(modules + 2 * QUIET)


def test_a_picture_is_large_enough_to_print():
    content = qr_code(LINK, Shape.PNG)
    assert content.startswith(b"\x89PNG")
    width = int.from_bytes(content[16:20], "big")
    assert width >= 400


@pytest.mark.parametrize("shape", list(Shape))
def test_the_same_link_gives_the_same_code_and_another_one_another(shape):
    assert qr_code(LINK, shape) == qr_code(LINK, shape)
    assert qr_code(LINK, shape) != qr_code(LINK + "x", shape)


def test_the_code_holds_the_link():
    held = io.BytesIO()
    segno.make(LINK, error="m", micro=False, boost_error=False).save(
        held, kind="svg", border=QUIET, dark="#000", light="#fff"
    )
    assert qr_code(LINK, Shape.SVG) == held.getvalue()


def test_the_longest_link_that_is_allowed_fits():
    assert qr_code("https://example.com/?" + "x" * 1979, Shape.SVG)
