"""Only like is added to, divided by and compared with like; everything else is refused with the reason."""

from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from vaekst.core.comparison.choosing import definitions_of
from vaekst.core.metrics.catalogue import METRICS
from vaekst.core.metrics.definition import GENERAL
from vaekst.core.metrics.definitions import NotAdditive, additive, comparable, definition
from vaekst.core.metrics.figure import Figure
from vaekst.core.metrics.forms import Ratio, Stated
from vaekst.core.metrics.measured import Measured, NotAlike, Series, alike, check_alike, same, why_unlike
from vaekst.core.metrics.platforms import DEFINITIONS
from vaekst.core.metrics.units import Unit
from vaekst.core.period import Period

JULY, OCTOBER = date(2026, 7, 10), date(2026, 10, 10)
ADDED = [row for row in DEFINITIONS if row.additivity.value == "additive"]


def counted(platform, metric, day, part=10.0, *, shape=None):
    return Measured((definition(platform, metric, day, format=shape),), Period(day, day), part)


def under(row, part=1.0):
    """A number counted under the definition, on a day it held."""
    day = row.valid_from or row.valid_to or JULY
    return Measured((row,), Period(day, day), part)


pairs = st.tuples(st.sampled_from(DEFINITIONS), st.sampled_from(DEFINITIONS))


@given(pairs)
def test_a_sum_is_refused_exactly_where_the_definitions_are_not_comparable(pair):
    one, other = map(under, pair)
    assume(all(row.additivity.value == "additive" for row in pair))
    if comparable(*pair):
        assert (one + other).value == 2
    else:
        with pytest.raises(NotAlike) as refused:
            one + other
        assert refused.value.sentence.english()


@given(pairs)
def test_a_comparison_is_refused_exactly_where_a_sum_of_counts_is(pair):
    one, other = map(under, pair)
    if comparable(*pair):
        assert one - other == 0
        assert not one < other
        return
    for compare in (lambda: one - other, lambda: one < other, lambda: Series((one, other))):
        with pytest.raises(NotAlike):
            compare()


@given(pairs)
def test_the_reason_is_the_same_whichever_comes_first(pair):
    one, other = map(under, pair)
    there, back = (why_unlike(a.meaning, a.days, b.meaning, b.days) for a, b in ((one, other), (other, one)))
    assert (there and there.code) == (back and back.code)


@given(st.lists(st.integers(0, 10**9), min_size=1, max_size=9))
def test_a_sum_of_like_counts_is_their_sum_in_any_order(parts):
    points = [counted("tiktok", "likes", JULY + timedelta(days=n), part) for n, part in enumerate(parts)]
    total = Series.of(points).total()
    assert total.value == sum(parts) == Series.of(reversed(points)).total().value
    assert total.days == Period(JULY, JULY + timedelta(days=len(parts) - 1))


@given(st.lists(st.tuples(st.integers(0, 1000), st.integers(0, 10**6)), min_size=1, max_size=9))
def test_rates_are_added_by_their_parts_and_wholes(trials):
    clicks, views = (definition("tiktok", metric, JULY) for metric in ("clicks_out", "views_start"))
    day = Period(JULY, JULY)
    rates = [Measured((clicks,), day, part) / Measured((views,), day, whole) for part, whole in trials]
    whole = sum(each for _, each in trials)
    assert Series.of(rates).total().value == (sum(part for part, _ in trials) / whole if whole else None)


@pytest.mark.parametrize("metric", ["reach_unique", "avg_view_s", "retention_3s", "avg_view_share", "followers_total"])
def test_people_and_averages_are_never_added(metric):
    one = counted("facebook", metric, JULY)
    with pytest.raises(NotAdditive, match="cannot be added up"):
        one + one


def test_a_median_of_people_is_no_sum():
    days = Series.of(counted("facebook", "reach_unique", OCTOBER, part) for part in (3, 9, 4))
    assert days.middle() == 4
    assert len(days) == 3
    assert Series(()).middle() is None


