"""The week is weighed, people decide, and what they saw can be seen again for ever."""

from datetime import UTC, date, datetime, timedelta

import pytest
from tests.actions.bicycles import NOW, START, STRATEGY, WEEK, baseline_posts, export, post, shop, sprint_posts, take_in
from tests.store import builders

from vaekst.actions import baselines, decisions, posts, reviews, strategies
from vaekst.actions.audit import Actor
from vaekst.core.errors import BadInput, Conflict, NotAllowed, UnknownName
from vaekst.core.evidence import borrowed
from vaekst.core.period import Period, Week
from vaekst.store.models import AuditEvent, Decision, Role, Via


def rows(page):
    return {row.concept: row for row in page.review.rows}


def test_a_week_shows_every_concept_and_the_untagged_posts(judged):
    _, brand = judged
    found = rows(reviews.read_review(brand, WEEK, now=NOW))
    assert set(found) == {"ride-along", "workshop", None}
    assert found["ride-along"].proposal == "scale"
    assert found["workshop"].proposal == "stop"
    assert found[None].proposal is None
    assert found[None].published_in_total == 1


def test_posts_after_the_week_are_not_looked_at(judged):
    _, brand = judged
    early = rows(reviews.read_review(brand, Week(START), now=NOW))["ride-along"]
    assert (len(early.posts), early.published_in_total) == (4, 4)


def test_a_moment_before_the_files_were_exported_knows_nothing(judged):
    _, brand = judged
    page = reviews.read_review(brand, WEEK, as_of=date(2026, 9, 27), now=NOW)
    assert {len(row.posts) for row in page.review.rows} == {0}


def test_a_decision_keeps_all_it_was_taken_on(judged):
    actor, brand = judged
    made = decisions.decide(actor, brand, WEEK, "instagram", "ride-along", "scale", now=NOW)
    page = reviews.read_review(brand, WEEK, now=NOW)
    assert made.lake_version == str(page.known.lake_version)
    assert made.strategy_version.number == 1
    assert made.definitions_hash == page.definitions_hash
    assert made.evidence["effect"]["mid"] == page.row("instagram", "ride-along").estimate.mid
    assert page.decisions["instagram", "ride-along"] == made
    assert AuditEvent.objects.filter(action="decide", by=actor.person).count() == 1


def test_an_override_needs_a_reason(judged):
    actor, brand = judged
    with pytest.raises(BadInput, match="say why"):
        decisions.decide(actor, brand, WEEK, "instagram", "ride-along", "stop", now=NOW)
    made = decisions.decide(actor, brand, WEEK, "instagram", "ride-along", "stop", reason="Out of season", now=NOW)
    assert (made.proposal, made.verdict, made.reason) == ("scale", "stop", "Out of season")


def test_a_change_of_mind_supersedes_and_rewrites_nothing(judged):
    actor, brand = judged
    first = decisions.decide(actor, brand, WEEK, "instagram", "ride-along", "scale", now=NOW)
    second = decisions.decide(
        actor, brand, WEEK, "instagram", "ride-along", "iterate", reason="New hook first", now=NOW
    )
    assert second.supersedes == first
    assert Decision.objects.count() == 2
    assert reviews.read_review(brand, WEEK, now=NOW).decisions["instagram", "ride-along"] == second


def test_of_two_people_who_decide_at_once_the_second_is_told(judged):
    actor, brand = judged
    colleague = builders.person("magnus")
    builders.member(brand, colleague, Role.REVIEWER)
    seen = decisions.decide(actor, brand, WEEK, "instagram", "workshop", "stop", now=NOW)
    decisions.decide(actor, brand, WEEK, "instagram", "workshop", "iterate", reason="Once more", now=NOW)
    with pytest.raises(Conflict, match="meanwhile"):
        decisions.decide(builders.actor(colleague), brand, WEEK, "instagram", "workshop", "stop", now=NOW, seen=seen.pk)


@pytest.mark.parametrize(
    ("channel", "concept", "verdict", "hint"),
    [
        ("instgram", "ride-along", "scale", "'instagram'"),
        ("instagram", "ride-alone", "scale", "'ride-along'"),
        ("instagram", "ride-along", "scael", "'scale'"),
    ],
)
def test_a_slip_is_told_with_the_nearest_right_word(judged, channel, concept, verdict, hint):
    actor, brand = judged
    with pytest.raises(UnknownName, match=f"Did you mean {hint}"):
        decisions.decide(actor, brand, WEEK, channel, concept, verdict, now=NOW)


def test_a_viewer_may_not_decide(judged):
    _, brand = judged
    viewer = builders.person("vera")
    builders.member(brand, viewer, Role.VIEWER)
    with pytest.raises(NotAllowed):
        decisions.decide(builders.actor(viewer), brand, WEEK, "instagram", "ride-along", "scale", now=NOW)


def replay(brand, day=date(2026, 10, 5), now=NOW):
    """The numbers alone: who decided what since is no part of them."""
    page = reviews.read_review(brand, WEEK, as_of=day, now=now)
    return [
        {name: value for name, value in row.items() if name not in {"decision", "replay"}}
        for row in reviews.for_machines(page)
    ]


