"""A decision to iterate or stop leaves a to-do behind: one, with an owner and a day, until it is done or overtaken."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from tests.actions.bicycles import NOW, STRATEGY, WEEK, baseline_posts, export, shop, take_in
from tests.store import builders

from vaekst.actions import decisions, exports, rebriefs
from vaekst.actions.rebriefs import Wanted
from vaekst.core.errors import BadInput, Conflict, NotAllowed, UnknownName
from vaekst.store import queries
from vaekst.store.models import AuditEvent, Rebrief, Role

WINNER, LOSER = ("instagram", "ride-along"), ("instagram", "workshop")
LATER = datetime(2026, 10, 6, 8, tzinfo=UTC)


def decide(judged, verdict, *, concept=LOSER, week=WEEK, reason="We talked about it.", **more):
    actor, brand = judged
    return decisions.decide(actor, brand, week, *concept, verdict, reason=reason, now=NOW, **more)


def test_stopping_asks_for_a_brief_with_another_angle_by_the_next_day_of_research(judged):
    _, brand = judged
    decision = decide(judged, "stop", reason="")
    found = queries.open_rebriefs(brand).get()
    assert (found.decision, found.change, found.owner) == (decision, "angle", "Content Lead")
    assert found.due == date(2026, 10, 12)
    assert rebriefs.reasons(found)[0].code == "another_angle"


def test_iterating_changes_what_the_person_says_and_suggests_the_rest(judged):
    _, brand = judged
    decide(judged, "iterate", wanted=Wanted("pacing", " Editor ", date(2026, 10, 9)))
    found = queries.open_rebriefs(brand).get()
    assert (found.change, found.owner, found.due) == ("pacing", "Editor", date(2026, 10, 9))


@pytest.mark.parametrize("verdict", ["scale", "wait"])
def test_scaling_and_waiting_leave_no_brief_to_write(judged, verdict):
    decide(judged, verdict)
    assert not Rebrief.objects.exists()


def test_a_change_that_does_not_follow_from_the_decision_is_refused_and_nothing_is_written(judged):
    _, brand = judged
    with pytest.raises(UnknownName, match="angle"):
        decide(judged, "stop", wanted=Wanted("pacing"))
    with pytest.raises(BadInput, match="before the decision"):
        decide(judged, "iterate", wanted=Wanted(due=date(2026, 10, 4)))
    assert not brand.decisions.exists()


def test_what_was_never_posted_is_not_iterated_on_and_stopping_it_asks_for_another_angle(owner, tmp_path):
    text = STRATEGY.replace("concepts:\n", "concepts:\n  museum: {name: Museum, match: [{hashtag: museum}]}\n")
    actor, brand = shop(owner, text=text)
    take_in(actor, brand, export(tmp_path, baseline_posts(), until=date(2026, 10, 4)), now=NOW)
    told = {"concept": ("instagram", "museum"), "wanted": Wanted("hook")}
    with pytest.raises(BadInput, match="Museum has had no post on instagram since 2026-09-07"):
        decide((actor, brand), "iterate", **told)
    assert not brand.decisions.exists()
    decide((actor, brand), "stop", concept=("instagram", "museum"))
    assert rebriefs.reasons(queries.open_rebriefs(brand).get())[0].code == "untried_angle"


def test_another_decision_takes_the_place_of_the_brief_too(judged):
    _, brand = judged
    decide(judged, "stop")
    decide(judged, "iterate")
    assert [one.change for one in queries.open_rebriefs(brand)] == ["length"]
    decide(judged, "scale", week=WEEK.later())
    assert not queries.open_rebriefs(brand)
    assert queries.rebriefs(brand).count() == 2


def test_to_wait_next_week_leaves_the_brief_where_it_is(judged):
    _, brand = judged
    decide(judged, "iterate")
    decide(judged, "wait", week=WEEK.later())
    assert queries.open_rebriefs(brand).count() == 1


def test_a_brief_is_done_once_and_by_somebody(judged):
    actor, brand = judged
    decide(judged, "stop")
    number = queries.open_rebriefs(brand).get().pk
    done = rebriefs.finish(actor, brand, number, now=LATER)
    assert (done.done_at, done.done_by) == (LATER, actor.person)
    assert not queries.open_rebriefs(brand)
    assert AuditEvent.objects.filter(action="rebrief.done").count() == 1
    with pytest.raises(Conflict, match="marked the re-brief"):
        rebriefs.finish(actor, brand, number, now=LATER)


def test_a_brief_of_another_brand_or_a_viewer_finishes_nothing(judged):
    actor, brand = judged
    decide(judged, "stop")
    number = queries.open_rebriefs(brand).get().pk
    with pytest.raises(UnknownName):
        rebriefs.finish(actor, builders.brand(owner=actor.person), number, now=LATER)
    viewer = builders.person()
    builders.member(brand, viewer, Role.VIEWER)
    with pytest.raises(NotAllowed):
        rebriefs.finish(builders.actor(viewer), brand, number, now=LATER)
    assert queries.open_rebriefs(brand).count() == 1


def test_to_agree_that_there_is_not_enough_yet_needs_no_reason(judged):
    actor, brand = judged
    early = WEEK.earlier(3)
    decision = decisions.decide(actor, brand, early, *WINNER, "wait", now=NOW)
    assert (decision.proposal, decision.verdict) == ("not enough data yet", "wait")


def test_waiting_although_something_is_proposed_wants_to_be_explained(judged):
    actor, brand = judged
    with pytest.raises(BadInput, match="say why"):
        decisions.decide(actor, brand, WEEK, *WINNER, "wait", now=NOW)


def test_waiting_is_no_row_of_the_published_decisions_and_ends_what_stood_before(judged):
    _, brand = judged
    first = decide(judged, "stop")
    decide(judged, "wait")
    (row,) = exports.sheet(brand, "decisions", now=NOW).rows
    assert (row["id"], row["verdict"], row["stands"]) == (first.pk, "stop", False)
    last = decide(judged, "scale")
    newest, _ = exports.sheet(brand, "decisions", now=NOW).rows
    assert (newest["id"], newest["supersedes"], newest["stands"]) == (last.pk, first.pk, True)
