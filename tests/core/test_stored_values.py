"""Sentences and receipts survive being stored, so that they can be told later in any language."""

import json
import pickle
from datetime import UTC, date, datetime

from vaekst.core.receipt import ControlTotal, Receipt, Status, for_machines
from vaekst.core.sentence import Sentence


def through_json(value):
    return json.loads(json.dumps(value))


def test_a_sentence_comes_back_the_same():
    sentence = Sentence(
        "x",
        "{n} on {day:day} at {at}, {none}",
        n=3,
        day=date(2026, 11, 1),
        at=datetime(2026, 11, 1, 9, tzinfo=UTC),
        none=None,
    )
    assert Sentence.from_json(through_json(sentence.to_json())) == sentence


def test_a_sentence_can_be_pickled():
    sentence = Sentence("x", "{day:day}", day=date(2026, 11, 1))
    assert pickle.loads(pickle.dumps(sentence)) == sentence  # noqa: S301 (our own bytes)


def test_a_full_receipt_comes_back_the_same():
    receipt = Receipt(
        file="a.csv",
        status=Status.IMPORTED,
        observed_at=datetime(2026, 11, 2, tzinfo=UTC),
        rows_read=3,
        rows_kept=2,
        rows_dropped={"total": 1},
        first_date=date(2026, 11, 1),
        last_date=date(2026, 11, 1),
        totals={"likes": 3},
        control_totals=(ControlTotal("likes", 3.0, None),),
        warnings=(Sentence("w", "Careful."),),
    )
    assert Receipt.from_json(through_json(receipt.to_json())) == receipt


def test_a_refusal_comes_back_the_same():
    receipt = Receipt(file="a.png", status=Status.REFUSED, refusal=Sentence("picture", "A picture."))
    assert Receipt.from_json(through_json(receipt.to_json())) == receipt


def test_machines_get_days_as_text_and_the_refusal_among_the_warnings():
    refused = for_machines(Receipt(file="a.png", status=Status.REFUSED, refusal=Sentence("picture", "A picture.")))
    assert (refused["status"], refused["first_date"]) == ("refused", None)
    assert refused["warnings"] == [{"code": "picture", "message": "A picture.", "level": "warning"}]


def test_machines_get_control_totals_with_their_verdict():
    receipt = Receipt(
        file="a.csv",
        status=Status.IMPORTED,
        first_date=date(2026, 11, 1),
        control_totals=(ControlTotal("likes", 3, 3),),
    )
    told = through_json(for_machines(receipt))
    assert told["first_date"] == "2026-11-01"
    assert told["control_totals"] == [{"metric": "likes", "stated": 3, "summed": 3, "agrees": True}]
    assert (told["refusal"], told["warnings"]) == (None, [])