def test_a_decided_week_is_replayed_to_the_same_numbers_whatever_is_imported_and_changed_since(judged, tmp_path):
    actor, brand = judged
    before = replay(brand)
    decisions.decide(actor, brand, WEEK, "instagram", "ride-along", "scale", as_of=date(2026, 10, 5), now=NOW)
    backfilled = [post(START + timedelta(days=n), saves=1, text="Late find #ridealong", at=12) for n in range(5)]
    take_in(
        actor,
        brand,
        export(tmp_path, backfilled, until=date(2026, 10, 4), first=date(2026, 9, 1)),
        now=NOW + timedelta(days=1),
    )
    strategies.apply(
        actor, brand, brand.strategies.get().text.replace("save_rate", "engagement_rate"), why="Try another"
    )
    baselines.freeze(actor, brand, now=NOW + timedelta(days=2))
    late = NOW + timedelta(days=30)
    assert replay(brand, now=late) == before
    live = reviews.for_machines(reviews.read_review(brand, WEEK, now=datetime.now(UTC)))
    assert [row["metric"] for row in live] != [row["metric"] for row in before]


def test_a_decided_week_does_not_move_with_tags_given_since(judged):
    actor, brand = judged
    decisions.decide(actor, brand, WEEK, "instagram", "ride-along", "scale", as_of=date(2026, 10, 5), now=NOW)
    before = replay(brand)
    known = reviews.read_review(brand, WEEK, now=NOW).known
    key = next(one.key for one in posts.read_posts(known) if one.concept == "workshop")
    posts.assign(actor, brand, [key], "ride-along", now=NOW + timedelta(hours=1))
    assert replay(brand, now=NOW + timedelta(days=30)) == before


def test_a_week_nobody_decided_on_does_not_move_with_later_exports(judged, tmp_path):
    actor, brand = judged
    before = [row | {"lake_version": ""} for row in replay(brand)]
    later = [each | {"Saves": "500"} for each in [*baseline_posts(), *sprint_posts("ridealong", [80, 76])]]
    take_in(actor, brand, export(tmp_path, later, until=date(2026, 11, 1)), now=datetime(2026, 11, 2, 8, tzinfo=UTC))
    assert [row | {"lake_version": ""} for row in replay(brand, now=datetime(2026, 11, 3, tzinfo=UTC))] == before


def test_a_week_nobody_decided_on_does_not_move_when_posts_its_rules_had_placed_are_given_to_others(judged):
    actor, brand = judged
    before = replay(brand)
    placed = [one for one in posts.read_posts(reviews.read_review(brand, WEEK, now=NOW).known) if one.concept]
    later = NOW + timedelta(days=1)
    posts.assign(actor, brand, [one.key for one in placed], None, now=later)
    assert replay(brand, now=later) == before
    assert rows(reviews.read_review(brand, WEEK, now=later))["workshop"].posts == ()


def test_a_post_nobody_had_placed_has_its_first_tag_in_hindsight(judged):
    actor, brand = judged
    known = reviews.read_review(brand, WEEK, now=NOW).known
    (loose,) = (one.key for one in posts.read_posts(known) if one.concept is None and one.published >= START)
    posts.assign(actor, brand, [loose], "workshop", now=NOW + timedelta(days=1))
    page = reviews.read_review(brand, WEEK, as_of=date(2026, 10, 5), now=NOW + timedelta(days=1))
    assert page.row("instagram", "workshop").published_in_total == 7


def test_without_a_sprint_the_last_four_weeks_are_held_against_those_before(owner, tmp_path):
    text = shop(owner)[1].strategies.get().text.replace("sprint: {start: 2026-09-07}\n", "")
    actor, brand = shop(owner, slug="no-sprint", text=text)
    take_in(
        actor,
        brand,
        export(tmp_path, [*baseline_posts(), *sprint_posts("ridealong", [80] * 6)], until=date(2026, 10, 4)),
        now=NOW,
    )
    page = reviews.read_review(brand, WEEK, now=NOW)
    assert page.looked_at == Period(date(2026, 8, 31), date(2026, 9, 27))
    assert page.baseline_period == Period(date(2026, 8, 3), date(2026, 8, 30))


def test_a_tag_by_hand_outdoes_the_rules_and_can_be_taken_back(judged):
    actor, brand = judged
    known = reviews.read_review(brand, WEEK, now=NOW).known
    key = next(one.key for one in posts.read_posts(known) if one.concept == "workshop")
    now = NOW + timedelta(hours=1)
    batch = posts.assign(actor, brand, [key], "ride-along", now=now)
    assert len(rows(reviews.read_review(brand, WEEK, now=now))["workshop"].posts) == 5
    assert posts.undo(actor, brand, batch) == 1
    assert len(rows(reviews.read_review(brand, WEEK, now=datetime.now(UTC)))["workshop"].posts) == 6
    with pytest.raises(BadInput, match="nothing to take back"):
        posts.undo(actor, brand, batch)


