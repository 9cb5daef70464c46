"""The board says where each KPI stands, and when it cannot, why and what would help."""

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.board.brand import AS_OF, DAYS, FIRST, facts, posts, strategy, whole_brand
from tests.core.metrics.made_facts import channel_day, entry, lead, moment, snapshot

from vaekst.core.baseline import Baseline, measure_baseline
from vaekst.core.board import Board, Status, read_board, rows_behind, with_receipts
from vaekst.core.metrics.definitions import definition
from vaekst.core.metrics.kpis import KPIS
from vaekst.core.period import Period
from vaekst.core.receipt import Receipt
from vaekst.core.receipt import Status as ImportStatus
from vaekst.core.strategy import KPIS as KPIS_OF_STRATEGY

BEFORE = moment("2026-09-14T08:00")


def board_of(given, *, plan=None, frozen_from=None, as_of=AS_OF) -> Board:
    plan = plan or strategy()
    baseline = measure_baseline(plan, frozen_from or given, as_of=as_of)
    return read_board(plan, given, baseline, as_of=as_of)


def row_of(board, kpi, channel=None):
    (row,) = [row for row in board.rows if (row.kpi.id, row.channel) == (kpi, channel)]
    return row


def test_the_board_has_the_kpis_of_the_strategy_document():
    assert tuple(KPIS) == KPIS_OF_STRATEGY


@pytest.mark.parametrize("frame", ["arrow", "duckdb"])
def test_a_brand_that_imports_everything_has_a_full_board(frame):
    board = board_of(whole_brand(frame=frame))
    values = {row.kpi.id: row.value for row in board.rows}
    assert values == {
        "posting_cadence": 7,
        "retention_3s": 0.52,
        "watch_time": 7.5,
        "ctr": 0.008,
        "landing_conversion": 0.02,
        "cost_per_lead": (4 * 700 + 28 * 300) / 56,
        "production_time": 60,
        "repurpose_rate": 0.25,
    }
    assert {row.kpi.id: row.baseline.value for row in board.rows} == values
    assert all(len(row.series) == 12 for row in board.rows)
    assert all(row.unknown_reason is None for row in board.rows)


def test_a_row_as_machines_read_it():
    record = row_of(board_of(whole_brand()), "cost_per_lead").record()
    assert list(record) == [
        "kpi", "channel", "unit", "better", "baseline", "target", "value", "trajectory", "status", "owner", "cadence",
        "unknown_reason",
    ]  # fmt: skip
    assert record["unit"] == "DKK"
    assert record["status"] == "off track"
    assert json.loads(json.dumps(record)) == record


def test_the_row_stands_on_the_straight_way_to_its_target():
    row = row_of(board_of(whole_brand()), "watch_time", "instagram")
    assert (row.baseline.value, row.target, row.trajectory) == pytest.approx((7.5, 8.625, 7.5 + 1.125 * 70 / 90))
    assert row.status is Status.OFF_TRACK
    assert (row.owner, row.cadence, row.better.value) == ("Editor", "weekly", "higher")
    assert row.sentence.english() == "7.5, where 8.375 is planned for today and 8.625 is the target."


def test_before_the_sprint_the_baseline_is_what_is_planned():
    row = row_of(board_of(whole_brand(), as_of=BEFORE), "watch_time", "instagram")
    assert row.trajectory == row.baseline.value == 7.5
    assert row.status is Status.ON_TRACK
    without_start = row_of(board_of(whole_brand(), plan=strategy(start="null")), "watch_time", "instagram")
    assert without_start.trajectory == 7.5


def test_channels_with_facts_that_the_strategy_does_not_know_have_rows_after_its_own():
    board = board_of(facts(posts(channel="tiktok"), [channel_day(day, channel="x", platform="x") for day in DAYS]))
    assert [row.channel for row in board.rows if row.kpi.id == "watch_time"] == ["instagram", "tiktok", "x"]


def test_an_empty_brand_has_a_board_that_says_what_to_import():
    board = board_of(facts())
    assert len(board.rows) == 8
    for row in board.rows:
        assert row.status is Status.NO_DATA
        assert row.value is None
        assert "mport" in row.unknown_reason.english()
        assert row.sentence == row.unknown_reason
        assert {point.value for point in row.series} == {None}
        assert row.change.difference is None


