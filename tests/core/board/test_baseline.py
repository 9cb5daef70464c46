"""The baseline is measured on the days before the sprint and comes back from storage as it was."""

import json
from datetime import date

from tests.core.board.brand import AS_OF, DAYS, facts, posts, strategy, whole_brand
from tests.core.metrics.made_facts import channel_day, lead, moment, snapshot

from vaekst.core.baseline import OF_BRAND, OF_CHANNEL, Baseline, baseline_period, measure_baseline
from vaekst.core.period import Period

PERIOD = Period(date(2026, 8, 17), date(2026, 9, 13))


def frozen(given, *, as_of=AS_OF, **options):
    return measure_baseline(strategy(), given, as_of=as_of, **options)


def test_it_covers_the_days_before_the_sprint():
    assert baseline_period(strategy(), as_of=AS_OF) == PERIOD


def test_before_the_sprint_it_covers_the_days_before_now():
    early = moment("2026-09-01T10:00")
    assert baseline_period(strategy(), as_of=early) == Period(date(2026, 8, 4), date(2026, 8, 31))
    assert baseline_period(strategy(start="null"), as_of=AS_OF).last == date(2026, 11, 22)


def test_it_holds_reach_engagement_clicks_and_conversion_of_each_channel_and_the_kpis_of_the_brand():
    baseline = frozen(whole_brand())
    assert [(each.measure, each.channel) for each in baseline.figures] == [
        *((measure, "instagram") for measure in OF_CHANNEL),
        *((measure, None) for measure in OF_BRAND),
    ]
    assert baseline.figure("reach", "instagram").value == 800
    assert baseline.figure("reach_per_day", "instagram").value == 500
    assert baseline.figure("engagement_rate", "instagram").value == 0.05
    assert baseline.figure("ctr", "instagram").value == 0.008
    assert baseline.figure("landing_conversion").value == 0.02
    assert baseline.figure("reach", "tiktok") is None


def test_a_figure_says_what_stands_behind_it():
    figure = frozen(whole_brand()).figure("reach", "instagram")
    assert figure.basis == "posts:reach_unique"
    assert [row.id for row in figure.definitions] == ["instagram.reach_unique.2"]
    assert (figure.coverage.of, figure.coverage.present, figure.coverage.share) == ("posts", 28, 1.0)
    assert len(figure.posts) == 28
    assert figure.lineage.imports == ("import-1",)
    assert figure.lineage.freshest is not None


def test_posts_without_a_figure_are_in_it_too():
    baseline = frozen(facts(posts(per_week=1, weeks=4, reach_unique=None)))
    assert [post.published for post in baseline.posts] == [DAYS[0], DAYS[7], DAYS[14], DAYS[21]]
    reach = baseline.figure("reach", "instagram")
    assert reach.value is None
    assert reach.unknown.english().startswith("No file states how many people the posts on instagram reached.")
    assert reach.coverage.share == 0


def test_a_channel_the_strategy_does_not_know_is_measured_too():
    baseline = frozen(facts(posts(channel="tiktok")))
    assert baseline.figure("reach", "tiktok").value == 800
    assert baseline.figure("reach", "instagram").unknown.code == "not_supplied"


def test_a_channels_conversion_is_of_its_own_leads():
    leads = [lead(day, channel="instagram", leads=3, visits=100) for day in DAYS]
    leads += [lead(day, channel="tiktok", leads=9, visits=100) for day in DAYS]
    baseline = frozen(facts(leads=leads))
    assert baseline.figure("landing_conversion", "instagram").value == 0.03
    assert baseline.figure("landing_conversion").value == 0.06


def test_reach_per_day_is_the_middle_day_and_never_a_sum():
    made = [channel_day(day, reach_unique=100 + n) for n, day in enumerate(DAYS)]
    figure = frozen(facts(channel_days=made)).figure("reach_per_day", "instagram")
    assert (figure.value, figure.coverage.present, figure.coverage.total) == (113.5, 28, 28)


def test_other_days_may_be_asked_for():
    october = Period(date(2026, 10, 5), date(2026, 11, 1))
    assert frozen(whole_brand(), period=october).period == october


def test_it_comes_back_from_storage_as_it_was():
    given = whole_brand()
    for baseline in (frozen(given), frozen(facts()), frozen(facts([snapshot(published=None, observed_at=AS_OF)]))):
        stored = json.loads(json.dumps(baseline.to_json()))
        assert Baseline.from_json(stored) == baseline
        assert Baseline.from_json(stored).definitions_hash == baseline.definitions_hash


def test_an_unknown_figure_names_the_file_that_would_supply_it():
    for figure in frozen(facts()).figures:
        assert figure.value is None
        assert "mport" in figure.unknown.english()
