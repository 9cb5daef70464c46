"""Receipts, and the totals a file states of itself."""

import json
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaekst.core.figures import PostFigure
from vaekst.core.receipt import ControlTotal, Receipt, Status, for_machines
from vaekst.core.sentence import Sentence


@pytest.mark.parametrize(
    ("stated", "summed", "agrees"),
    [(100.0, 100.0, True), (100.0, 100.4, True), (100.0, 101.0, False), (1e6, 1e6 + 90, True), (5.0, None, None)],
)
def test_a_stated_total_agrees_within_rounding(stated, summed, agrees):
    assert ControlTotal("likes", stated, summed).agrees is agrees


@given(st.floats(-1e12, 1e12), st.floats(-1e12, 1e12))
def test_a_total_agrees_with_itself_and_with_its_mirror(stated, summed):
    assert ControlTotal("likes", stated, stated).agrees
    assert ControlTotal("likes", stated, summed).agrees == ControlTotal("likes", -stated, -summed).agrees


def test_a_refusal_survives_being_stored():
    refused = Receipt("a.png", Status.REFUSED, refusal=Sentence("not_a_table", "'{name}' is a picture.", name="a.png"))
    assert Receipt.from_json(json.loads(json.dumps(refused.to_json()))) == refused


def test_days_and_instants_survive_being_stored():
    kept = Receipt(
        "a.csv",
        Status.IMPORTED,
        observed_at=datetime(2026, 11, 3, 8, tzinfo=UTC),
        first_date=date(2026, 11, 1),
        last_date=date(2026, 11, 2),
        control_totals=(ControlTotal("views", 10.0, 9.0),),
        warnings=(Sentence("export_date_assumed", "Taken as exported on {day:day}.", day=date(2026, 11, 3)),),
    )
    assert Receipt.from_json(json.loads(json.dumps(kept.to_json()))) == kept


def test_a_machine_reads_the_refusal_among_the_warnings():
    told = for_machines(
        Receipt("a.png", Status.REFUSED, refusal=Sentence("picture", "'{name}' is a picture.", name="a"))
    )
    assert told["status"] == "refused"
    assert told["warnings"] == [{"code": "picture", "level": "warning", "message": "'a' is a picture."}]
    assert told["first_date"] is None


def test_what_only_explains_is_a_remark_and_stands_last():
    remark, caution = Sentence("title_wins", "Taken."), Sentence("truncated", "Cut off.")
    kept = Receipt("a.csv", Status.IMPORTED, warnings=(remark, caution))
    assert (kept.cautions, kept.remarks) == ((caution,), (remark,))
    assert [(each["code"], each["level"]) for each in for_machines(kept)["warnings"]] == [
        ("truncated", "warning"),
        ("title_wins", "remark"),
    ]


def test_a_refused_file_has_no_remarks():
    refused = Receipt(
        *("a.csv", Status.REFUSED), warnings=(Sentence("title_wins", "Taken."),), refusal=Sentence("no_rows", "None.")
    )
    assert refused.remarks == ()
    assert [each["code"] for each in for_machines(refused)["warnings"]] == ["no_rows"]


def test_a_machine_reads_days_as_text_and_whether_totals_agree():
    kept = Receipt(
        "a.csv", Status.IMPORTED, first_date=date(2026, 11, 1), control_totals=(ControlTotal("views", 10.0, 10.0),)
    )
    told = json.loads(json.dumps(for_machines(kept)))
    assert told["first_date"] == "2026-11-01"
    assert told["control_totals"] == [{"metric": "views", "stated": 10.0, "summed": 10.0, "agrees": True}]


def test_a_figure_needs_only_its_post_and_value():
    figure = PostFigure("youtube:1", "youtube", None, None, date(2026, 11, 1), age_days=7.0, value=0.04)
    assert figure.at_age
    assert figure.part is None
    assert figure.rows == ()