def test_without_a_baseline_a_relative_target_is_unknown():
    board = read_board(strategy(), whole_brand(), None, as_of=AS_OF)
    row = row_of(board, "watch_time", "instagram")
    assert (row.value, row.target, row.trajectory, row.status) == (7.5, None, None, Status.NO_DATA)
    assert row.unknown_reason.code == "no_baseline"
    assert row.record()["baseline"] is None
    absolute = row_of(board, "ctr", "instagram")
    assert (absolute.target, absolute.status) == (0.012, Status.NO_DATA)
    assert absolute.sentence.english() == "0.8 %; the target is 1.2 %."


def test_a_channel_the_baseline_has_not_measured_says_so():
    given = whole_brand()
    baseline = measure_baseline(strategy(), facts(), as_of=AS_OF)
    row = row_of(read_board(strategy(), given, baseline, as_of=AS_OF), "watch_time", "instagram")
    assert row.unknown_reason.code == "not_in_baseline"


def test_without_a_target_there_is_no_status():
    row = row_of(board_of(whole_brand(), plan=strategy(more="kpis: {ctr: {target: null}}")), "ctr", "instagram")
    assert (row.status, row.unknown_reason.code) == (Status.NO_DATA, "no_target")
    assert row.sentence.english() == "0.8 %; there is no target to hold it against."


def test_baseline_and_now_are_worked_out_the_same_way():
    early, late = [day for day in DAYS if day < date(2026, 9, 14)], [day for day in DAYS if day >= date(2026, 9, 14)]
    by_click = [channel_day(day, clicks_out=50, views_start=1000) for day in DAYS]
    given = facts(
        channel_days=by_click,
        leads=[lead(day, leads=2) for day in early] + [lead(day, leads=2, visits=100) for day in late],
    )
    row = row_of(board_of(given), "landing_conversion")
    assert (row.baseline.basis, row.now.basis) == ("leads/clicks_out@instagram",) * 2
    assert row.value == 0.04
    assert [note.code for note in row.now.notes] == ["per_click"]


def test_what_only_another_way_could_tell_is_not_told():
    before = facts(channel_days=[channel_day(day, clicks_out=8, views_start=1000) for day in DAYS])
    now = facts(posts(clicks_out=9))
    row = row_of(board_of(now, frozen_from=before), "ctr", "instagram")
    assert (row.value, row.unknown_reason.code) == (None, "measured_otherwise")


def test_posts_tell_the_click_rate_where_no_day_does_and_keep_telling_it():
    before, now = facts(posts(clicks_out=9)), whole_brand()
    row = row_of(board_of(before), "ctr", "instagram")
    assert (row.value, row.now.basis) == (0.009, "posts:clicks_out/views_start")
    both = facts(posts(clicks_out=9), [channel_day(day, clicks_out=8, views_start=1000) for day in DAYS])
    assert row_of(board_of(both, frozen_from=before), "ctr", "instagram").value == 0.009
    assert row_of(board_of(now, frozen_from=before), "ctr", "instagram").unknown_reason.code == "measured_otherwise"


def test_a_baseline_from_before_a_redefinition_is_not_compared():
    plan = strategy(start="2026-08-17", channels="youtube: {platform: youtube}")
    given = facts(posts(channel="youtube", first=FIRST - timedelta(days=28), weeks=18))
    before = measure_baseline(plan, given, as_of=moment("2026-08-17T00:00"))
    row = row_of(read_board(plan, given, before, as_of=AS_OF), "watch_time", "youtube")
    assert (before.figure("watch_time", "youtube").value, row.value, row.trajectory) == (7.5, 7.5, None)
    assert (row.status, row.unknown_reason.code) == (Status.NO_DATA, "redefined")


