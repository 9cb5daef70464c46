"""What moved in a brand's facts, from rows to diagnoses: posts at comparable age, whole weeks, and what is missing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from tests.core.board.brand import AS_OF, FIRST, facts, posts, strategy, whole_brand
from tests.core.metrics.made_facts import channel_day, cost, days, lead

from vaekst.core.board.reading import LOOK_BACK
from vaekst.core.diagnosing import diagnoses_of, spans_of
from vaekst.core.metrics import of_leads
from vaekst.core.metrics.definitions import definition
from vaekst.core.metrics.gather import gather
from vaekst.core.metrics.moving import Movement, NoMovement, Spans, movement, weeks_of
from vaekst.core.period import Period, Week
from vaekst.core.strategy import DiagnosesRule

WEEK = Week.parse("2026-W47")
NOW = Period(date(2026, 10, 26), date(2026, 11, 22))
SPANS = Spans(NOW.previous(), NOW)
EARLY, LATE = days(SPANS.before.first, 28), days(NOW.first, 28)
READ = {"observed_at": AS_OF.replace(hour=0)}


def known(made):
    return gather(made, as_of=AS_OF, since=AS_OF.date() - LOOK_BACK)


def answer(metric, made, *, channel="instagram", spans=SPANS, more=""):
    return movement(metric, known(made), strategy(more=more), channel=channel, spans=spans, level=0.9)


def two_spans(before, now, *, luck=0.1):
    """Posts of the two spans: `luck` apart around what each span's posts state."""
    made = []
    for first, told in ((SPANS.before.first, before), (NOW.first, now)):
        for n in range(4):
            shift = 1 + luck * (n - 1.5)
            cells = {name: round(value * shift) for name, value in told.items()}
            made += posts(per_week=2, weeks=4, first=first + timedelta(days=n % 2), key=f"{first}-{n}", **cells)
    return made


def by_rule(made, **changes):
    found = diagnoses_of(known(made), strategy(**changes), SPANS)
    return {(one.rule.id, one.channel): one for one in found}


def test_posts_that_hold_more_and_are_clicked_less_are_diagnosed():
    made = facts(two_spans({"views_3s": 450, "clicks_out": 40}, {"views_3s": 600, "clicks_out": 15}))
    found = by_rule(made)["held_but_no_click", "instagram"]
    assert found.state == "found"
    retention, clicks = found.movements
    assert (retention.before, retention.now) == (pytest.approx(0.45, rel=0.05), pytest.approx(0.60, rel=0.05))
    assert (clicks.units, clicks.now_units) == ("posts", 24), "the newest week's posts are too young to be compared"
    assert clicks.lineage.imports == ("import-1",)


def test_a_channel_without_clicks_says_which_file_would_help():
    found = by_rule(facts(two_spans({"views_3s": 450}, {"views_3s": 600})))["held_but_no_click", "instagram"]
    assert (found.state, found.reasons[0].code) == ("no data", "not_supplied")


def test_a_brand_without_a_file_gets_no_diagnosis_and_every_reason():
    found = diagnoses_of(known(facts()), strategy(), SPANS)
    assert {one.state for one in found} == {"no data"}
    assert all(one.reasons for one in found)


def test_the_rate_of_days_stands_in_where_posts_tell_no_clicks():
    rows = [channel_day(day, views_start=1000, clicks_out=8 if day in SPANS.before else 16) for day in (*EARLY, *LATE)]
    found = answer("ctr", facts(channel_days=rows))
    assert isinstance(found, Movement)
    assert (found.units, found.before_units, found.now_units) == ("weeks", 4, 4)
    assert (found.before, found.now) == (pytest.approx(0.008), pytest.approx(0.016))
    assert found.moved.rose


def test_a_week_with_a_missing_day_is_left_out_and_one_whole_week_is_too_little():
    rows = [channel_day(day, views_start=1000, clicks_out=8) for day in (*EARLY, *LATE) if day != date(2026, 11, 3)]
    assert answer("ctr", facts(channel_days=rows)).now_units == 3
    few = answer("ctr", facts(channel_days=rows[:36]))
    assert isinstance(few, NoMovement)
    assert few.reason.code == "partly_covered"
    none = answer("ctr", facts(channel_days=rows[:28]))
    assert none.reason.code == "no_days_then"


def test_cadence_counts_weeks_and_names_the_file_that_is_too_old():
    made = [*posts(per_week=4, weeks=10), *posts(per_week=7, weeks=4, first=NOW.first, key="late")]
    found = answer("posting_cadence", facts(made))
    assert (found.units, found.before, found.now) == ("weeks", pytest.approx(4), pytest.approx(7))
    assert found.moved.rose
    old = [row for row in made if row["observed_at"].date() < date(2026, 10, 20)]
    assert answer("posting_cadence", facts(old)).reason.code == "not_read_since"


def test_a_channel_that_fell_silent_has_no_cadence_to_compare():
    silent = [*posts(per_week=4, weeks=6), *posts(per_week=4, weeks=1, first=date(2026, 11, 23), key="after")]
    assert answer("posting_cadence", facts(silent)).reason.code == "too_little_to_move"


def test_cheaper_leads_of_less_quality_are_diagnosed_with_a_caution():
    rows = []
    for n, day in enumerate((*EARLY, *LATE)):
        late = day in NOW
        rows.append(lead(day, leads=10 if late else 5, qualified=(n + 1) % 2 + 1 if late else 3, **READ))
    paid = [cost(day, 100_000, **READ) for day in (*EARLY, *LATE)]
    found = by_rule(facts(leads=rows, costs=paid))["cheap_but_unfit", None]
    assert found.state == "found"
    price, quality = found.movements
    assert (price.currency, price.before, price.now) == ("DKK", pytest.approx(200), pytest.approx(100))
    assert (quality.before, quality.now) == (pytest.approx(0.6), pytest.approx(0.15))
    assert found.reasons[-1].code == "leads_still_qualify"


