"""The sparkline's SVG, stroke by stroke."""

from __future__ import annotations

import re
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from vaekst.present.language import DANISH, ENGLISH
from vaekst.present.numbers import number, percent
from vaekst.present.sparkline import described, sparkline

GOLDEN = (
    '<svg class="sparkline" viewBox="0 0 120 32" width="120" height="32" role="img" '
    'aria-labelledby="{name}-t {name}-d" focusable="false">'
    '<title id="{name}-t">Retention &amp; more</title><desc id="{name}-d">Six weeks</desc>'
    '<line class="sparkline-target" x1="0" x2="120" y1="9.5" y2="9.5" stroke="var(--draw-target, currentColor)" '
    'stroke-width="1" stroke-dasharray="4 3"/>'
    '<polyline class="sparkline-line" points="3.0,29.0 25.8,22.5" fill="none" stroke="currentColor" '
    'stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round"/>'
    '<polyline class="sparkline-line" points="71.4,16.0 94.2,9.5 117.0,3.0" fill="none" stroke="currentColor" '
    'stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round"/>'
    '<circle class="sparkline-dot" cx="117.0" cy="3.0" r="2.5" fill="currentColor"/></svg>'
)


def name_in(svg: str) -> str:
    return str(re.findall(r'title id="(\w+)-t"', svg)[0])


def drawn(*values: float | None, target: float | None = None, is_running: bool = False) -> ElementTree.Element:
    return ElementTree.fromstring(  # noqa: S314  (our own drawing)
        sparkline(values, title="KPI", description="weeks", target=target, is_running=is_running)
    )


def classes(svg: ElementTree.Element) -> list[str]:
    return [child.attrib["class"] for child in svg if "class" in child.attrib]


def test_a_sparkline_is_drawn_as_it_always_was() -> None:
    svg = sparkline([1, 2, None, 3, 4, 5], title="Retention & more", description="Six weeks", target=4)
    assert svg == GOLDEN.replace("{name}", name_in(svg))


def test_gaps_stay_gaps() -> None:
    svg = drawn(1, 2, None, 3, 4, 5)
    assert classes(svg) == ["sparkline-line", "sparkline-line", "sparkline-dot"]


def test_a_week_alone_is_a_dot() -> None:
    assert classes(drawn(1, None, 2, None, 3, 4)) == [
        "sparkline-dot",
        "sparkline-dot",
        "sparkline-line",
        "sparkline-dot",
    ]


def test_a_running_week_is_dashed_with_an_open_end() -> None:
    svg = drawn(1, 2, 3, is_running=True)
    assert classes(svg) == ["sparkline-line", "sparkline-line", "sparkline-running"]
    assert [child.attrib.get("stroke-dasharray") for child in svg if child.tag == "polyline"] == [None, "2 3"]


def test_a_running_week_after_a_gap_has_nothing_to_come_from() -> None:
    assert classes(drawn(1, 2, None, 3, is_running=True)) == ["sparkline-line", "sparkline-running"]
    assert classes(drawn(3, is_running=True)) == ["sparkline-running"]


def test_a_running_week_without_a_value_is_a_gap() -> None:
    assert classes(drawn(1, 2, None, is_running=True)) == ["sparkline-line"]


def test_without_any_value_nothing_is_drawn_but_everything_is_said() -> None:
    for values in ((), (None, None)):
        svg = drawn(*values, target=3)
        assert classes(svg) == []
        assert [child.text for child in svg] == ["KPI", "weeks"]


def test_equal_values_lie_in_the_middle() -> None:
    line = drawn(2, 2).find("polyline")
    assert line is not None
    assert line.attrib["points"] == "3.0,16.0 117.0,16.0"


def test_two_equal_pictures_can_be_told_apart() -> None:
    one = sparkline([1, 2], title="KPI", description="weeks", key="instagram")
    other = sparkline([1, 2], title="KPI", description="weeks", key="youtube")
    assert name_in(one) != name_in(other)
    assert one == sparkline([1, 2], title="KPI", description="weeks", key="instagram")


@given(
    st.lists(st.none() | st.floats(-1e6, 1e6), max_size=20),
    st.none() | st.floats(-1e6, 1e6),
    st.booleans(),
)
def test_everything_stays_inside_the_frame(values: list[float | None], target: float | None, is_running: bool) -> None:
    svg = drawn(*values, target=target, is_running=is_running)
    for child in svg:
        for x, y in (point.split(",") for point in child.attrib.get("points", "").split()):
            assert 0 <= float(x) <= 120
            assert 0 <= float(y) <= 32


def test_in_words_it_says_where_it_came_from_and_where_it_went() -> None:
    assert described([0.5, 0.4, 0.6], lambda value: percent(value, ENGLISH), ENGLISH) == (
        "From 50% to 60%; lowest 40%, highest 60%."
    )
    assert described([1.5, 2.0], lambda value: number(value, DANISH), DANISH) == "Fra 1,5 til 2; lavest 1,5, højest 2."


def test_in_words_gaps_are_counted() -> None:
    words = described([1.0, None, 2.0], lambda value: number(value, ENGLISH), ENGLISH)
    assert words.endswith("Known for 2 of 3 weeks.")


def test_in_words_nothing_is_no_data() -> None:
    assert described([None], lambda value: number(value, ENGLISH), ENGLISH) == "no data"


def test_a_line_is_never_drawn_across_a_break() -> None:
    drawing = sparkline([1, 2, 3, 4], title="KPI", description="weeks", breaks=[2])
    assert drawing.count("<polyline") == 2
    assert drawing.count('class="sparkline-break"') == 1
    assert sparkline([1, 2], title="KPI", description="weeks", breaks=[0]).count("sparkline-break") == 0
    assert 'dasharray="2 3"' not in sparkline([1, 2], title="", description="", breaks=[1], is_running=True)


def test_a_break_is_told_in_words() -> None:
    words = described([1.0, 2.0], lambda value: number(value, ENGLISH), ENGLISH, breaks=[1])
    assert words == ("From 1 to 2; lowest 1, highest 2. Broken where the platform began to count something else.")
