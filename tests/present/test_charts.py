"""Pictures: what they show, what they say, and that they keep to the page's colours."""

from __future__ import annotations

import json
import re
from datetime import date, timedelta
from typing import Any
from xml.etree import ElementTree

import pytest

from vaekst.core.metrics.units import Unit
from vaekst.core.period import Period
from vaekst.present.charts import (
    NARROW,
    Chances,
    EffectBar,
    Note,
    Picture,
    Reading,
    chances_by_week,
    effects,
    kpi_over_time,
    svg,
)
from vaekst.present.language import DANISH, ENGLISH, Language

START = date(2026, 9, 14)
SPRINT = Period(START, START + timedelta(days=89))
BARS = (
    EffectBar("Ride-along", 12, 0.1, 0.42, 0.85, "scale"),
    EffectBar("Workshop", 5, -0.6, -0.4, -0.1, "stop"),
    EffectBar("Bike myths", 1, None, None, None, "not enough data yet"),
)


def weeks(*values: float | None) -> list[Reading]:
    return [Reading(START + timedelta(weeks=n), value) for n, value in enumerate(values)]


def kpi(*values: float | None, language: Language = ENGLISH, **options: Any) -> Picture:
    return kpi_over_time(
        weeks(*values),
        title="Retention",
        sentence="Retention is 60 % & rising.",
        unit=Unit.PERCENT,
        language=language,
        **options,
    )


def forest(*bars: EffectBar, language: Language = ENGLISH) -> Picture:
    return effects(bars, title="Effects", sentence="One concept stands out.", language=language)


def words(picture: Picture, *, width: int = 680) -> list[str]:
    """All text people can see in the drawing."""
    root = ElementTree.fromstring(svg(picture, width=width))  # noqa: S314  (our own drawing)
    shown = root.iter("{http://www.w3.org/2000/svg}text")
    return [text.text or "" for text in shown if text.attrib.get("opacity") != "0"]


@pytest.mark.parametrize("picture", [kpi(0.5, 0.6, target=0.6, baseline=0.5, sprint=SPRINT), forest(*BARS)])
def test_a_picture_names_itself_for_those_who_do_not_see_it(picture: Picture) -> None:
    root = ElementTree.fromstring(svg(picture))  # noqa: S314  (our own drawing)
    title, desc = root[0], root[1]
    assert root.attrib["role"] == "img"
    assert root.attrib["aria-labelledby"] == f"{title.attrib['id']} {desc.attrib['id']}"
    assert (title.text, desc.text) == (picture.title, picture.sentence)


@pytest.mark.parametrize("picture", [kpi(0.5, None, 0.6, target=0.6, is_running=True), forest(*BARS)])
def test_every_colour_is_the_pages_own_and_nothing_is_styled_inline(picture: Picture) -> None:
    drawing = svg(picture)
    colours = set(re.findall(r'(?:fill|stroke)="([^"]+)"', drawing)) - {"none", "transparent"}
    assert colours
    assert all(colour.startswith("var(--") for colour in colours)
    assert " style=" not in drawing
    assert "NaN" not in drawing


def test_pictures_bring_no_ids_that_could_meet_on_a_page() -> None:
    one, other = svg(forest(*BARS)), svg(forest(*BARS), key="second")
    assert not set(re.findall(r'id="([^"]+)"', one)) & set(re.findall(r'id="([^"]+)"', other))
    assert svg(forest(*BARS)) == one


def test_gaps_stay_gaps() -> None:
    course = re.compile(r'd="(M[^"]+)" stroke="var\(--draw, #0b6a50\)" stroke-width="2.5"')
    (unbroken,) = course.findall(svg(kpi(0.5, 0.51, 0.52, 0.53, 0.54)))
    (gapped,) = course.findall(svg(kpi(0.5, 0.51, None, 0.53, 0.54)))
    assert (unbroken.count("M"), gapped.count("M")) == (1, 2)


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({"baseline": 0.5, "target": 0.6, "sprint": SPRINT}, {"baseline", "target"}),
        ({"target": 0.6}, {"target"}),
        ({"baseline": 0.5}, {"baseline"}),
        ({"baseline": 0.6, "target": 0.5}, {"baseline", "target"}),
        ({}, set()),
    ],
)
def test_baseline_and_target_are_drawn_and_named_where_they_are_known(
    options: dict[str, Any], expected: set[str]
) -> None:
    assert {"baseline", "target"} & set(words(kpi(0.5, 0.55, **options))) == expected


def test_a_running_week_is_reached_by_a_dashed_line() -> None:
    assert 'stroke-dasharray="2,4"' in svg(kpi(0.5, 0.55, 0.6, is_running=True))
    assert "stroke-dasharray" not in svg(kpi(0.5, 0.55, 0.6))


def test_axes_speak_the_readers_language() -> None:
    danish = words(kpi(*[0.5, 0.55] * 6, language=DANISH, target=0.6))
    english = words(kpi(*[0.5, 0.55] * 6, target=0.6))
    assert "mål" in danish
    assert any(re.fullmatch(r"\d+\. okt", text) for text in danish)
    assert "50\N{NO-BREAK SPACE}%" in danish
    assert "50%" in english
    assert any(re.fullmatch(r"\d+ Oct", text) for text in english)


