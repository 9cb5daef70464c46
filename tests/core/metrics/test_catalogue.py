"""The catalogue's metrics, their forms, and their expressions on every engine."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.metrics.made_facts import channel_day, rows, snapshot

from vaekst.core.errors import UnknownName
from vaekst.core.facts import CHANNEL_DAY, POST_SNAPSHOT
from vaekst.core.metrics.catalogue import AS_STATED, MEASURED_AGAINST, METRICS, metric_named
from vaekst.core.metrics.definitions import METRIC_NAMES, additive
from vaekst.core.metrics.expressions import pooled, totals, value
from vaekst.core.metrics.forms import Ratio, Stated, form_named, value_of
from vaekst.core.metrics.units import Better
from vaekst.core.strategy.vocabulary import METRICS as METRICS_OF_STRATEGY

ENGINES = ("arrow", "duckdb")
FORMS = [form for metric in METRICS.values() for form in metric.forms]


def test_the_strategy_document_and_the_catalogue_know_the_same_metrics():
    assert tuple(METRICS) == METRICS_OF_STRATEGY


@pytest.mark.parametrize("metric", METRICS.values(), ids=lambda metric: metric.id)
def test_a_metric_is_made_of_known_columns_and_says_so(metric):
    assert {column for form in metric.forms for column in form.columns} <= METRIC_NAMES
    assert metric.label
    assert metric.formula


@pytest.mark.parametrize("form", FORMS, ids=str)
def test_a_form_is_found_by_its_name(form):
    assert form_named(str(form)) == form


def test_every_whole_has_words():
    assert {form.whole for form in FORMS if isinstance(form, Ratio)} == set(MEASURED_AGAINST)
    assert AS_STATED


def test_an_unknown_metric_is_answered_with_the_nearest():
    assert metric_named("ctr").label == "CTR"
    with pytest.raises(UnknownName, match="'save_rate'"):
        metric_named("saves_rate")


def test_only_counts_need_equal_age():
    assert {id_ for id_, metric in METRICS.items() if metric.needs_equal_age} == {"reach", "views"}


def test_the_sign_of_better():
    assert (Better.HIGHER.sign, Better.LOWER.sign) == (1, -1)


readings = st.dictionaries(
    st.sampled_from(["likes", "comments", "saves", "shares_sent", "reach_unique", "views_start", "avg_view_s"]),
    st.integers(min_value=0, max_value=10**6),
    max_size=7,
)


@settings(deadline=None)
@given(st.lists(readings, min_size=1, max_size=6))
def test_a_metric_has_the_same_value_in_python_and_on_arrow(stated):
    frame = rows("post_snapshot", *(snapshot(**one) for one in stated))
    forms = [form for form in FORMS if set(form.columns) <= set(POST_SNAPSHOT.names)]
    answer = frame.select(*(value(form).alias(str(form)) for form in forms)).collect().to_dict(as_series=False)
    for form in forms:
        assert answer[str(form)] == [pytest.approx(value_of(form, one)) for one in stated]


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("form", FORMS, ids=str)
def test_a_metric_has_the_same_value_on_every_engine(form, engine):
    stated = [dict.fromkeys(form.columns, 12), dict.fromkeys(form.columns[:-1], 3), {form.columns[-1]: 0}, {}]
    frame = rows("post_snapshot", *(snapshot(source_row=n, **one) for n, one in enumerate(stated)), frame=engine)
    answer = frame.select("source_row", value(form).alias("value")).sort("source_row").collect()
    assert answer["value"].to_list() == [value_of(form, one) for one in stated]


@pytest.mark.parametrize("engine", ENGINES)
def test_totals_add_what_is_stated_and_leave_unknown_what_is_not(engine):
    frame = rows(
        "channel_day",
        channel_day(date(2026, 11, 2), likes=2, saves=None),
        channel_day(date(2026, 11, 3), likes=None, saves=None),
        channel_day(date(2026, 11, 4), likes=5, saves=None),
        frame=engine,
    )
    answer = totals(frame, additive("likes"), additive("saves"), by=["channel"]).collect().rows(named=True)
    assert answer == [{"channel": "instagram", "likes": 7.0, "saves": None}]


def test_people_cannot_be_summed():
    frame = rows("channel_day", channel_day(date(2026, 11, 2), reach_unique=2))
    with pytest.raises(TypeError, match="additive"):
        totals(frame, "reach_unique", by=["channel"])


@pytest.mark.parametrize("engine", ENGINES)
def test_a_pooled_rate_takes_only_rows_that_state_both(engine):
    frame = rows(
        "channel_day",
        channel_day(date(2026, 11, 2), clicks_out=2, views_start=100),
        channel_day(date(2026, 11, 3), clicks_out=None, views_start=900),
        channel_day(date(2026, 11, 4), clicks_out=4, views_start=200),
        channel_day(date(2026, 11, 4), channel="tiktok", clicks_out=0, views_start=0),
        channel_day(date(2026, 11, 4), channel="youtube", clicks_out=1),
        frame=engine,
    )
    form = Ratio(("clicks_out",), "views_start")
    answer = {
        row["channel"]: row["value"] for row in pooled(frame, form, by=["channel"]).collect().iter_rows(named=True)
    }
    assert answer == {"instagram": 0.02, "tiktok": None}


def test_the_columns_of_channel_days_carry_every_form():
    assert {column for form in FORMS for column in form.columns} <= set(CHANNEL_DAY.names)
    assert Stated("reach_unique") in METRICS["reach"].forms
