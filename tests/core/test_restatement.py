"""A later file that changes the past says what it changed."""

from __future__ import annotations

from datetime import UTC, date, datetime

from vaekst.core.facts import CHANNEL_DAY, COST, POST_SNAPSHOT, FactTable
from vaekst.core.restatement import Restated, restated

NOW = {
    "observed_at": datetime(2026, 11, 20, tzinfo=UTC),
    "recorded_at": datetime(2026, 11, 20, tzinfo=UTC),
    "import_id": "a",
}


def rows(table: FactTable, *given):
    usual = {"channel": "instagram", "platform": "instagram"} if "channel" in table.key else {}
    return table.batch([{**usual, **NOW, **row} for row in given])


def day(number: int, **metrics):
    return {"local_date": date(2026, 11, number), **metrics}


def post(key: str, published: date, **metrics):
    return {"post_key": key, "grain": "lifetime", "published_date": published, **metrics}


def test_days_told_differently_are_counted_with_their_median_change():
    before = rows(CHANNEL_DAY, day(1, reach_unique=100, likes=5), day(2, reach_unique=200), day(3, reach_unique=50))
    after = rows(
        CHANNEL_DAY, day(1, reach_unique=103, likes=5), day(2, reach_unique=220), day(3), day(4, reach_unique=9)
    )
    (found,) = restated(CHANNEL_DAY, before, after)
    assert found == Restated("channel_day", "reach_unique", 2, 0.065, date(2026, 11, 1), date(2026, 11, 2))
    assert found.sentence.english() == "reach unique of 2 days changed, median +6.5 %."


def test_what_was_zero_has_no_relative_change():
    (found,) = restated(CHANNEL_DAY, rows(CHANNEL_DAY, day(1, likes=0)), rows(CHANNEL_DAY, day(1, likes=4)))
    assert found.change is None
    assert found.sentence.english() == "likes of 1 days is no longer 0."


def test_a_young_posts_counters_grow_and_that_is_no_restatement():
    before = rows(POST_SNAPSHOT, post("a", date(2026, 11, 10), likes=10, views_start=90))
    assert restated(POST_SNAPSHOT, before, rows(POST_SNAPSHOT, post("a", date(2026, 11, 10), likes=14))) == ()
    (fell,) = restated(POST_SNAPSHOT, before, rows(POST_SNAPSHOT, post("a", date(2026, 11, 10), likes=9)))
    assert (fell.metric, fell.rows, fell.change) == ("likes", 1, -0.1)


def test_an_old_posts_counters_that_move_are_told():
    before = rows(POST_SNAPSHOT, post("a", date(2026, 9, 1), reach_unique=1000))
    (found,) = restated(POST_SNAPSHOT, before, rows(POST_SNAPSHOT, post("a", date(2026, 9, 1), reach_unique=1030)))
    assert (found.change, found.first) == (0.03, date(2026, 9, 1))


def test_a_post_of_unknown_age_is_told_only_when_it_falls():
    before = rows(POST_SNAPSHOT, {"post_key": "a", "grain": "lifetime", "likes": 10})
    assert (
        restated(POST_SNAPSHOT, before, rows(POST_SNAPSHOT, {"post_key": "a", "grain": "lifetime", "likes": 12})) == ()
    )
    (found,) = restated(POST_SNAPSHOT, before, rows(POST_SNAPSHOT, {"post_key": "a", "grain": "lifetime", "likes": 8}))
    assert (found.first, found.last) == (None, None)


def test_costs_are_known_by_their_entry():
    given = {"entry_id": "c1", "local_date": date(2026, 11, 2), "currency": "DKK"}
    before, after = rows(COST, given | {"amount_minor": 10_000}), rows(COST, given | {"amount_minor": 12_500})
    (found,) = restated(COST, before, after)
    assert (found.metric, found.change) == ("amount_minor", 0.25)
    assert Restated.from_json(found.to_json()) == found


def test_nothing_known_before_means_nothing_changed():
    assert restated(CHANNEL_DAY, rows(CHANNEL_DAY), rows(CHANNEL_DAY, day(1, likes=1))) == ()
    assert restated(CHANNEL_DAY, rows(CHANNEL_DAY, day(1, likes=1)), rows(CHANNEL_DAY)) == ()