def test_a_kpi_nobody_measured_is_an_empty_picture_with_its_words() -> None:
    empty = kpi(None, None, target=0.6)
    assert "target" in words(empty)
    assert [row[1] for row in empty.rows] == ["no data", "no data"]
    assert svg(kpi())


@pytest.mark.parametrize("unit", list(Unit))
def test_every_unit_can_be_drawn(unit: Unit) -> None:
    picture = kpi_over_time(weeks(1, 2), title="KPI", sentence="", unit=unit, language=ENGLISH, currency="DKK")
    assert "NaN" not in svg(picture)


def test_the_table_tells_every_week() -> None:
    picture = kpi(0.5, None, language=DANISH)
    assert picture.columns[1] == "Retention"
    assert picture.rows == (("14. sep. 2026", "50\N{NO-BREAK SPACE}%"), ("21. sep. 2026", "ingen data"))


def test_concepts_stay_in_their_order_also_when_they_have_no_estimate() -> None:
    shown = [text for text in words(forest(*reversed(BARS))) if text in {bar.label for bar in BARS}]
    assert shown == ["Bike myths", "Workshop", "Ride-along"]


def test_concepts_of_one_name_on_two_channels_have_a_row_each() -> None:
    shown = words(forest(BARS[0], BARS[0], BARS[1]))
    assert shown.count("Ride-along") == 2


def test_a_concept_without_an_estimate_says_so() -> None:
    assert "ikke nok data endnu" in words(forest(*BARS, language=DANISH))


def test_the_effects_table_holds_the_whole_interval_though_the_picture_ends() -> None:
    picture = forest(EffectBar("Wild", 1, -0.9, 2.4, 9.0, "iterate"))
    assert picture.rows == (("Wild", "1", "−90%", "+240%", "+900%", "iterate"),)
    assert "+900%" not in words(picture)


def test_no_concepts_are_an_empty_picture() -> None:
    assert svg(forest())
    assert forest().rows == ()


@pytest.mark.parametrize("name", ['It\'s "quoted"', "back\\slash", "<b>&amp;</b>", "'] + alert(1) + ['", "Æblegrød 🚲"])
def test_a_name_is_only_ever_a_name(name: str) -> None:
    bar = EffectBar(name, 4, 0.0, 0.1, 0.2, "iterate")
    assert name in words(forest(bar))
    assert forest(bar).rows[0][0] == name


def test_a_telephone_gets_a_picture_of_its_own_width() -> None:
    root = ElementTree.fromstring(svg(forest(*BARS), width=NARROW))  # noqa: S314  (our own drawing)
    assert float(root.attrib["width"]) == pytest.approx(NARROW, abs=2)
    assert root.attrib["viewBox"].startswith("0 0 ")


BREAK = Note(START + timedelta(weeks=1), "redefined", "What is counted changed.", is_break=True)


def test_a_line_is_broken_where_something_else_is_counted_and_the_reason_is_told() -> None:
    whole, broken = kpi(0.5, 0.6, 0.7, 0.8), kpi(0.5, 0.6, 0.7, 0.8, notes=[BREAK])
    assert _lines(broken) == _lines(whole) + 1
    parts = [row["part"] for row in _points(broken)]
    assert parts == [0, 1, 1, 1]
    assert "redefined" in words(broken)
    assert broken.notes == ("What is counted changed.",)
    assert "What is counted changed." in svg(broken)
    assert [row[-1] for row in broken.rows] == ["", "What is counted changed.", "", ""]
    assert broken.columns[-1] == "note"


def test_a_note_before_the_first_reading_is_not_drawn() -> None:
    early = Note(START - timedelta(days=3), "begun")
    assert "begun" not in words(kpi(0.5, 0.6, notes=[early]))
    assert kpi(0.5, 0.6, notes=[early]).columns == ("from", "Retention")


def _points(picture: Picture) -> list[dict[str, Any]]:
    """The readings the picture was drawn from."""
    held = json.loads(picture.definition)["datasets"].values()
    return next(values for values in held if "part" in values[0])


def _lines(picture: Picture) -> int:
    """How many lines of readings are drawn."""
    return len(re.findall(r'stroke="var\(--draw, [^"]*" stroke-width="2.5"', svg(picture)))


def power(*lines: Chances, language: Language = ENGLISH) -> Picture:
    return chances_by_week(lines, title="Power", sentence="By week.", language=language)


def test_chances_are_named_in_a_legend_and_told_week_by_week():
    picture = power(Chances("with 11 posts", (0.1, 0.25)), Chances("for nothing", (0.02, 0.05), is_alarm=True))
    assert picture.columns == ("week", "with 11 posts", "for nothing")
    assert picture.rows == (
        ("1", "10%", "2%"),
        ("2", "25%", "5%"),
    )
    assert {"with 11 posts", "for nothing"} <= set(words(picture))


def test_lines_of_chances_differ_by_dash_and_an_alarm_by_colour():
    lines = [Chances(str(n), (0.1,)) for n in range(3)]
    encoding = json.loads(power(*lines, Chances("alarm", (0.2,), is_alarm=True)).definition)["encoding"]
    dashes, colours = (encoding[name]["scale"]["range"] for name in ("strokeDash", "color"))
    assert len({tuple(dash) for dash in dashes[:3]}) == 3
    assert colours[3] != colours[0] == colours[1]
