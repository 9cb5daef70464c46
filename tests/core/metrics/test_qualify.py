"""What is said beside a figure: lower bound, part, estimate, may still move, to be checked."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from tests.core.board.brand import AS_OF, DAYS, facts, posts, strategy
from tests.core.metrics.made_facts import channel_day, cost, entry, lead, moment, rows

from vaekst.core.metrics.catalogue import METRICS
from vaekst.core.metrics.figure import Figure, Mark, Remark
from vaekst.core.metrics.gather import COLUMNS_TOLD_APART, gather
from vaekst.core.metrics.measure import as_then, measure_of_brand, measure_of_channel
from vaekst.core.metrics.qualify import OF_FILES, qualified, remarks_on
from vaekst.core.metrics.units import Unit
from vaekst.core.period import Period
from vaekst.core.receipt import ControlTotal, Receipt, Status
from vaekst.core.sentence import Sentence

FOUR_WEEKS = Period(date(2026, 10, 26), date(2026, 11, 22))
WEEK = Period(date(2026, 11, 9), date(2026, 11, 15))


def known(given):
    return gather(given, as_of=AS_OF, since=date(2026, 5, 1))


def measured(id_, given, *, period=FOUR_WEEKS, channel="instagram"):
    told = known(given)
    if channel is None:
        return measure_of_brand(id_, told, strategy(), period=period)
    return measure_of_channel(id_, told, strategy(), channel=channel, period=period)


def days(*, told=DAYS, read: datetime | None = None, **cells):
    seen = {"observed_at": read, "recorded_at": read} if read else {}
    return facts(
        channel_days=[channel_day(day, **({"views_start": 1000, "clicks_out": 8} | seen | cells)) for day in told]
    )


def marks(figure):
    return [remark.mark for remark in figure.marks]


def codes(figure):
    return [remark.sentence.code for remark in figure.marks]


def receipt(**about):
    return Receipt(**({"file": "posts.csv", "status": Status.IMPORTED} | about))


def warned(code, **values):
    return receipt(warnings=(Sentence(code, "{code} happened.", code=code, **values),))


def test_days_read_within_three_days_are_provisional():
    figure = measured("ctr", days(read=moment("2026-11-23T06:00"))).over(FOUR_WEEKS)
    assert marks(figure) == [Mark.PROVISIONAL]
    assert figure.marks[0].sentence.values == {"days": 2, "last": date(2026, 11, 22)}


def test_days_read_later_are_settled():
    assert not measured("ctr", days(read=moment("2026-11-23T06:00"))).over(WEEK).marks
    assert not measured("ctr", days(read=moment("2026-11-27T06:00"))).over(FOUR_WEEKS).marks


def test_spread_costs_and_hourly_work_make_an_estimate():
    given = facts(
        production=[
            entry("a", DAYS[-3], minutes=90.0),
            entry("b", DAYS[-3], minutes=30.0, cost_minor=900, currency="DKK"),
        ],
        costs=[cost(day, 70_000, platform="meta_ads", spend_basis="spread_from_period") for day in DAYS[-5:]],
        leads=[lead(day, leads=2) for day in DAYS],
    )
    figure = measured("cost_per_lead", given, channel=None).over(FOUR_WEEKS)
    assert codes(figure) == ["spread_cost", "hourly_cost", "provisional"]
    assert [remark.sentence.values.get("rows") for remark in figure.marks] == [5, 1, None]


def test_a_cost_somebody_typed_is_no_estimate_and_settled():
    given = facts(costs=[cost(day, 70_000) for day in DAYS], leads=[lead(day, leads=2) for day in DAYS])
    assert not measured("cost_per_lead", given, channel=None).over(FOUR_WEEKS).marks


def test_clicks_still_being_counted_make_a_conversion_provisional():
    given = facts(
        channel_days=[channel_day(day, clicks_out=8) for day in DAYS], leads=[lead(day, leads=2) for day in DAYS]
    )
    figure = measured("landing_conversion", given, channel=None).over(FOUR_WEEKS)
    assert marks(figure) == [Mark.PROVISIONAL]
    assert [row.id for row in figure.definitions] == ["instagram.clicks_out.1"]


def test_missing_days_are_said():
    weekdays = [day for day in DAYS if day.weekday() < 5]
    figure = qualified(measured("ctr", days(told=weekdays, read=moment("2026-12-01T06:00"))).over(FOUR_WEEKS), {})
    assert marks(figure) == [Mark.PARTIAL]
    assert figure.marks[0].sentence.values == {"missing": 8, "days": 28}


def test_an_unknown_figure_says_why_and_nothing_else():
    figure = measured("ctr", facts()).over(FOUR_WEEKS)
    assert qualified(figure, {"import-1": receipt(is_truncated=True)}) is figure


def test_a_count_from_a_file_that_was_cut_off_is_at_least_what_it_says():
    told = {"import-1": receipt(is_truncated=True), "another": receipt(is_truncated=True)}
    cadence = qualified(measured("posting_cadence", facts(posts()), period=WEEK).over(WEEK), told)
    assert marks(cadence) == [Mark.AT_LEAST]
    assert cadence.marks[0].import_id == "import-1"
    rate = qualified(measured("watch_time", facts(posts())).over(FOUR_WEEKS), told)
    assert codes(rate) == ["cut_off"]


def test_a_file_that_may_be_cut_off_counts_as_cut_off():
    told = {"import-1": warned("maybe_truncated")}
    assert codes(qualified(measured("posting_cadence", facts(posts()), period=WEEK).over(WEEK), told)) == ["at_least"]


@pytest.mark.parametrize("code", sorted(OF_FILES.keys() - {"truncated", "maybe_truncated"}))
def test_what_a_receipt_warns_of_stands_at_the_figures_of_its_rows(code):
    figure = measured("watch_time", facts(posts())).over(FOUR_WEEKS)
    assert codes(qualified(figure, {"import-1": warned(code)})) == [code]
    assert marks(qualified(figure, {"import-1": warned(code)})) == [OF_FILES[code]]
    assert not qualified(figure, {"import-2": warned(code)}).marks
    assert not qualified(figure, {"import-1": warned("columns_left_out")}).marks


def test_a_warning_about_another_metric_or_earlier_days_is_not_repeated():
    figure = measured("watch_time", facts(posts())).over(FOUR_WEEKS)
    assert codes(qualified(figure, {"import-1": warned("total_mismatch", metric="avg_view_s")})) == ["total_mismatch"]
    assert not qualified(figure, {"import-1": warned("total_mismatch", metric="likes")}).marks
    assert not qualified(figure, {"import-1": warned("not_measured", last=date(2024, 3, 1))}).marks
    assert qualified(figure, {"import-1": warned("not_measured", last=date(2026, 11, 1))}).marks


def test_a_total_that_does_not_reconcile_is_said_of_the_metric_it_is_about():
    totals = (ControlTotal("avg_view_s", 100.0, 90.0), ControlTotal("likes", 100.0, 90.0), ControlTotal("x", 1.0, None))
    figure = measured("watch_time", facts(posts())).over(FOUR_WEEKS)
    told = qualified(figure, {"import-1": receipt(control_totals=totals)})
    assert [remark.sentence.values["metric"] for remark in told.marks] == ["avg_view_s"]


def test_the_gravest_mark_comes_first_and_the_same_is_said_once():
    late = [*posts(), *posts(import_id="import-2", key="more")]
    told = {
        "import-1": receipt(is_truncated=True, warnings=(Sentence("duplicate", "Twice."),)),
        "import-2": receipt(is_truncated=True, warnings=(Sentence("duplicate", "Twice."),)),
    }
    figure = qualified(measured("posting_cadence", facts(late), period=WEEK).over(WEEK), told)
    assert marks(figure) == [Mark.AT_LEAST, Mark.DOUBTFUL]


def test_a_remark_comes_back_from_storage_as_it_was():
    remark = Remark(Mark.AT_LEAST, Sentence("at_least", "At least."), "import-1")
    assert Remark.from_json(remark.to_json()) == remark
    figure = measured("ctr", days(read=moment("2026-11-23T06:00"))).over(FOUR_WEEKS)
    assert Figure.from_json(figure.to_json()) == figure


# which rows


def test_every_row_behind_a_figure_is_known_with_its_file_line_and_moment():
    (row, *_) = rows_ = measured("ctr", days()).rows(WEEK)
    assert len(rows_) == 7
    assert (row.day, row.import_id, row.line, dict(row.cells)) == (
        date(2026, 11, 9), "import-1", 2, {"clicks_out": 8, "views_start": 1000},
    )  # fmt: skip
    assert row.observed == moment("2026-11-10T00:00")


def test_a_day_told_by_two_files_has_a_row_of_each():
    import narwhals as nw
    import pyarrow as pa

    table = rows("channel_day", channel_day(DAYS[-1], views_start=1000, clicks_out=8)).collect().to_native()
    origin = {"import_id": "clicks.csv", "line": 9, "observed": 1_764_000_000_000_000}
    for column in COLUMNS_TOLD_APART:
        told_by = pa.array(
            [origin if column == "clicks_out" else None],
            pa.struct([("import_id", pa.string()), ("line", pa.int64()), ("observed", pa.int64())]),
        )
        table = table.append_column(f"{column}__told", told_by)
    given = facts()
    told = replace(given, channel_days=nw.from_native(table).lazy(), tells_apart=True)
    figure, found = measured("ctr", told).over(FOUR_WEEKS), measured("ctr", told).rows(FOUR_WEEKS)
    assert {(row.import_id, row.line) for row in found} == {("import-1", 2), ("clicks.csv", 9)}
    assert figure.lineage.imports == ("clicks.csv", "import-1")


@pytest.mark.parametrize("id_", ["posting_cadence", "watch_time", "retention_3s"])
def test_a_figure_of_posts_names_each_of_them(id_):
    measure = measured(id_, facts(posts()))
    found = measure.rows(FOUR_WEEKS)
    assert {row.subject for row in found} >= set(measure.over(FOUR_WEEKS).posts)
    assert {row.import_id for row in found} == set(measure.over(FOUR_WEEKS).lineage.imports)


def test_a_quiet_week_rests_on_the_newest_row_there_is():
    (row,) = measured("posting_cadence", facts(posts(weeks=1)), period=WEEK).rows(WEEK)
    assert row.import_id == "import-1"


def test_a_figure_of_work_names_its_entries():
    given = facts(production=[entry("a", DAYS[-2], minutes=60.0), entry("b", DAYS[-1], reused_from="a")])
    assert [row.subject for row in measured("production_time", given, channel=None).rows(FOUR_WEEKS)] == ["a"]
    assert [row.subject for row in measured("repurpose_rate", given, channel=None).rows(FOUR_WEEKS)] == ["a", "b"]


def test_a_measure_nobody_supplies_rests_on_nothing():
    assert not measured("reach_per_day", facts()).rows(FOUR_WEEKS)


def test_conversion_and_cost_name_the_rows_of_both_tables():
    given = facts(leads=[lead(DAYS[-1], leads=2, visits=10)], costs=[cost(DAYS[-1], 900)])
    conversion = measured("landing_conversion", given, channel=None).rows(FOUR_WEEKS)
    assert [dict(row.cells) for row in conversion] == [{"visits": 10}, {"leads": 2}]
    costs = measured("cost_per_lead", given, channel=None).rows(FOUR_WEEKS)
    assert [dict(row.cells) for row in costs] == [{"amount_minor": 900, "currency": "DKK"}, {"leads": 2}]


def test_clicks_that_mean_different_things_make_no_conversion(monkeypatch):
    from vaekst.core.metrics import of_leads

    given = facts(
        channel_days=[channel_day(day, channel=name, platform=name, clicks_out=5) for day in DAYS for name in ("instagram", "tiktok")],
        leads=[lead(day, leads=2) for day in DAYS],
    )  # fmt: skip
    honest = of_leads.definition

    def elsewhere(platform, metric, day):
        found = honest(platform, metric, day)
        return found if platform == "instagram" or day != DAYS[-2] else honest("tiktok", "views_start", day)

    measure = measured("landing_conversion", given, channel=None)
    monkeypatch.setattr(of_leads, "definition", elsewhere)
    assert measure.over(FOUR_WEEKS).unknown.code == "unlike_metrics"


# trends


def test_before_a_redefinition_a_trend_is_what_was_counted_then():
    told = [channel_day(day, channel="youtube", platform="youtube", views_start=1000, clicks_out=8) for day in DAYS]
    measure = measured("ctr", facts(channel_days=told), channel="youtube")
    before = Period(date(2026, 8, 17), date(2026, 8, 23))
    assert measure.over(before).value is None
    then = as_then(measure, before)
    assert (then.value, then.definitions[-1].id) == (0.008, "youtube.views_start.1")
    assert as_then(measure, Period(date(2025, 1, 1), date(2025, 1, 7))).unknown.code == "no_days_then"


def test_posts_before_a_redefinition_are_measured_by_what_was_counted_then():
    given = facts(posts(channel="youtube", first=date(2026, 7, 20), weeks=18))
    measure = measured("watch_time", given, channel="youtube")
    before = Period(date(2026, 7, 20), date(2026, 8, 9))
    assert measure.over(before).value is None
    then = as_then(measure, before)
    assert (then.value, {row.id for row in then.definitions}) == (7.5, {"youtube.avg_view_s.2"})
    assert as_then(measure, FOUR_WEEKS) == measure.over(FOUR_WEEKS)
    assert METRICS["avg_watch_time"].unit is Unit.SECONDS
    assert AS_OF - timedelta(days=1) > moment("2026-11-20T00:00")


def test_files_alone_can_be_asked_what_they_are_warned_of():
    told = {"import-1": receipt(is_truncated=True), "import-2": warned("total_mismatch", metric="likes")}
    found = remarks_on(["import-1", "import-2", "gone"], told, columns={"likes"})
    assert [(remark.sentence.code, remark.import_id) for remark in found] == [
        ("cut_off", "import-1"), ("total_mismatch", "import-2"),
    ]  # fmt: skip
    assert [remark.import_id for remark in remarks_on(told, told, columns={"saves"})] == ["import-1"]
