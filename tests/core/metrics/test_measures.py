"""Each measure over a period: its number, what stands behind it, or the reason it is unknown."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from tests.core.board.brand import AS_OF, DAYS, facts, posts, strategy
from tests.core.metrics.made_facts import channel_day, cost, entry, lead, moment, snapshot

from vaekst.core.metrics.catalogue import METRICS
from vaekst.core.metrics.definitions import NotAdditive
from vaekst.core.metrics.figure import Coverage, Figure
from vaekst.core.metrics.forms import Stated
from vaekst.core.metrics.gather import days_covered, gather, span
from vaekst.core.metrics.kpis import Window
from vaekst.core.metrics.measure import measure_of_brand, measure_of_channel
from vaekst.core.metrics.of_days import middle_day, of_days, pooled
from vaekst.core.metrics.of_leads import Conversion
from vaekst.core.metrics.of_posts import is_short_video
from vaekst.core.metrics.units import Unit
from vaekst.core.period import Period

FOUR_WEEKS = Period(date(2026, 10, 26), date(2026, 11, 22))
WEEK = Period(date(2026, 11, 16), date(2026, 11, 22))
NOT_A_WEEK_YET = Period(date(2026, 11, 23), date(2026, 11, 29))
LONG_AGO = Period(date(2026, 6, 1), date(2026, 6, 28))


def known(given):
    return gather(given, as_of=AS_OF, since=date(2026, 5, 1))


def of_channel(id_, given, *, period=FOUR_WEEKS, channel="instagram", basis=None, over=None) -> Figure:
    measure = measure_of_channel(id_, known(given), strategy(), channel=channel, period=period, basis=basis)
    return measure.over(over or period)


def of_brand(id_, given, *, period=FOUR_WEEKS, basis=None, over=None, plan=None) -> Figure:
    measure = measure_of_brand(id_, known(given), plan or strategy(), period=period, basis=basis)
    return measure.over(over or period)


def why(figure):
    assert figure.value is None
    return figure.unknown.code


def test_windows_end_with_the_last_complete_day():
    assert Window.WEEK.ending_before(date(2026, 11, 23)) == WEEK
    assert Window.FOUR_WEEKS.ending_before(date(2026, 11, 23)) == FOUR_WEEKS


def test_only_complete_days_are_known():
    told = known(facts(channel_days=[channel_day(AS_OF.date(), likes=9), channel_day(DAYS[-1], likes=1)]))
    assert [row.day for row in told.channel_days["instagram"]] == [DAYS[-1]]


def test_a_figure_has_a_value_or_a_reason():
    with pytest.raises(ValueError, match="either a value or the reason"):
        Figure(measure="ctr", channel=None, unit=Unit.PERCENT, period=WEEK)


def test_nothing_to_cover_is_no_share():
    assert Coverage("posts", 0, 0).share is None


# posting cadence


def test_cadence_counts_the_posts_of_the_week():
    figure = of_channel("posting_cadence", facts(posts(per_week=7)), period=WEEK)
    assert (figure.value, len(figure.posts), figure.coverage.share) == (7, 7, 1.0)
    assert figure.lineage.imports == ("import-1",)


def test_a_quiet_week_is_zero_when_a_later_file_covers_it():
    made = [snapshot(published=moment("2026-10-05T09:00"), observed_at=moment("2026-11-23T00:00"), likes=1)]
    assert of_channel("posting_cadence", facts(made), period=WEEK).value == 0


def test_a_week_no_file_reaches_is_unknown():
    assert why(of_channel("posting_cadence", facts(posts()), period=NOT_A_WEEK_YET)) == "not_read_since"
    assert why(of_channel("posting_cadence", facts(posts()), period=LONG_AGO)) == "no_posts_then"
    nothing = of_channel("posting_cadence", facts(), period=WEEK)
    assert (why(nothing), nothing.coverage.share) == ("not_supplied", 0)


# medians over posts


def test_retention_is_of_short_videos():
    made = [*posts(), *posts(format="long_video", duration_s=900.0, views_3s=900, key="other")]
    assert of_channel("retention_3s", facts(made)).value == 0.52


@pytest.mark.parametrize(
    ("about", "is_short"),
    [
        ({"format": "short_video"}, True),
        ({"format": None}, True),
        ({"format": "long_video", "duration_s": 90.0}, True),
        ({"format": "long_video", "duration_s": 900.0}, False),
        ({"format": "image", "duration_s": 0.0}, False),
        ({"format": "image"}, False),
    ],
)
def test_what_counts_as_a_short_video(about, is_short):
    (post,) = known(facts([snapshot(likes=1, **about)])).histories
    assert is_short_video(post) is is_short


@pytest.mark.parametrize(
    ("made", "reason"),
    [
        ([], "not_supplied"),
        (posts(avg_view_s=None), "not_supplied"),
        (posts(first=date(2026, 8, 17), weeks=1), "no_posts_then"),
        ([snapshot(published=AS_OF - timedelta(days=3), age=1, avg_view_s=9.0)], "too_young"),
        ([snapshot(published=AS_OF - timedelta(days=20), age=1, avg_view_s=9.0)], "not_read_at_age"),
        ([snapshot(published=AS_OF - timedelta(days=20), grain="period", avg_view_s=9.0)], "period_only"),
    ],
)
def test_a_median_without_posts_says_why(made, reason):
    assert why(of_channel("watch_time", facts(made))) == reason


def test_the_basis_stays_the_same_over_all_periods():
    seen = posts(weeks=7, avg_view_s=None, watch_time_s=9000.0) + posts(weeks=7, first=date(2026, 10, 5), key="later")
    figure = of_channel("watch_time", facts(seen), over=Period(date(2026, 8, 17), date(2026, 9, 13)))
    assert figure.basis == "posts:avg_view_s"
    assert figure.value is None


# channel days


def test_a_click_rate_takes_days_that_state_both():
    days = [channel_day(day, clicks_out=5, views_start=1000 if day.weekday() < 5 else None) for day in DAYS]
    figure = of_channel("ctr", facts(channel_days=days))
    assert (figure.value, figure.coverage.present, figure.coverage.total) == (0.005, 20, 28)
    assert figure.basis == "channel_days:clicks_out/views_start"


def test_days_before_a_redefinition_are_left_out():
    days = [channel_day(day, channel="youtube", platform="youtube", clicks_out=5, views_start=100) for day in DAYS]
    august = Period(date(2026, 8, 17), date(2026, 9, 13))
    figure = of_channel("ctr", facts(channel_days=days), channel="youtube", period=august)
    assert (figure.value, figure.coverage.present) == (0.05, 21)
    assert [note.english() for note in figure.notes] == [
        "Days left out because they were counted under another definition: 7."
    ]
    first_week = Period(date(2026, 8, 17), date(2026, 8, 23))
    over = of_channel("ctr", facts(channel_days=days), channel="youtube", period=august, over=first_week)
    assert why(over) == "other_definition"


def test_a_rate_of_nothing_has_no_meaning():
    nothing = [channel_day(day, clicks_out=0, views_start=0) for day in DAYS]
    assert why(of_channel("ctr", facts(channel_days=nothing))) == "nothing_tried"
    assert why(of_channel("ctr", facts(channel_days=nothing), over=LONG_AGO)) == "no_days_then"
    assert why(of_channel("reach_per_day", facts())) == "not_supplied"


def test_people_are_not_pooled():
    people = of_days(
        "reach_per_day",
        (Stated("reach_unique"),),
        known(facts(channel_days=[channel_day(day, reach_unique=5) for day in DAYS])),
        channel="instagram",
        unit=Unit.PEOPLE,
        period=WEEK,
        basis=None,
        summary=pooled,
    )
    with pytest.raises(NotAdditive):
        people.over(WEEK)


def test_a_stated_middle_day_may_be_a_rate():
    days = [channel_day(day, views_start=0, clicks_out=0) for day in DAYS]
    told = known(facts(channel_days=days))
    forms = METRICS["ctr"].forms
    measure = of_days(
        "ctr", forms, told, channel="instagram", unit=Unit.PERCENT, period=WEEK, basis=None, summary=middle_day
    )
    assert why(measure.over(WEEK)) == "nothing_tried"


# leads


def test_conversion_is_leads_per_visit():
    given = facts(leads=[lead(day, leads=3, visits=150) for day in DAYS])
    figure = of_brand("landing_conversion", given)
    assert (figure.value, figure.basis, figure.notes) == (0.02, "leads/visits", ())
    assert why(of_brand("landing_conversion", given, over=LONG_AGO)) == "not_covered"


def test_leads_and_visits_may_stand_on_rows_of_their_own():
    rows = [lead(day, leads=3, channel="a") for day in DAYS[::7]] + [lead(day, visits=30) for day in DAYS]
    assert of_brand("landing_conversion", facts(leads=rows)).value == 12 / 840


def test_a_conversion_without_visits_has_no_meaning():
    given = facts(leads=[lead(day, leads=0, visits=0) for day in DAYS])
    assert why(of_brand("landing_conversion", given)) == "nothing_tried"


def test_clicks_of_another_kind_are_not_visits():
    cards = [channel_day(day, channel="youtube", platform="youtube", clicks_out=9) for day in DAYS]
    given = facts(channel_days=cards, leads=[lead(day, leads=3) for day in DAYS])
    assert why(of_brand("landing_conversion", given)) == "not_supplied"
    assert why(of_channel("landing_conversion", given)) == "not_supplied"


def test_clicks_of_several_channels_are_added():
    days = [channel_day(day, clicks_out=10) for day in DAYS]
    days += [channel_day(day, channel="tiktok", platform="tiktok", clicks_out=5) for day in DAYS]
    days += [channel_day(day, channel="x", platform="x", likes=5) for day in DAYS]
    given = facts(channel_days=days, leads=[lead(day, leads=3, channel="tiktok") for day in DAYS])
    figure = of_brand("landing_conversion", given)
    assert (figure.value, figure.basis) == (0.2, "leads/clicks_out@instagram+tiktok")
    assert of_channel("landing_conversion", given, channel="tiktok").value == 0.6


def test_leads_of_days_without_clicks_are_a_rate_of_nothing():
    days = [channel_day(day, clicks_out=100) for day in DAYS[-3:-1]]
    figure = of_brand("landing_conversion", facts(channel_days=days, leads=[lead(day, leads=3) for day in DAYS]))
    assert (figure.value, figure.coverage.present) == (6 / 200, 2)
    assert figure.lineage.rows == 4
    before = of_brand(
        "landing_conversion", facts(channel_days=days, leads=[lead(day, leads=3) for day in DAYS]), over=LONG_AGO
    )
    assert before.value is None


def test_nothing_is_counted_on_days_before_clicks_were_known():
    clicks = [SimpleNamespace(day=DAYS[-1])]
    assert Conversion(None, [], clicks, "clicks_out", "", "").counted(LONG_AGO) == (0.0, 0.0)


def test_cost_per_lead_holds_paid_and_production_cost():
    given = facts(
        production=[
            entry("a", DAYS[-2], minutes=60.0),  # an hour at 300
            entry("b", DAYS[-2], minutes=60.0, cost_minor=50_000, currency="DKK"),
            entry("c", DAYS[-2], cost_minor=20_000),
            entry("d", DAYS[-2]),
        ],
        costs=[cost(DAYS[-3], 100_000)],
        leads=[lead(DAYS[-3], leads=10), lead(DAYS[-2], leads=None)],
    )
    figure = of_brand("cost_per_lead", given)
    assert (figure.value, figure.currency, figure.basis) == (200, "DKK", "costs+production")
    paid = of_brand("cost_per_lead", given, basis="costs")
    assert (paid.value, [note.code for note in paid.notes]) == (100, ["paid_only"])
    made = of_brand("cost_per_lead", given, basis="production")
    assert (made.value, [note.code for note in made.notes]) == (100, ["production_only"])
    assert why(of_brand("cost_per_lead", given, over=LONG_AGO)) == "not_covered"


def test_work_without_an_hourly_rate_costs_what_is_stated():
    given = facts(
        production=[entry("a", DAYS[-2], minutes=60.0)],
        costs=[cost(DAYS[-3], 100_000)],
        leads=[lead(DAYS[-3], leads=10)],
    )
    plan = strategy(more="kpis: {}").model_copy(
        update={"costs": strategy().costs.model_copy(update={"hourly_rate": None})}
    )
    figure = of_brand("cost_per_lead", given, plan=plan)
    assert (figure.value, figure.basis) == (100, "costs")


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        (facts(leads=[lead(DAYS[-1], leads=2)]), "not_supplied"),
        (facts(costs=[cost(DAYS[-1], 100)]), "not_supplied"),
        (facts(costs=[cost(DAYS[-1], 100)], leads=[lead(DAYS[-1], leads=0)]), "no_leads"),
        (
            facts(costs=[cost(DAYS[-1], 100), cost(DAYS[-1], 5, currency="EUR")], leads=[lead(DAYS[-1], leads=1)]),
            "unlike_currencies",
        ),
    ],
)
def test_a_cost_per_lead_that_cannot_be_told_says_why(given, reason):
    assert why(of_brand("cost_per_lead", given)) == reason


def test_tables_of_events_cover_the_days_up_to_their_newest_file():
    told = known(facts(costs=[cost(DAYS[0], 5, observed_at=moment("2026-11-10T00:00"))])).costs
    assert span(told) == Period(DAYS[0], date(2026, 11, 9))
    assert span([]) is None
    assert days_covered(FOUR_WEEKS, told) == 15
    assert days_covered(FOUR_WEEKS, told, []) == 0
    assert days_covered(LONG_AGO, told) == 0


# work


def test_production_time_is_the_median_of_finished_assets():
    given = facts(
        production=[
            entry("a", DAYS[0], minutes=30.0),  # begun long ago, finished now
            entry("a", DAYS[-1], minutes=20.0),
            entry("b", DAYS[-1], minutes=90.0),
            entry("c", DAYS[-1], minutes=None),
            entry("d", DAYS[0], minutes=500.0),
        ]
    )
    figure = of_brand("production_time", given)
    assert (figure.value, figure.coverage.present, figure.coverage.total, figure.lineage.rows) == (70, 2, 3, 3)
    assert why(of_brand("production_time", given, over=LONG_AGO)) == "no_assets_then"
    assert why(of_brand("production_time", facts(production=[entry("c", DAYS[-1])]))) == "not_supplied"


def test_repurposing_is_unknown_until_somebody_writes_it_down():
    first = [entry("a", DAYS[-1]), entry("b", DAYS[-1])]
    assert why(of_brand("repurpose_rate", facts(production=first))) == "not_supplied"
    told = facts(production=[*first, entry("c", DAYS[-1], reused_from="a"), entry("d", DAYS[-1])])
    assert of_brand("repurpose_rate", told).value == 0.25
    assert why(of_brand("repurpose_rate", told, over=LONG_AGO)) == "no_assets_then"