def test_change_is_against_the_period_before():
    days = [channel_day(day, clicks_out=10 if day >= date(2026, 10, 26) else 8, views_start=1000) for day in DAYS]
    change = row_of(board_of(facts(channel_days=days)), "ctr", "instagram").change
    assert (change.difference, change.relative) == pytest.approx((0.002, 0.25))
    assert change.named == "the 4 weeks before"
    assert change.earlier.period == Period(date(2026, 9, 28), date(2026, 10, 25))


def test_from_nothing_to_something_has_no_relative_change():
    days = [channel_day(day, clicks_out=10 if day >= date(2026, 10, 26) else 0, views_start=1000) for day in DAYS]
    change = row_of(board_of(facts(channel_days=days)), "ctr", "instagram").change
    assert (change.difference, change.relative) == (0.01, None)


def test_a_week_without_facts_is_a_gap_and_not_zero():
    gone = Period(date(2026, 10, 5), date(2026, 10, 11))
    days = [channel_day(day, clicks_out=8, views_start=1000) for day in DAYS if day not in gone]
    series = row_of(board_of(facts(channel_days=days)), "ctr", "instagram").series
    assert [str(point.week) for point in series if point.value is None] == ["2026-W41"]


def test_the_cadence_is_of_the_last_week_the_files_cover():
    board = read_board(strategy(), facts(posts()), None, as_of=moment("2026-12-02T08:00"))
    row = row_of(board, "posting_cadence", "instagram")
    assert row.now.period == Period(date(2026, 11, 16), date(2026, 11, 22))
    assert row.value == 7
    assert [note.code for note in row.now.notes] == ["older_week"]


def test_the_cadence_is_unknown_when_the_files_are_old():
    board = read_board(strategy(), facts(posts()), None, as_of=moment("2027-01-15T08:00"))
    row = row_of(board, "posting_cadence", "instagram")
    assert (row.value, row.unknown_reason.code) == (None, "not_read_since")


def test_the_board_is_the_same_from_a_stored_baseline():
    given, plan = whole_brand(), strategy()
    baseline = measure_baseline(plan, given, as_of=AS_OF)
    stored = Baseline.from_json(json.loads(json.dumps(baseline.to_json())))
    board, again = (read_board(plan, given, each, as_of=AS_OF) for each in (baseline, stored))
    assert [row.record() for row in board.rows] == [row.record() for row in again.rows]
    assert board.definitions_hash == again.definitions_hash
    assert len(board.definitions_hash) == 64


def test_what_nobody_states_changes_nothing():
    bare = facts(posts(), production=[entry("a", day, minutes=60.0) for day in DAYS])
    told = facts(
        posts(saves=None, clicks_out=None),
        [channel_day(day, likes=None) for day in DAYS],
        [entry("a", day, minutes=60.0) for day in DAYS] + [entry("a", day, n=2, minutes=None) for day in DAYS],
        leads=[lead(day, leads=None, visits=None) for day in DAYS],
    )
    records = [[row.record() for row in board_of(given).rows] for given in (bare, told)]
    assert records[0] == records[1]


@pytest.mark.parametrize("lost", ["snapshots", "channel_days", "production", "costs", "leads"])
def test_a_table_that_is_gone_leaves_no_zero_behind(lost):
    board = board_of(replace(whole_brand(), **{lost: getattr(facts(), lost)}))
    assert all(row.value != 0 for row in board.rows)
    assert all(point.value != 0 for row in board.rows for point in row.series if row.kpi.id != "repurpose_rate")


def test_a_post_shown_before_it_can_be_read_is_not_yet_counted():
    fresh = snapshot("instagram:new", published=AS_OF - timedelta(days=3), age=2, views_start=9, avg_view_s=99.0)
    row = row_of(board_of(facts([*posts(), fresh])), "watch_time", "instagram")
    assert row.value == 7.5
    assert row.now.coverage.total == row.now.coverage.present + 8
    assert "too_young" in [note.code for note in row.now.notes]


@settings(deadline=None, max_examples=30)
@given(st.sets(st.sampled_from(DAYS)))
def test_a_week_has_a_figure_only_where_a_day_has_one(told):
    made = facts(channel_days=[channel_day(day, clicks_out=8, views_start=1000) for day in sorted(told)])
    for point in row_of(board_of(made), "ctr", "instagram").series:
        assert point.value == (0.008 if any(day in point.week.period for day in told) else None)


