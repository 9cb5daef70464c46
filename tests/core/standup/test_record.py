"""Minutes are stored as plain values, and come back as they were."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta

from tests.core.standup.records import outcome, record

from vaekst.core.standup import Record


def test_a_record_comes_back_from_json_as_it_was():
    for each in (record(), record(outcomes=(outcome(low=None, mid=None, high=None),), kpis=(), briefs=(), present=())):
        assert Record.from_json(json.loads(json.dumps(each.to_json()))) == each


def test_a_meeting_lasted_its_whole_minutes():
    made = record()
    assert made.lasted == 29
    assert replace(made, ended=made.started + timedelta(seconds=95)).lasted == 2


def test_everybody_is_called_by_their_name_and_who_has_none_by_their_reference():
    called = record().calling({"Mette": "Mette Holm"})
    assert called.present == ("Mette Holm", "Lars")
    assert (called.outcomes[0].by, called.outcomes[0].earlier[0].by) == ("Mette Holm", "Lars")
    assert record().people == {"Mette", "Lars"}


def test_minutes_written_before_there_were_last_looks_are_read():
    stored = record().to_json()
    for one in stored["plan"][0]["shares"]:
        del one["look"]
    (plan,) = Record.from_json(stored).plan
    assert not any(one.look for one in plan.shares)
