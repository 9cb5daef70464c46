"""Experiments are registered before they run, read as of any moment, and closed with what they were closed on."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from tests.actions.bicycles import START, baseline_posts, export, post, shop, sprint_posts, take_in
from tests.store import builders

from vaekst.actions import experiments, strategies
from vaekst.core.errors import BadInput, Conflict, NotAllowed, UnknownName
from vaekst.core.experiments import BadRegistration, Draft, State
from vaekst.core.experiments import for_machines as numbers_of
from vaekst.store.models import AuditEvent, ExperimentClosing, ExperimentVersion, Role

BEFORE = datetime(2026, 9, 6, 20, tzinfo=UTC)
NOW = datetime(2026, 10, 5, 8, tzinfo=UTC)
DRAFT = Draft(
    name="Ride-along saves",
    hypothesis="Rides are saved more than the usual post.",
    channel="instagram",
    concept="ride-along",
    start="2026-09-07",
    end="2026-10-31",
)
KEY = "ride-along-saves"


@pytest.fixture
def rides(owner, tmp_path):
    """A shop whose rides are saved four times as often as before, every second day since the sprint began."""
    actor, brand = shop(owner)
    winner = sprint_posts("ridealong", [80, 76, 84, 90, 78, 82])
    others = sprint_posts("workshop", [22, 18, 20, 21], first=START + timedelta(days=1))
    path = export(tmp_path, [*baseline_posts(), *winner, *others], until=date(2026, 10, 4))
    take_in(actor, brand, path, now=NOW)
    return actor, brand


def register(actor, brand, *, now=BEFORE, **typed):
    return experiments.register(actor, brand, replace(DRAFT, **typed), now=now)


def faults(caught) -> dict[str, str]:
    return {fault.field: fault.sentence.english() for fault in caught.value.faults}


def test_a_registered_experiment_is_read_every_week(rides):
    actor, brand = rides
    made = register(actor, brand)
    assert (made.key, made.number, made.metric) == (KEY, 1, "save_rate")
    found = experiments.read(brand, KEY, now=NOW)
    assert (found.reading.state, len(found.reading.posts), found.is_replay) == (State.PASSED, 6, False)
    assert found.reading.level is not None
    assert 0.05 < found.reading.level.value < 0.08
    assert found.reading.baseline == pytest.approx(0.02, abs=0.002)
    event = AuditEvent.objects.get(action="experiment.register")
    assert (event.by, event.subject, event.after["bar"]) == (actor.person, KEY, "+10 %")


def test_a_moment_before_its_posts_were_read_knows_none_of_them(rides):
    actor, brand = rides
    register(actor, brand)
    found = experiments.read(brand, KEY, as_of=date(2026, 9, 20), now=NOW)
    assert (found.reading.state, found.reading.published) == (State.NOT_ENOUGH, 0)


def test_posts_published_before_it_was_registered_do_not_count(rides):
    actor, brand = rides
    third = datetime(2026, 9, 11, 12, tzinfo=UTC)  # the third ride was published at nine that day
    register(actor, brand, start="", now=third)
    found = experiments.read(brand, KEY, now=NOW).reading
    assert len(found.posts) == 3
    assert "Left out because they were published before it was registered: 1." in [r.english() for r in found.reasons]


def test_nobody_registers_for_posts_that_are_there_already(rides):
    actor, brand = rides
    with pytest.raises(BadRegistration) as caught:
        register(actor, brand, now=NOW)
    assert "2026-09-07 is past" in faults(caught)["start"]
    assert not ExperimentVersion.objects.exists()


def test_a_variant_is_told_by_its_own_rules_within_the_concept(rides, tmp_path):
    actor, brand = rides
    register(actor, brand, variable="hook", match="title=*question*", end="2026-10-31")
    asked = [
        post(date(2026, 9, 20), saves=60, text="A question first #ridealong"),
        post(date(2026, 9, 22), saves=60, text="A question in the #workshop"),
    ]
    take_in(actor, brand, export(tmp_path, asked, first=date(2026, 9, 20), until=date(2026, 10, 3)), now=NOW)
    found = experiments.read(brand, KEY, now=NOW).reading
    assert (len(found.posts), found.state) == (1, State.NOT_ENOUGH)


def test_a_post_may_be_named_by_its_link_while_its_figures_cannot_be_seen(rides, tmp_path):
    actor, brand = rides
    register(actor, brand, variable="hook")
    fresh = post(date(2026, 10, 3), saves=5, text="Unmarked")
    take_in(actor, brand, export(tmp_path, [fresh], first=date(2026, 10, 1), until=date(2026, 10, 4)), now=NOW)
    draft, number = experiments.draft_for(brand, KEY)
    experiments.revise(
        actor, brand, KEY, replace(draft, posts=fresh["Permalink"]), why="It went out.", based_on=number, now=NOW
    )
    later = datetime(2026, 10, 19, 8, tzinfo=UTC)
    read_again = fresh | {"Saves": "70"}
    take_in(actor, brand, export(tmp_path, [read_again], first=date(2026, 10, 1), until=date(2026, 10, 12)), now=later)
    found = experiments.read(brand, KEY, now=later)
    assert [figure.value for figure in found.reading.posts] == [0.07]
    assert [row.number for row in found.versions] == [1, 2]


def test_a_post_of_another_channel_cannot_be_named(rides):
    actor, brand = rides
    with pytest.raises(BadRegistration) as caught:
        register(actor, brand, posts="youtube:1\ninstagram:404")
    assert "'youtube:1' is no post of this channel" in faults(caught)["posts"]


def test_one_metric_at_a_time_on_the_same_posts(rides):
    actor, brand = rides
    register(actor, brand)
    with pytest.raises(BadRegistration) as caught:
        register(actor, brand, name="Ride-along shares", metric="share_rate")
    assert "One metric at a time" in faults(caught)["metric"]
    register(actor, brand, name="Shorter rides", variable="length", match="format=short video")


def test_a_closed_experiment_makes_room_for_another_metric(rides):
    actor, brand = rides
    register(actor, brand)
    experiments.close(actor, brand, KEY, now=NOW)
    register(actor, brand, name="Ride-along shares", metric="share_rate", start="", now=NOW)


def test_a_name_is_taken_once(rides):
    actor, brand = rides
    register(actor, brand)
    with pytest.raises(BadRegistration) as caught:
        register(actor, brand, name="Ride-along, saves!")
    assert "is called" in faults(caught)["name"]


def test_a_revision_supersedes_with_its_reason_and_rewrites_nothing(rides):
    actor, brand = rides
    first = register(actor, brand)
    draft, number = experiments.draft_for(brand, KEY)
    second = experiments.revise(
        actor, brand, KEY, replace(draft, end="2026-11-20"), why="Two weeks of holiday.", based_on=number, now=NOW
    )
    assert (second.number, second.why, second.plan["end"]) == (2, "Two weeks of holiday.", "2026-11-20")
    assert ExperimentVersion.objects.get(pk=first.pk).plan["end"] == "2026-10-31"
    found = experiments.read(brand, KEY, now=NOW).reading
    assert len(found.posts) == 6
    event = AuditEvent.objects.get(action="experiment.revise")
    assert (event.before, event.after["end"]) == ({"end": "2026-10-31"}, "2026-11-20")


def test_a_changed_question_starts_counting_anew(rides):
    actor, brand = rides
    register(actor, brand)
    draft, _ = experiments.draft_for(brand, KEY)
    experiments.revise(actor, brand, KEY, replace(draft, bar="+5 %"), why="The bar was too high.", now=NOW)
    found = experiments.read(brand, KEY, now=NOW).reading
    assert (len(found.posts), found.state) == (0, State.NOT_ENOUGH)
    assert len(experiments.read(brand, KEY, as_of=date(2026, 10, 4), now=NOW).versions) == 1


@pytest.mark.parametrize(
    ("typed", "why", "told"),
    [({}, "No reason", "Nothing is different from version 1"), ({"bar": "+5 %"}, "  ", "Say why")],
)
def test_a_revision_changes_something_and_says_why(rides, typed, why, told):
    actor, brand = rides
    register(actor, brand)
    draft, _ = experiments.draft_for(brand, KEY)
    with pytest.raises(BadInput, match=told):
        experiments.revise(actor, brand, KEY, replace(draft, **typed), why=why, now=NOW)
    assert ExperimentVersion.objects.count() == 1


def test_two_people_never_overwrite_each_other(rides):
    actor, brand = rides
    register(actor, brand)
    draft, number = experiments.draft_for(brand, KEY)
    experiments.revise(actor, brand, KEY, replace(draft, end="2026-11-20"), why="Holiday.", based_on=number, now=NOW)
    with pytest.raises(Conflict, match="put version 2"):
        experiments.revise(actor, brand, KEY, replace(draft, end="2026-11-21"), why="Me too.", based_on=number, now=NOW)
    with pytest.raises(Conflict, match="put version 2"):
        experiments.close(actor, brand, KEY, seen=number, now=NOW)


def test_closing_keeps_all_the_verdict_was_reached_on(rides):
    actor, brand = rides
    register(actor, brand)
    found = experiments.read(brand, KEY, now=NOW)
    closing = experiments.close(actor, brand, KEY, now=NOW)
    assert (closing.outcome, closing.version.number) == ("passed", 1)
    assert closing.evidence == numbers_of(found.reading)
    assert (closing.lake_version, closing.as_of) == (str(found.known.lake_version), found.known.as_of)
    assert closing.definitions_hash == found.definitions_hash
    assert AuditEvent.objects.get(action="experiment.close").after["outcome"] == "passed"


def test_a_closed_experiment_is_replayed_to_the_same_numbers_whatever_comes_after(rides, tmp_path):
    actor, brand = rides
    register(actor, brand)
    closing = experiments.close(actor, brand, KEY, now=NOW)
    restated = sprint_posts("ridealong", [8, 7, 8, 9, 7, 8])
    take_in(actor, brand, export(tmp_path, restated, first=date(2026, 9, 1), until=date(2026, 10, 20)), now=NOW)
    text = strategies.show(brand).text.replace("rules:", "rules:\n  evidence: {scale_at: 99.9 %}")
    strategies.apply(actor, brand, text)
    later = NOW + timedelta(days=30)
    found = experiments.read(brand, KEY, now=later)
    assert (found.is_replay, found.state, numbers_of(found.reading)) == (True, "passed", closing.evidence)
    assert experiments.read(brand, KEY, as_of=date(2026, 10, 5), now=later).is_replay
    assert not experiments.read(brand, KEY, as_of=date(2026, 10, 25), now=later).is_replay


def test_a_stricter_strategy_moves_no_bar_under_an_experiment(rides, time_machine):
    actor, brand = rides
    register(actor, brand)
    time_machine.move_to(BEFORE + timedelta(days=9), tick=False)
    text = strategies.show(brand).text.replace("rules:", "rules:\n  evidence: {scale_at: 100 %}")
    strategies.apply(actor, brand, text)
    found = experiments.read(brand, KEY, now=NOW)
    assert (found.known.strategy_version.number, found.state) == (2, "passed")
    draft, _ = experiments.draft_for(brand, KEY)
    experiments.revise(actor, brand, KEY, replace(draft, end="2026-11-20"), why="Holiday.", now=NOW)
    assert experiments.read(brand, KEY, now=NOW).state == "passed"


def test_one_without_a_verdict_is_only_stopped_with_a_reason(rides):
    actor, brand = rides
    register(actor, brand, min_posts="9")
    with pytest.raises(BadInput, match="no verdict yet: not enough data yet"):
        experiments.close(actor, brand, KEY, now=NOW)
    closing = experiments.close(actor, brand, KEY, reason="The series is over.", now=NOW)
    assert (closing.outcome, closing.reason) == ("stopped early", "The series is over.")


def test_an_experiment_is_closed_once_and_then_stays_as_it_is(rides):
    actor, brand = rides
    register(actor, brand)
    experiments.close(actor, brand, KEY, now=NOW)
    with pytest.raises(Conflict, match="closed 'ride-along-saves' already: passed"):
        experiments.close(actor, brand, KEY, reason="Again", now=NOW)
    draft, _ = experiments.draft_for(brand, KEY)
    with pytest.raises(BadInput, match="is closed"):
        experiments.revise(actor, brand, KEY, replace(draft, end="2026-11-20"), why="More", now=NOW)
    assert ExperimentClosing.objects.count() == 1


def test_open_ones_are_listed_first_with_their_numbers(rides):
    actor, brand = rides
    register(actor, brand)
    register(actor, brand, name="Workshop saves", concept="workshop")
    experiments.close(actor, brand, KEY, now=NOW)
    found = experiments.listed(brand, now=NOW)
    assert [(one.key, one.state) for one in found] == [("workshop-saves", "running"), (KEY, "passed")]
    assert [one.numbers["posts"] for one in found] == [4, 6]


def test_an_unknown_key_is_answered_with_the_nearest(rides):
    actor, brand = rides
    register(actor, brand)
    for ask in (experiments.read, experiments.close):
        words = (brand, "ride-along-save") if ask is experiments.read else (actor, brand, "ride-along-save")
        with pytest.raises(UnknownName, match="Did you mean 'ride-along-saves'"):
            ask(*words, now=NOW)
    with pytest.raises(UnknownName):
        experiments.draft_for(brand, "nothing")


def test_viewers_only_look(rides):
    _, brand = rides
    viewer = builders.actor(builders.person("vera"))
    builders.member(brand, viewer.person, Role.VIEWER)
    with pytest.raises(NotAllowed):
        register(viewer, brand)
    with pytest.raises(NotAllowed):
        experiments.close(viewer, brand, KEY, now=NOW)
    with pytest.raises(NotAllowed):
        experiments.revise(viewer, brand, KEY, DRAFT, why="x", now=NOW)


def test_machines_get_plan_numbers_versions_and_closing(rides):
    actor, brand = rides
    register(actor, brand)
    experiments.close(actor, brand, KEY, now=NOW)
    told = experiments.for_machines(experiments.read(brand, KEY, now=NOW))
    assert (told["key"], told["bar"], told["state"], told["replay"]) == (KEY, "+10 %", "passed", True)
    assert [one["number"] for one in told["versions"]] == [1]
    assert told["closing"]["outcome"] == "passed"
