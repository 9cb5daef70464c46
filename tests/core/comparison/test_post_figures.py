"""Posts are compared at equal age, by one form and one definition, and everything left out is counted."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.metrics.made_facts import PUBLISHED, Rule, moment, rows, snapshot

from vaekst.core.comparison import figures_of, post_figures, read_histories
from vaekst.core.comparison.figures import REASONS
from vaekst.core.metrics.catalogue import METRICS
from vaekst.core.metrics.forms import Ratio, Stated
from vaekst.core.period import Period

AS_OF = moment("2026-11-23T00:00")
SAVE_RATE, REACH, WATCH = METRICS["save_rate"], METRICS["reach"], METRICS["avg_watch_time"]


def figures(*made, metric=SAVE_RATE, as_of=AS_OF, concepts=None, frame="arrow", rule=None):
    lake = rows("post_snapshot", *made, frame=frame)
    return post_figures(lake, metric, rule=rule or Rule(), as_of=as_of, concepts=concepts or {})


def values(*made, **options):
    return [figure.value for figure in figures(*made, **options).figures]


def reasons(*made, **options):
    return dict(figures(*made, **options).left_out)


@pytest.mark.parametrize("frame", ["arrow", "duckdb"])
def test_a_post_is_read_at_the_first_moment_it_is_old_enough(frame):
    early = snapshot(age=3, saves=1, reach_unique=100)
    right = snapshot(age=7, saves=4, reach_unique=200, source_row=9, import_id="import-2")
    late = snapshot(age=12, saves=9, reach_unique=300)
    answer = figures(late, early, right, frame=frame, concepts={"instagram:1": "ride-along"})
    (figure,) = answer.figures
    assert (figure.value, figure.part, figure.whole) == (0.02, 4, 200)
    assert (figure.age_days, figure.at_age, figure.concept) == (7, True, "ride-along")
    assert (figure.import_id, figure.source_row, answer.imports, answer.rows) == ("import-2", 9, ("import-2",), 1)
    assert answer.freshest == PUBLISHED + timedelta(days=7)
    assert answer.forms == {"instagram": Ratio(("saves",), "reach_unique")}


def test_what_was_read_after_as_of_is_not_known_yet():
    right, restated = snapshot(age=7, saves=4, reach_unique=200), snapshot(age=7.4, saves=6, reach_unique=200)
    as_of = PUBLISHED + timedelta(days=7.1)
    assert values(right, restated, as_of=as_of) == [0.02]
    assert values(right, restated) == [0.03]  # read the same day: the newest word holds


def test_files_read_on_one_day_are_one_reading():
    saves = snapshot(age=7.1, saves=4, import_id="import-1")
    reach = snapshot(age=7.2, reach_unique=200, import_id="import-2")
    answer = figures(saves, reach)
    assert [figure.value for figure in answer.figures] == [0.02]
    assert answer.imports == ("import-1", "import-2")
    assert answer.rows == 2


def test_the_first_reading_that_states_the_metric_counts():
    assert values(snapshot(age=7, saves=4), snapshot(age=9, saves=6, reach_unique=200)) == [0.03]


def test_a_settled_rate_may_be_read_later_and_a_count_may_not():
    late = snapshot(age=40, saves=4, reach_unique=200)
    answer = figures(late)
    assert [(figure.value, figure.at_age) for figure in answer.figures] == [(0.02, False)]
    assert [note.english() for note in answer.notes] == [
        "Measured per person reached.",
        "Read later than usual, at a settled rate: 1.",
    ]
    assert reasons(late, metric=REACH) == {"read_too_late": 1}


def test_age_counts_from_noon_where_only_the_day_is_known():
    published = datetime(2026, 10, 5, 23, tzinfo=UTC)
    made = snapshot(published=published, observed_at=moment("2026-10-12T12:00"), reach_unique=5)
    made |= {"published_at": None, "published_date": date(2026, 10, 5)}
    (figure,) = figures(made, metric=REACH).figures
    assert figure.age_days == 7


def test_the_publishing_day_is_taken_from_the_instant_where_no_day_is_told():
    (figure,) = figures(snapshot(published_date=None, reach_unique=5), metric=REACH).figures
    assert figure.published == date(2026, 10, 5)


@pytest.mark.parametrize(
    ("made", "reason"),
    [
        (snapshot(published=None, observed_at=AS_OF, saves=1, reach_unique=9), "unknown_publish_day"),
        (snapshot(grain="period", saves=1, reach_unique=9), "period_only"),
        (snapshot(published=AS_OF - timedelta(days=3), age=2, saves=1, reach_unique=9), "too_young"),
        (snapshot(age=2, saves=1, reach_unique=9), "not_read_at_age"),
        (snapshot(saves=1), "not_reported"),
        (snapshot(saves=0, reach_unique=0), "nothing_tried"),
    ],
    ids=lambda made: made if isinstance(made, str) else "",
)
def test_what_cannot_be_compared_is_left_out_with_its_reason(made, reason):
    answer = figures(made, snapshot("instagram:2", saves=4, reach_unique=200))
    assert answer.left_out == {reason: 1}
    assert [figure.post_key for figure in answer.figures] == ["instagram:2"]
    assert answer.notes[-1].code == reason
    assert answer.notes[-1].english().endswith(": 1.")


def test_a_post_that_was_counted_across_a_redefinition_is_left_out():
    published = moment("2026-08-20T10:00")
    made = snapshot("youtube:1", platform="youtube", channel="youtube", published=published, views_start=9, saves=1)
    assert reasons(made) == {"redefined_meanwhile": 1}


def test_posts_from_before_a_redefinition_are_not_mixed_with_those_after():
    about = {"platform": "youtube", "channel": "youtube", "views_start": 10, "saves": 1}
    before = snapshot("youtube:1", published=moment("2026-08-01T10:00"), **about)
    after = snapshot("youtube:2", published=moment("2026-09-01T10:00"), **about)
    answer = figures(before, after)
    assert [figure.post_key for figure in answer.figures] == ["youtube:2"]
    assert answer.left_out == {"other_definition": 1}
    assert [row.version for row in answer.definitions["youtube"]] == [0, 3]


def test_a_channel_is_measured_by_the_form_most_posts_carry():
    by_view = [snapshot(f"instagram:{n}", saves=3, views_start=100) for n in range(3)]
    by_person = snapshot("instagram:9", saves=3, reach_unique=60)
    answer = figures(*by_view, by_person)
    assert answer.forms == {"instagram": Ratio(("saves",), "views_start")}
    assert answer.left_out == {"not_reported": 1}
    forced = figures_of(
        read_histories(rows("post_snapshot", *by_view, by_person), as_of=AS_OF),
        SAVE_RATE,
        rule=Rule(),
        forms={"instagram": Ratio(("saves",), "reach_unique")},
    )
    assert [figure.value for figure in forced.figures] == [0.05]


def test_channels_choose_for_themselves():
    answer = figures(
        snapshot(saves=3, reach_unique=60),
        snapshot("tiktok:1", channel="tiktok", platform="tiktok", saves=3, views_start=100),
    )
    assert {figure.channel: figure.value for figure in answer.figures} == {"instagram": 0.05, "tiktok": 0.03}
    assert [note.code for note in answer.notes] == ["measured_against", "measured_against"]


def test_engagement_adds_the_parts_most_posts_carry():
    full = [snapshot(f"instagram:{n}", likes=8, comments=2, saves=5, reach_unique=100) for n in range(3)]
    poor = snapshot("instagram:9", likes=8, comments=2, reach_unique=100)
    answer = figures(*full, poor, metric=METRICS["engagement_rate"])
    assert str(answer.forms["instagram"]) == "likes+comments+saves/reach_unique"
    assert [figure.value for figure in answer.figures] == [0.15] * 3
    assert answer.left_out == {"not_reported": 1}


def test_a_stated_share_and_a_recomputed_one_are_not_mixed():
    stated = [snapshot(f"instagram:{n}", retention_3s=0.5) for n in range(2)]
    counted = snapshot("instagram:9", views_3s=60, views_start=100)
    answer = figures(*stated, counted, metric=METRICS["retention_3s"])
    assert answer.forms == {"instagram": Stated("retention_3s")}
    assert [(figure.value, figure.part, figure.whole) for figure in answer.figures] == [(0.5, None, None)] * 2
    assert answer.notes[0].english() == "As the platform states it."


def test_a_mean_has_neither_part_nor_whole():
    (figure,) = figures(snapshot(watch_time_s=900, views_start=100), metric=WATCH).figures
    assert (figure.value, figure.part, figure.whole) == (9, None, None)


def test_nothing_in_gives_nothing_out():
    answer = figures()
    assert (answer.figures, answer.left_out, answer.notes, answer.freshest) == ((), {}, (), None)


def test_histories_can_be_narrowed():
    one = snapshot("instagram:1", published=moment("2026-10-05T09:00"))
    other = snapshot("tiktok:2", channel="tiktok", platform="tiktok", published=moment("2026-10-15T09:00"))
    histories = read_histories(rows("post_snapshot", one, other), as_of=AS_OF)
    assert [post.post_key for post in histories.where(channel="tiktok")] == ["tiktok:2"]
    october = Period(date(2026, 10, 1), date(2026, 10, 10))
    assert [post.post_key for post in histories.where(published=october)] == ["instagram:1"]
    assert [post.post_key for post in histories.where(keep=lambda post: post.platform == "x")] == []
    late = read_histories(rows("post_snapshot", one, other), as_of=AS_OF, since=date(2026, 10, 10))
    assert [post.post_key for post in late] == ["tiktok:2"]


def test_a_post_of_unknown_day_has_no_age():
    made = snapshot(published=None, observed_at=AS_OF)
    (post,) = read_histories(rows("post_snapshot", made), as_of=AS_OF)
    with pytest.raises(ValueError, match="no age"):
        post.age_days(0)


def test_every_reason_is_a_sentence_with_its_number():
    assert all("{posts}" in template for template in REASONS.values())


posts = st.lists(
    st.fixed_dictionaries(
        {"age": st.floats(0, 30), "saves": st.integers(0, 50), "reach_unique": st.integers(0, 500)},
        optional={"likes": st.integers(0, 50), "grain": st.just("period")},
    ),
    max_size=8,
)


@settings(deadline=None)
@given(posts)
def test_every_post_has_a_figure_or_a_reason(made):
    answer = figures(*(snapshot(f"instagram:{n}", **one) for n, one in enumerate(made)))
    keys = [figure.post_key for figure in answer.figures] + [post.post_key for post in answer.without]
    assert sorted(keys) == sorted(f"instagram:{n}" for n in range(len(made)))


@settings(deadline=None)
@given(posts)
def test_a_metric_nobody_stated_changes_no_other(made):
    bare = [snapshot(f"instagram:{n}", **{k: v for k, v in one.items() if k != "likes"}) for n, one in enumerate(made)]
    with_more = [snapshot(f"instagram:{n}", **one) for n, one in enumerate(made)]
    assert figures(*bare).figures == figures(*with_more).figures


@settings(deadline=None)
@given(posts)
def test_a_rate_is_its_part_over_its_whole(made):
    answer = figures(*(snapshot(f"instagram:{n}", **one) for n, one in enumerate(made)))
    assert all(figure.value == figure.part / figure.whole for figure in answer.figures)


def test_a_share_that_is_only_ever_stated_has_no_trials():
    answer = figures(snapshot(retention_15s=0.35), metric=METRICS["retention_15s"])
    (figure,) = answer.figures
    assert (figure.value, figure.part, figure.whole) == (0.35, None, None)
    assert answer.forms == {"instagram": Stated("retention_15s")}