def test_views_before_and_after_a_redefinition_are_refused_with_both_meanings_and_the_day():
    with pytest.raises(NotAlike) as refused:
        counted("youtube", "views_start", JULY) + counted("youtube", "views_start", OCTOBER)
    said = refused.value.sentence
    assert said.code == "redefined_on"
    assert said.values["day"] == date(2026, 8, 24)
    assert said.english() == (
        "YouTube redefined views start on 2026-08-24. Before: “Views by people who chose to watch; a moment of autoplay "
        "did not count.” Since: “Every public playback from its first frame, autoplay included, in all formats.” Figures "
        "of the two sides are not added or compared: look at one side at a time."
    )


def test_two_platforms_are_refused_with_both_meanings():
    with pytest.raises(NotAlike, match="is not the same on YouTube and Instagram"):
        counted("youtube", "views_start", OCTOBER) - counted("instagram", "views_start", OCTOBER)


def test_two_formats_of_one_platform_are_refused_as_such():
    spring = date(2026, 5, 1)
    short = counted("youtube", "views_start", spring, shape="short_video")
    with pytest.raises(NotAlike, match="in two ways, by the format"):
        short + counted("youtube", "views_start", spring)


def test_different_things_are_refused():
    with pytest.raises(NotAlike, match="One figure is made of Likes and the other of Comments"):
        counted("youtube", "likes", JULY) + counted("youtube", "comments", JULY)


def test_a_rate_and_a_count_are_refused():
    clicks, views = counted("x", "clicks_out", JULY), counted("x", "views_start", JULY)
    rate = clicks / views
    with pytest.raises(NotAlike, match="A rate and a count"):
        rate + Measured(rate.meaning, rate.days, 0.1)


def test_a_rate_needs_one_platform_and_the_same_days():
    likes = counted("youtube", "likes", OCTOBER)
    for whole, reason in (
        (counted("tiktok", "views_start", OCTOBER), "from one platform"),
        (counted("youtube", "views_start", JULY), "from the same days"),
        (likes / likes, "not of rates"),
    ):
        with pytest.raises(NotAlike, match=reason):
            likes / whole


def test_a_rate_of_nothing_has_no_value_and_no_place_in_an_order():
    nothing = counted("x", "likes", JULY) / counted("x", "views_start", JULY, 0)
    some = counted("x", "likes", JULY) / counted("x", "views_start", JULY, 100)
    assert nothing.value is None
    assert nothing - some is None
    assert Series.of([nothing, some]).middle() == 0.1
    with pytest.raises(ValueError, match="no value to compare"):
        assert nothing < some


def test_same_is_narrower_than_alike():
    one, other = ((definition(name, "likes", JULY),) for name in ("tiktok", "youtube"))
    assert alike(one, other)
    assert not same(one, other)
    check_alike(Measured(one, Period(JULY, JULY), 1), Measured(other, Period(OCTOBER, OCTOBER), 2))


def test_every_column_of_every_rate_can_be_measured():
    for metric in METRICS.values():
        for form in metric.forms:
            meaning = definitions_of(form, "threads", JULY, format=None)
            day = Period(JULY, JULY)
            if isinstance(form, Ratio):
                assert (Measured(meaning[:-1], day, 1) / Measured(meaning[-1:], day, 4)).value == 0.25
            elif isinstance(form, Stated):
                assert Measured(meaning, day, 1).value == 1


@pytest.mark.parametrize("row", GENERAL, ids=lambda row: row.metric)
def test_what_the_query_layer_adds_is_what_the_catalogue_calls_additive(row):
    one = under(row)
    try:
        additive(row.metric)
    except NotAdditive:
        with pytest.raises(NotAdditive):
            one + one
    else:
        assert (one + one).value == 2


# figures


def figure(value, day=OCTOBER, *, basis="channel_days:likes", platform="youtube", metric="views_start"):
    unknown = None if value is not None else NotAlike("gone", "Gone.").sentence
    meaning = (definition(platform, metric, day),)
    return Figure(
        measure="ctr", channel=platform, unit=Unit.PERCENT, period=Period(day, day), value=value, unknown=unknown,
        basis=basis, definitions=meaning,
    )  # fmt: skip


def test_figures_are_compared_only_when_they_mean_and_are_made_the_same():
    assert figure(3).above(figure(1)) == 2
    assert figure(None).above(figure(1)) is None
    with pytest.raises(NotAlike, match="YouTube redefined"):
        figure(3).above(figure(1, JULY))
    with pytest.raises(NotAlike, match="worked out in different ways"):
        figure(3).above(figure(1, basis="posts:likes"))
