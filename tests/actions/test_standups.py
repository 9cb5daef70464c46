"""A meeting is begun once, its minutes are never rewritten, and of two who do the same in one moment one is told."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.actions.bicycles import NOW, WEEK
from tests.actions.left import stored
from tests.store import builders

from vaekst.actions import decisions, erasure, rebriefs, standups
from vaekst.actions import minutes as records
from vaekst.core.errors import BadInput, Conflict, NotAllowed
from vaekst.core.standup import Record
from vaekst.store.models import AuditEvent, Minutes, Role, StandUp

WINNER, LOSER = ("instagram", "ride-along"), ("instagram", "workshop")


def meeting(brand, *, now=NOW):
    return standups.read_standup(brand, WEEK, now=now)


def minutes_of(brand):
    return [Record.from_json(one.content) for one in brand.minutes.order_by("edition")]


def test_a_meeting_takes_the_concepts_in_the_order_of_the_review(judged):
    _, brand = judged
    assert [row.concept for row in meeting(brand).rows] == ["ride-along", "workshop"]


def test_kpis_off_track_come_before_those_at_risk_and_what_is_unknown_is_neither(judged):
    _, brand = judged
    statuses = [row.status.value for row in meeting(brand).off_track]
    assert statuses == sorted(statuses, key=["off track", "at risk"].index)
    assert "no data" not in statuses


def test_an_older_week_looks_at_the_board_of_its_own_day(judged):
    _, brand = judged
    assert meeting(brand).board.known.as_of.date() == WEEK.later().monday
    newest = standups.read_standup(brand, WEEK.later(), now=NOW)
    assert newest.board.known.as_of.date() == NOW.date()


def test_whoever_begins_second_joins(judged):
    actor, brand = judged
    first = standups.start(actor, brand, WEEK, now=NOW)
    assert standups.start(actor, brand, WEEK, now=NOW + timedelta(minutes=2)) == first
    assert AuditEvent.objects.filter(action="standup.start").count() == 1


def test_two_who_begin_in_the_same_moment_are_in_one_meeting(judged, monkeypatch):
    actor, brand = judged
    standups.start(actor, brand, WEEK, now=NOW)
    monkeypatch.setattr("vaekst.store.queries.standup", lambda *_, **__: None)
    assert standups.start(actor, brand, WEEK, now=NOW) == StandUp.objects.get()


def test_after_its_minutes_a_meeting_can_be_held_again(judged):
    actor, brand = judged
    first = standups.start(actor, brand, WEEK, now=NOW)
    records.close(actor, meeting(brand), present=[actor.person], now=NOW + timedelta(minutes=27))
    assert not meeting(brand).is_open
    second = standups.start(actor, brand, WEEK, now=NOW + timedelta(days=1))
    assert (first.number, second.number) == (1, 2)
    assert meeting(brand).is_open


def test_minutes_say_when_it_began_and_ended_and_keep_the_decisions_numbers(judged):
    actor, brand = judged
    standups.start(actor, brand, WEEK, now=NOW)
    decisions.decide(actor, brand, WEEK, *WINNER, "scale", now=NOW + timedelta(minutes=9))
    decisions.decide(actor, brand, WEEK, *LOSER, "stop", now=NOW + timedelta(minutes=12))
    written = records.close(actor, meeting(brand), present=[actor.person], now=NOW + timedelta(minutes=27))
    (told,) = minutes_of(brand)
    assert (told.lasted, told.present, told.undecided) == (27, (str(actor.person.pk),), ())
    assert [one.verdict for one in told.outcomes] == ["scale", "stop"]
    assert told.outcomes[0].mid == meeting(brand).rows[0].estimate.mid
    assert [one.change for one in told.briefs] == ["angle"]
    assert told.started.utcoffset() == timedelta(hours=2)
    assert Record.from_json(told.to_json()) == told
    assert written.edition == 1


def test_a_later_edition_keeps_the_hour_at_which_the_meeting_ended(judged):
    actor, brand = judged
    standups.start(actor, brand, WEEK, now=NOW)
    records.close(actor, meeting(brand), present=[], now=NOW + timedelta(minutes=27))
    decisions.decide(actor, brand, WEEK, *WINNER, "scale", now=NOW + timedelta(hours=3))
    later = records.close(actor, meeting(brand), present=[], seen=1, now=NOW + timedelta(hours=4))
    first, second = minutes_of(brand)
    assert (later.edition, first.lasted, second.lasted) == (2, 27, 27)
    assert first.undecided == ("Ride-along · Instagram", "Workshop · Instagram")
    assert [one.concept for one in second.outcomes] == ["Ride-along"]


def test_minutes_written_meanwhile_are_not_written_over(judged):
    actor, brand = judged
    standups.start(actor, brand, WEEK, now=NOW)
    before = meeting(brand)
    records.close(actor, before, present=[actor.person], now=NOW)
    with pytest.raises(Conflict, match="wrote edition 1"):
        records.close(actor, before, present=[], now=NOW)  # looked before the first were written
    with pytest.raises(Conflict, match="wrote edition 1"):
        records.close(actor, meeting(brand), present=[], now=NOW)
    assert Minutes.objects.count() == 1


def test_minutes_need_a_meeting_and_somebody_who_may_decide(judged):
    actor, brand = judged
    with pytest.raises(BadInput, match="has not begun"):
        records.close(actor, meeting(brand), present=[], now=NOW)
    viewer = builders.person()
    builders.member(brand, viewer, Role.VIEWER)
    with pytest.raises(NotAllowed):
        standups.start(builders.actor(viewer), brand, WEEK, now=NOW)


def test_who_decided_since_it_began_was_there(judged):
    actor, brand = judged
    decisions.decide(actor, brand, WEEK, *WINNER, "scale", now=NOW - timedelta(hours=1))
    standups.start(actor, brand, WEEK, now=NOW)
    assert records.decided_in(meeting(brand)) == ()
    decisions.decide(actor, brand, WEEK, *LOSER, "stop", now=NOW + timedelta(minutes=1))
    assert records.decided_in(meeting(brand)) == (actor.person,)
    assert records.people_in(meeting(brand), actor) == (actor.person,)


def test_minutes_call_people_what_they_are_called_and_forget_who_is_erased(judged):
    actor, brand = judged
    liv = builders.person("liv lund")
    builders.member(brand, liv, Role.EDITOR)
    standups.start(builders.actor(liv), brand, WEEK, now=NOW)
    decisions.decide(builders.actor(liv), brand, WEEK, *WINNER, "scale", now=NOW)
    records.close(actor, meeting(brand), present=[actor.person, liv], now=NOW)
    (written,) = minutes_of(brand)
    assert records.with_names(written).present == ("Freja", "Liv Lund")
    assert records.with_names(written).outcomes[0].by == "Liv Lund"

    erased = erasure.erase_member(actor, liv.email)
    assert "Liv Lund" not in stored()
    (written,) = minutes_of(brand)
    assert records.with_names(written).present == ("Freja", erased.pseudonym)
    assert records.with_names(written).outcomes[0].by == erased.pseudonym


def test_of_two_decisions_in_the_same_moment_one_stands_and_the_other_is_told(judged, monkeypatch):
    actor, brand = judged
    suggest = rebriefs.suggested

    def while_somebody_else_decides(*words, **named):
        monkeypatch.setattr(rebriefs, "suggested", suggest)
        decisions.decide(actor, brand, WEEK, *WINNER, "scale", now=NOW, seen=0)
        return suggest(*words, **named)

    monkeypatch.setattr(rebriefs, "suggested", while_somebody_else_decides)
    with pytest.raises(Conflict, match="decided 'scale' for Ride-along"):
        decisions.decide(actor, brand, WEEK, *WINNER, "stop", reason="No bikes.", now=NOW, seen=0)
    assert [one.verdict for one in brand.decisions.all()] == ["scale"]
    assert not brand.rebriefs.exists()