def test_leads_of_unknown_quality_name_the_table_and_the_span():
    told = [lead(day, leads=5, **READ) for day in (*EARLY, *LATE)]
    assert answer("qualified_rate", facts(leads=told), channel=None).reason.code == "not_supplied"
    early = [lead(day, leads=5, qualified=2, **READ) for day in EARLY]
    assert answer("qualified_rate", facts(leads=early), channel=None).reason.code == "no_leads_then"


def test_a_handful_of_leads_carries_no_movement():
    few = [lead(day, leads=1, qualified=1, visits=50, **READ) for day in (*EARLY[::9], *LATE[::9])]
    assert answer("qualified_rate", facts(leads=few), channel=None).reason.code == "too_little_to_move"


def test_a_table_that_ends_early_is_only_partly_compared():
    told = [lead(day, leads=5, visits=100) for day in (*EARLY, *LATE[:17])]
    found = answer("landing_conversion", facts(leads=told), channel=None)
    assert (found.before_units, found.now_units) == (4, 2)
    shorter = answer("landing_conversion", facts(leads=told[:36]), channel=None)
    assert shorter.reason.code == "partly_covered"
    assert shorter.reason.values["covered"] == 8


def test_the_brands_landing_page_stands_in_for_a_channel_no_table_tells_apart():
    told = [lead(day, leads=8 if day in SPANS.before else 3, visits=100, **READ) for day in (*EARLY, *LATE)]
    made = facts(two_spans({"clicks_out": 20}, {"clicks_out": 60}), leads=told)
    found = by_rule(made)["click_but_no_lead", "instagram"]
    assert found.state == "found"
    assert [each.channel for each in found.movements] == ["instagram", None]
    assert found.reasons[-1].code == "of_the_whole_brand"
    own = [row | {"channel": "instagram"} for row in told]
    found = by_rule(facts(two_spans({"clicks_out": 20}, {"clicks_out": 60}), leads=own))
    assert [each.channel for each in found["click_but_no_lead", "instagram"].movements] == ["instagram"] * 2


def test_conversion_per_click_is_not_compared_across_a_redefinition(monkeypatch):
    def redefined(platform, metric, day):
        return replace(definition(platform, metric, day), group="old" if day < NOW.first else "new", version=9)

    monkeypatch.setattr(of_leads, "definition", redefined)
    monkeypatch.setattr(of_leads, "_clickers", lambda *_, **__: ["instagram"])
    rows = [channel_day(day, clicks_out=100) for day in (*EARLY, *LATE)]
    told = [lead(day, leads=5, **READ) for day in (*EARLY, *LATE)]
    found = answer("landing_conversion", facts(channel_days=rows, leads=told), channel=None)
    assert isinstance(found, NoMovement)
    assert found.reason.code == "unlike_formats"


def test_more_posts_that_each_do_less_are_diagnosed_by_the_channels_own_metric():
    made = []
    for first, per_week, saves in ((FIRST, 4, 40), (NOW.first, 8, 20)):
        weeks = 10 if first == FIRST else 4
        for n, shift in enumerate((0.9, 1.1)):
            half = posts(
                per_week=per_week // 2,
                weeks=weeks,
                first=first + timedelta(days=n),
                key=f"{first}-{n}",
                saves=round(saves * shift),
            )
            made += half  # fmt: skip
    channels = "instagram: {platform: instagram, metric: save_rate}"
    found = by_rule(facts(made), channels=channels)["more_but_weaker", "instagram"]
    assert [each.metric for each in found.movements] == ["posting_cadence", "save_rate"]
    assert found.state == "found"


def test_a_few_posts_or_posts_of_nothing_carry_no_movement():
    few = [*posts(per_week=1, weeks=12), *posts(per_week=7, weeks=1, first=NOW.first, key="late")]
    sparse = answer("retention_3s", facts([row for row in few if row["published_date"] >= date(2026, 10, 10)]))
    assert sparse.reason.code == "too_few_to_move"
    assert answer("ctr", facts(posts(clicks_out=0))).reason.code == "too_few_to_move"
    assert answer("save_rate", facts(posts())).reason.code == "not_supplied"


def test_a_metric_of_posts_needs_a_channel():
    with pytest.raises(ValueError, match="measured on a channel"):
        answer("ctr", whole_brand(), channel=None)


def test_the_weeks_before_or_the_baseline_are_compared_with():
    baseline = Period(date(2026, 8, 17), date(2026, 9, 13))
    assert spans_of(WEEK, DiagnosesRule(), baseline) == SPANS
    later = spans_of(WEEK, DiagnosesRule(against="baseline"), baseline)
    assert (later.before, later.now) == (baseline, NOW)
    early = spans_of(Week.parse("2026-W38"), DiagnosesRule(against="baseline"), baseline)
    assert early.now == Period(date(2026, 9, 14), date(2026, 9, 20))
    assert early.whole == Period(date(2026, 8, 17), date(2026, 9, 20))


def test_weeks_are_counted_back_from_the_last_day():
    assert weeks_of(Period(date(2026, 11, 1), date(2026, 11, 15))) == (
        Period(date(2026, 11, 2), date(2026, 11, 8)),
        Period(date(2026, 11, 9), date(2026, 11, 15)),
    )
