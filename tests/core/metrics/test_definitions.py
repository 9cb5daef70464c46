"""Definitions have dates, and only like is compared with like."""

from datetime import date, timedelta
from itertools import combinations

import pytest

from vaekst.core.errors import UnknownName
from vaekst.core.facts import COUNTS, NUMBERS
from vaekst.core.metrics.definition import GENERAL
from vaekst.core.metrics.definitions import (
    METRIC_NAMES,
    Additive,
    NotAdditive,
    additive,
    comparable,
    definition,
    definition_named,
    definitions_hash,
)
from vaekst.core.metrics.platforms import DEFINITIONS

NOW = date(2026, 11, 23)
EVERY = (*DEFINITIONS, *GENERAL)


def test_every_measure_of_the_fact_tables_has_a_general_meaning():
    assert {*COUNTS, *NUMBERS} <= METRIC_NAMES


def test_a_platform_without_a_row_of_its_own_has_the_general_meaning():
    said = definition("threads", "likes", NOW)
    assert (said.platform, said.id, said.group) == ("threads", "threads.likes.0", "likes")


@pytest.mark.parametrize("row", EVERY, ids=lambda row: row.id)
def test_a_definition_is_found_by_its_id(row):
    assert definition_named(row.id) == row


@pytest.mark.parametrize("row", DEFINITIONS, ids=lambda row: row.id)
def test_a_definition_names_where_it_is_known_from_and_says_it_in_a_sentence(row):
    assert row.source
    assert row.meaning.endswith(".")


def test_versions_of_a_metric_never_overlap():
    for one, other in combinations(DEFINITIONS, 2):
        if (one.platform, one.metric, one.format) == (other.platform, other.metric, other.format):
            first, then = sorted((one, other), key=lambda row: row.valid_from or date.min)
            assert first.valid_to is not None
            assert then.valid_from is not None
            assert first.valid_to < then.valid_from


def test_a_redefinition_opens_a_new_group():
    groups = [(row.platform, row.metric, row.group) for row in DEFINITIONS]
    assert len(groups) == len(set(groups))


@pytest.mark.parametrize(
    ("platform", "metric", "day", "shape"),
    [
        ("youtube", "views_start", date(2025, 3, 31), "short_video"),
        ("youtube", "views_start", date(2026, 8, 24), "short_video"),
        ("youtube", "views_start", date(2026, 8, 24), None),
        ("youtube", "views_engaged", date(2026, 8, 24), None),
        ("youtube", "avg_view_s", date(2026, 8, 24), "long_video"),
        ("youtube", "avg_view_s", date(2025, 3, 31), "short_video"),
        ("youtube", "avg_view_share", date(2025, 3, 31), "short_video"),
        ("youtube", "avg_view_share", date(2026, 8, 24), "short_video"),
        ("instagram", "views_start", date(2025, 4, 21), None),
        ("instagram", "impressions_feed", date(2025, 4, 21), None),
        ("instagram", "reach_unique", date(2026, 6, 30), None),
        ("facebook", "views_start", date(2025, 11, 15), None),
        ("facebook", "followers_total", date(2025, 11, 15), None),
        ("facebook", "impressions_feed", date(2025, 11, 15), None),
        ("facebook", "reach_unique", date(2025, 6, 15), None),
        ("facebook", "reach_unique", date(2026, 6, 30), None),
    ],
)
def test_known_redefinitions_break_the_series_on_their_day(platform, metric, day, shape):
    before = definition(platform, metric, day - timedelta(days=1), format=shape)
    assert not comparable(before, definition(platform, metric, day, format=shape))


def test_long_videos_were_not_redefined_with_the_shorts():
    day = date(2025, 3, 31)
    assert definition("youtube", "views_start", day) == definition("youtube", "views_start", day - timedelta(days=1))


def test_likes_compare_across_platforms_and_views_do_not():
    assert comparable(definition("x", "likes", NOW), definition("tiktok", "likes", NOW))
    assert not comparable(definition("x", "views_start", NOW), definition("threads", "views_start", NOW))
    assert not comparable(definition("x", "likes", NOW), definition("x", "saves", NOW))


def test_people_and_ratios_are_not_additive():
    assert additive("likes") == Additive("likes")
    for metric in ("reach_unique", "avg_view_s", "retention_3s", "followers_total"):
        with pytest.raises(NotAdditive, match="cannot be added up"):
            additive(metric)


def test_unknown_names_are_answered_with_the_nearest():
    with pytest.raises(UnknownName, match="saves"):
        definition("youtube", "savess", NOW)
    with pytest.raises(UnknownName):
        additive("savess")
    with pytest.raises(UnknownName):
        definition_named("youtube.views_start.9")


def test_the_fingerprint_hangs_on_the_definitions_and_not_on_their_order():
    one, other = definition("youtube", "views_start", NOW), definition("x", "likes", NOW)
    assert definitions_hash([one, other]) == definitions_hash([other, one, one])
    assert definitions_hash([one]) != definitions_hash([definition("youtube", "views_start", date(2026, 1, 1))])