# redefinitions


def youtube_days(first=date(2026, 6, 1), number=175):
    return facts(
        channel_days=[
            channel_day(
                first + timedelta(days=n), channel="youtube", platform="youtube", clicks_out=8, views_start=1000
            )
            for n in range(number)
        ]
    )


def youtube_row(as_of):
    plan = strategy(channels="youtube: {platform: youtube}")
    return row_of(read_board(plan, youtube_days(), None, as_of=moment(as_of)), "ctr", "youtube")


def test_a_trend_is_broken_on_the_day_of_the_redefinition_and_says_why():
    row = youtube_row("2026-10-05T08:00")
    assert [point.value for point in row.series] == [0.008] * 12
    assert [str(point.week) for point in row.series if point.is_broken] == ["2026-W35"]
    (broken,) = row.breaks
    assert (broken.day, broken.why.code) == (date(2026, 8, 24), "redefined_on")
    assert "Every public playback from its first frame" in broken.why.english()


def test_a_trend_wholly_on_one_side_is_whole():
    row = youtube_row("2026-11-23T08:00")
    assert not row.breaks
    assert not any(point.is_broken for point in row.series)


def test_a_trend_with_a_gap_at_the_redefinition_breaks_at_the_first_week_after_it():
    quiet = Period(date(2026, 8, 17), date(2026, 8, 30))
    told = [
        channel_day(
            date(2026, 7, 1) + timedelta(days=n), channel="youtube", platform="youtube", clicks_out=8, views_start=9
        )
        for n in range(95)
        if date(2026, 7, 1) + timedelta(days=n) not in quiet
    ]
    plan = strategy(channels="youtube: {platform: youtube}")
    row = row_of(read_board(plan, facts(channel_days=told), None, as_of=moment("2026-10-05T08:00")), "ctr", "youtube")
    assert [str(point.week) for point in row.series if point.is_broken] == ["2026-W36"]
    assert row.breaks[0].day == date(2026, 8, 24)


def test_a_change_across_a_redefinition_is_refused_with_the_reason():
    change = youtube_row("2026-09-21T08:00").change
    assert (change.difference, change.relative, change.earlier.value) == (None, None, None)
    assert change.unlike.code == change.earlier.unknown.code == "redefined_on"


def test_a_baseline_of_something_else_is_not_the_start_of_a_way():
    plan, given = strategy(), whole_brand()
    baseline = measure_baseline(plan, given, as_of=AS_OF)
    elsewhere = [
        replace(figure, definitions=tuple(definition("tiktok", "views_start", FIRST) for _ in figure.definitions))
        if figure.measure == "ctr"
        else figure
        for figure in baseline.figures
    ]
    row = row_of(read_board(plan, given, replace(baseline, figures=tuple(elsewhere)), as_of=AS_OF), "ctr", "instagram")
    assert (row.trajectory, row.unknown_reason.code) == (None, "unlike_metrics")


def test_every_figure_of_a_board_carries_what_its_files_are_warned_of():
    board = with_receipts(
        board_of(whole_brand()), {"import-1": Receipt("a.csv", ImportStatus.IMPORTED, is_truncated=True)}
    )
    told = {row.kpi.id: [remark.sentence.code for remark in row.now.marks] for row in board.rows}
    assert told["posting_cadence"] == ["at_least"]
    assert all("cut_off" in codes for kpi, codes in told.items() if kpi != "posting_cadence")


@pytest.mark.parametrize("kpi", KPIS.values(), ids=lambda kpi: kpi.id)
def test_the_rows_behind_a_figure_are_those_its_lineage_counts(kpi):
    given, plan = whole_brand(), strategy()
    channel = "instagram" if kpi.scope.value == "channel" else None
    found = rows_behind(plan, given, None, kpi=kpi, channel=channel, as_of=AS_OF)
    lineage = row_of(read_board(plan, given, None, as_of=AS_OF), kpi.id, channel).now.lineage
    assert len(found) == lineage.rows > 0
    assert {row.import_id for row in found} == set(lineage.imports)