def test_tagging_needs_posts_and_concepts_that_exist(judged):
    actor, brand = judged
    with pytest.raises(BadInput, match="No post was chosen"):
        posts.assign(actor, brand, [], "workshop")
    with pytest.raises(BadInput, match="no post 'instagram:none'"):
        posts.assign(actor, brand, ["instagram:none"], "workshop")
    with pytest.raises(UnknownName, match="Did you mean 'workshop'"):
        posts.assign(actor, brand, ["instagram:none"], "workshp")


# what else tells of a concept

EARLIER = """\
vaekst: 1
brand: {name: Fjord Cykler, currency: DKK, locale: da, timezone: Europe/Copenhagen}
sprint: {start: 2026-08-10, days: 21}
channels:
  instagram: {platform: instagram, metric: save_rate}
concepts:
  ride-along: {name: Ride-along, match: [{hashtag: ridealong}]}
rules:
  gates: {retention_3s: null, ctr: null}
  borrowing: {sprints: true}
"""


def two_sprints(owner, folder):
    """A shop whose sprint of August had a concept, and that plans another from September."""
    actor, brand = shop(owner, text=EARLIER)
    august = [post(date(2026, 8, 1) + timedelta(days=n), saves=18 + n % 3) for n in range(9)]
    tried = sprint_posts("ridealong", [40, 44, 38, 41, 43], first=date(2026, 8, 11))
    later = sprint_posts("ridealong", [30, 24, 36], first=START + timedelta(days=1))
    take_in(actor, brand, export(folder, [*august, *tried, *later], until=date(2026, 10, 4)), now=NOW)
    text = EARLIER.replace("start: 2026-08-10, days: 21", "start: 2026-09-07")
    strategies.apply(actor, brand, text, based_on=1)
    return brand


def test_a_sprint_begins_with_what_the_one_before_taught(owner, tmp_path):
    page = reviews.read_review(two_sprints(owner, tmp_path), WEEK, now=datetime.now(UTC))
    before = page.review.weighing.before
    assert [len(each.concepts["ride-along"]) for each in before.channels] == [5]
    assert before.before is None
    (row, *_) = reviews.for_machines(page)
    assert row["borrowed"] == [
        "How much posts scatter and how far concepts differ begins where the sprint before ended."
    ]


def planned(owner, brand, start, *, on):
    """The same shop governed by a sprint that starts another day."""
    text = EARLIER.replace("start: 2026-08-10", f"start: {start}")
    strategies.apply(Actor(owner, Via.CLI), brand, text, based_on=on)


def test_posts_of_the_days_looked_at_do_not_tell_as_a_sprint_before_as_well(owner, tmp_path):
    brand = two_sprints(owner, tmp_path)
    planned(owner, brand, "2026-11-02", on=2)
    page = reviews.read_review(brand, Week.parse("2026-W35"), now=datetime.now(UTC))
    assert len(page.row("instagram", "ride-along").posts) == 5
    assert page.review.weighing.before is None


def test_a_start_that_was_moved_makes_no_sprint_before(owner, tmp_path):
    brand = two_sprints(owner, tmp_path)
    planned(owner, brand, "2026-09-14", on=2)
    before = reviews.read_review(brand, WEEK, now=datetime.now(UTC)).review.weighing.before
    assert [len(each.concepts["ride-along"]) for each in before.channels] == [5]


def test_a_sprint_without_posts_is_passed_over(owner, tmp_path):
    brand = two_sprints(owner, tmp_path)
    planned(owner, brand, "2025-09-01", on=2)
    planned(owner, brand, "2026-09-07", on=3)
    before = reviews.read_review(brand, WEEK, now=datetime.now(UTC)).review.weighing.before
    assert [len(each.concepts["ride-along"]) for each in before.channels] == [5]


def test_the_sprint_before_tells_nothing_unless_it_is_asked(owner, tmp_path):
    brand = two_sprints(owner, tmp_path)
    text = EARLIER.replace("start: 2026-08-10, days: 21", "start: 2026-09-07").replace(
        "sprints: true", "sprints: false"
    )
    strategies.apply(Actor(owner, Via.CLI), brand, text, based_on=2)
    assert reviews.read_review(brand, WEEK, now=datetime.now(UTC)).review.weighing.before is None


def test_posts_too_young_to_be_compared_count_by_their_early_signal(owner, tmp_path):
    asked = STRATEGY + "  borrowing: {early: engagement_rate, early_days: 1}\n"
    actor, brand = shop(owner, text=asked)
    winner = sprint_posts("ridealong", [80, 76], first=date(2026, 9, 24))
    until = date(2026, 9, 30)
    take_in(actor, brand, export(tmp_path, [*baseline_posts(), *winner], until=until), now=NOW)
    page = reviews.read_review(brand, WEEK, now=datetime(2026, 10, 1, 8, tzinfo=UTC))
    assert page.row("instagram", "ride-along").posts == ()
    assert len(page.review.weighing.members[0].early.young["ride-along"]) == 2
    assert "borrowed_early" in {sentence.code for sentence in borrowed(page.review.weighing)}
