"""What somebody typed becomes a plan, or all that is wrong with it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from tests.core.experiments.builders import MONDAY, PLAN, plan

from vaekst.core.experiments import BadRegistration, Draft, Variable, default_bar, draft_of, read_plan
from vaekst.core.strategy import MatchRule, read_strategy

STRATEGY = read_strategy("""\
vaekst: 1
brand: {name: Fjord Cykler}
channels:
  instagram: {platform: instagram, metric: save_rate}
  tiktok: {platform: tiktok}
concepts:
  ride-along: {name: Ride-along, channels: [instagram]}
  workshop: {name: Workshop, metric: share_rate}
""")
TYPED = Draft(name="Question first", hypothesis="More saves.", channel="instagram", concept="ride-along")


def read(draft: Draft = TYPED, **told):
    return read_plan(draft, **{"strategy": STRATEGY, "today": MONDAY} | told)


def faults(draft: Draft, **told) -> dict[str, str]:
    with pytest.raises(BadRegistration) as caught:
        read(draft, **told)
    return {fault.field: fault.sentence.english() for fault in caught.value.faults}


def fault(field: str, value: str, **told) -> str:
    found = faults(replace(TYPED, **{field: value}), **told)
    assert list(found) == [field]
    return found[field]


def test_what_is_left_out_comes_from_the_strategy():
    made = read()
    assert (made.variable, made.metric, str(made.bar), made.min_posts) == (Variable.CONCEPT, "save_rate", "+10 %", 4)
    assert (made.start, made.end) == (MONDAY, MONDAY + timedelta(days=27))
    assert made.takes_all


def test_the_metric_is_the_concepts_own_where_it_has_one():
    assert read(replace(TYPED, concept="workshop")).metric == "share_rate"


def test_a_metric_with_a_bar_of_its_own_in_the_strategy_is_held_to_it():
    assert str(read(replace(TYPED, metric="ctr")).bar) == "1.2 %"
    assert str(read(replace(TYPED, metric="retention_15s")).bar) == "35 %"
    assert str(default_bar(STRATEGY, "avg_watch_time")) == "+10 %"


def test_a_bar_the_strategy_opened_falls_back_to_the_lift_worth_having():
    text = "vaekst: 1\nbrand: {name: Shop}\nrules: {experiments: {ctr: null}, evidence: {bar: +20 %}}\n"
    assert str(default_bar(read_strategy(text), "ctr")) == "+20 %"


def test_everything_typed_is_read():
    typed = replace(
        TYPED,
        name="  Question   first ",
        variable="Hook",
        metric="avg_watch_time",
        bar="9,5",
        min_posts="8",
        start="2026-10-12",
        end="2026-11-15",
        match="hashtag=#question; format=short video\n\ntitle=did you know*\n",
        posts="https://example.org/p/1\ninstagram:2",
    )
    made = read(typed, posts={"https://example.org/p/1": "instagram:1", "instagram:2": "instagram:2"})
    assert (made.name, made.variable, made.bar.amount, made.min_posts) == ("Question first", Variable.HOOK, 9.5, 8)
    assert (made.start, made.end) == (date(2026, 10, 12), date(2026, 11, 15))
    assert made.match == (MatchRule(hashtag="question", format="short video"), MatchRule(title="did you know*"))
    assert made.post_keys == ("instagram:1", "instagram:2")


def test_all_faults_are_told_at_once_in_the_order_of_the_fields():
    found = faults(Draft(channel="instagramm", min_posts="some", start="soon", bar="high", match="?"))
    assert list(found) == ["name", "hypothesis", "channel", "concept", "bar", "min_posts", "start", "match"]


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("name", "", "Write a name of 1 to 60 letters"),
        ("name", "?!", "Write a name of 1 to 60 letters"),
        ("hypothesis", "x" * 1001, "in 1 to 1,000 letters"),
        ("channel", "instagramm", "Did you mean 'instagram'?"),
        ("concept", "ride-alone", "Did you mean 'ride-along'?"),
        ("variable", "hooks", "Did you mean 'hook'?"),
        ("metric", "save_rates", "Did you mean 'save_rate'?"),
        ("bar", "high", "The bar is 'high'. Write what is to be reached, such as 1.2 %"),
        ("bar", "+8 pp", "The bar is '+8 pp'. Write what is to be reached, such as 1.2 %, or a lift"),
        ("bar", "0 %", "The bar is '0 %'."),
        ("min_posts", "3", "from 4, below which the strategy allows no verdict, to 500"),
        ("min_posts", "501", "from 4"),
        ("min_posts", "4.5", "'4.5'"),
        ("start", "2026-10-04", "2026-10-04 is past. Posts published before an experiment is registered do not count"),
        ("start", "tomorrow", "'tomorrow' is not a day"),
        ("end", "2026-10-04", "Choose a day from 2026-10-05 to 2027-10-05"),
        ("end", "2028-01-01", "Choose a day from"),
        ("match", "colour=red", "'colour=red' finds no posts"),
        ("match", "utm=source=x", "'utm=source=x' finds no posts"),
        ("match", "hashtag", "'hashtag' finds no posts"),
        ("posts", "instagram:404", "'instagram:404' is no post of this channel"),
    ],
)
def test_a_fault_names_the_value_and_what_is_allowed(field, value, told):
    assert told in fault(field, value)


def test_a_concept_that_does_not_run_on_the_channel_is_refused():
    assert "Known: workshop" in faults(replace(TYPED, channel="tiktok"))["concept"]


def test_another_metric_on_the_same_posts_is_refused():
    assert "One metric at a time" in fault("metric", "share_rate", running=[PLAN])


def test_a_revision_keeps_its_start_and_the_posts_named_before():
    before = plan(start=MONDAY - timedelta(days=7), post_keys=("instagram:1",))
    typed = replace(draft_of(before), posts="instagram:2")
    made = read(typed, before=before, posts={"instagram:2": "instagram:2"})
    assert (made.start, made.post_keys) == (before.start, ("instagram:1", "instagram:2"))


def test_a_revision_may_not_move_its_start_into_the_past():
    before = plan(start=MONDAY - timedelta(days=7))
    typed = replace(draft_of(before), start="2026-09-29")
    assert "is past" in faults(typed, before=before)["start"]


def test_a_revision_may_not_end_before_the_day_it_is_made():
    before = plan(start=MONDAY - timedelta(days=14))
    typed = replace(draft_of(before), end="2026-10-02")
    assert "Choose a day from 2026-10-05" in faults(typed, before=before)["end"]


def test_a_plan_typed_again_is_the_same_plan():
    given = plan(
        variable=Variable.PACING,
        match=(MatchRule(hashtag="fast"), MatchRule(utm="content=fast-*", format="carousel")),
        post_keys=("instagram:1",),
    )
    assert read(draft_of(given), posts={"instagram:1": "instagram:1"}) == given
