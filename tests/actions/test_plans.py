"""Next week is planned from the week's review, from what was decided, or from what somebody thinks of deciding."""

import json
from datetime import UTC, date, datetime, timedelta

import pytest
from tests.actions.bicycles import START, STRATEGY, baseline_posts, export, shop, sprint_posts, take_in

from vaekst.actions import decisions, imports, plans
from vaekst.actions.experiments import register
from vaekst.actions.rebriefs import Wanted
from vaekst.core.errors import UnknownName
from vaekst.core.experiments import Draft
from vaekst.core.period import Week
from vaekst.store.models import Decision

WEEK = Week(date(2026, 9, 21))
PLANNED = STRATEGY + "  volume: {control: 25 %}\n"
NOW = datetime(2026, 10, 5, 8, tzinfo=UTC)


@pytest.fixture
def judged(owner, tmp_path):
    """Three weeks into the sprint, week four to come: two concepts on one channel."""
    return a_shop(owner, tmp_path, PLANNED)


def a_shop(owner, tmp_path, text):
    actor, brand = shop(owner, text=text)
    winner = sprint_posts("ridealong", [80, 76, 84, 90, 78, 82])
    loser = sprint_posts("workshop", [7, 9, 6, 8, 7, 9], first=START + timedelta(days=1))
    take_in(actor, brand, export(tmp_path, [*baseline_posts(), *winner, *loser], until=date(2026, 10, 4)), now=NOW)
    return actor, brand


def channel(page):
    (only,) = page.ahead.channels
    return only


def made(page):
    return {line.concept: line.posts for line in channel(page).lines}


def test_the_week_after_the_review_is_planned_for_the_phase_it_lies_in(judged):
    _, brand = judged
    page = plans.next_week(brand, WEEK, now=NOW)
    assert (page.ahead.week, page.ahead.work.sprint_week, page.ahead.work.phase.id) == (WEEK.later(), 4, "concepts")
    assert page.ahead.posts == 4
    assert made(page) == {"ride-along": 3, "workshop": 0, None: 1}, "the winner is worth most"
    assert channel(page).guard.state == "unknown", "its export tells neither retention nor clicks"


def test_what_was_decided_holds_until_something_else_is(judged):
    actor, brand = judged
    earlier = WEEK.earlier()
    decisions.decide(actor, brand, earlier, "instagram", "workshop", "stop", reason="Weak", now=NOW)
    decisions.decide(actor, brand, WEEK, "instagram", "workshop", "wait", reason="Later", now=NOW)
    page = plans.next_week(brand, WEEK, now=NOW)
    assert made(page) == {"ride-along": 3, None: 1}
    assert [one.concept for one in channel(page).left_out] == ["workshop"]
    before = channel(plans.next_week(brand, earlier.earlier(), now=NOW))
    assert {one.reason.code for one in before.left_out} == {"place_baseline"}, "it was decided after that week"


def test_the_change_of_the_new_brief_is_planned_until_another_decision_is_thought_of(judged):
    actor, brand = judged
    asked = Wanted(change="pacing")
    decisions.decide(
        actor, brand, WEEK, "instagram", "ride-along", "iterate", reason="Too slow", now=NOW, wanted=asked
    )  # fmt: skip
    assert channel(plans.next_week(brand, WEEK, now=NOW)).lines[0].change == "pacing"
    again = plans.next_week(brand, WEEK, now=NOW, decided={("instagram", "ride-along"): "iterate"})
    assert channel(again).lines[0].change == "length", "what its new brief would change by itself"


def test_decisions_nobody_took_yet_are_planned_with_and_not_written(judged):
    _, brand = judged
    page = plans.next_week(
        brand, WEEK, now=NOW, decided={("instagram", "ride-along"): "scale", ("instagram", "workshop"): "stop"}
    )
    assert made(page) == {"ride-along": 3, None: 1}
    assert channel(page).lines[0].reasons[0].code == "planned_scaled"
    assert not Decision.objects.exists()
    with pytest.raises(UnknownName, match="sclae"):
        plans.next_week(brand, WEEK, now=NOW, decided={("instagram", "workshop"): "sclae"})


def test_hours_and_budget_bound_the_posts(owner, tmp_path):
    text = PLANNED.replace("metric: save_rate", "metric: save_rate, hours_per_week: 4, budget: 9000")
    actor, brand = a_shop(owner, tmp_path, text.replace("25 %}", "25 %, minutes_per_post: 80}"))
    found = channel(plans.next_week(brand, WEEK, now=NOW))
    assert (found.posts, found.reasons[-1].code) == (3, "volume_hours")

    work = tmp_path / "production.csv"
    rows = [f"A-{n},2026-09-{10 + n},instagram,100,600,DKK" for n in range(5)]
    work.write_text("\n".join(["asset_id,date,channel,minutes,cost,currency", *rows]))
    paid = tmp_path / "costs.csv"
    paid.write_text("date,channel,category,amount,currency\n2026-09-15,instagram,ads,1000,DKK\n")
    for file in (work, paid):
        (receipt,) = imports.import_file(actor, brand, file, now=NOW)
        assert receipt.refusal is None
    tight = channel(plans.next_week(brand, WEEK, now=NOW))
    assert [reason.code for reason in tight.reasons][-2:] == ["volume_budget", "volume_below_least"]
    assert tight.posts == 0, "5,000 kroner are left for ten weeks, and a post costs 600"


def test_a_running_experiment_keeps_its_concept_and_its_metric(judged):
    actor, brand = judged
    draft = Draft(
        name="Short hook", hypothesis="It is clicked more", channel="instagram", concept="workshop", variable="hook",
        metric="ctr", bar="1.2 %", min_posts="6", start="2026-10-05", end="2026-11-15",
    )  # fmt: skip
    register(actor, brand, draft, now=NOW)
    later = plans.next_week(brand, Week(date(2026, 9, 28)), now=NOW)
    line = next(line for line in channel(later).lines if line.concept == "workshop")
    codes = [reason.code for reason in line.reasons]
    assert (line.metric, line.posts) == ("ctr", 1)
    assert codes[-2:] == ["planned_experiment", "planned_experiment_due"], "six posts in six weeks"


def test_what_was_left_aside_gets_one_last_look_and_then_no_other(owner, tmp_path):
    """Weeks five to ten show one concept alone; the other, as good by its few posts, is looked at once more."""
    actor, brand = shop(owner, text=PLANNED)
    aside = sprint_posts("workshop", [24, 26, 22, 25], first=START + timedelta(days=15), at=11)
    winner = sprint_posts("ridealong", [26, 24, 28, 25, 27, 23] * 6, first=START + timedelta(days=1))
    told = [*baseline_posts(), *winner, *aside]
    later = datetime(2026, 11, 30, 8, tzinfo=UTC)
    take_in(actor, brand, export(tmp_path, told, until=date(2026, 11, 22)), now=later)
    week = Week(date(2026, 11, 9))  # the tenth of the sprint

    (line,) = (line for line in channel(plans.next_week(brand, week, now=later)).lines if line.concept == "workshop")
    assert (line.posts, line.is_last_look, line.reasons[-1].code) == (1, True, "planned_look")
    early = channel(plans.next_week(brand, week.earlier(4), now=later))
    assert not any(line.is_last_look for line in early.lines), "not before the last third"

    looked = [*told, *sprint_posts("workshop", [24], first=date(2026, 11, 17), at=11)]
    take_in(actor, brand, export(tmp_path, looked, until=date(2026, 11, 29)), now=later)
    after = channel(plans.next_week(brand, week.later(), now=later))
    assert not any(line.is_last_look for line in after.lines)
    decided = {("instagram", "workshop"): "stop"}
    stopped = channel(plans.next_week(brand, week, now=later, decided=decided))
    assert not any(line.is_last_look for line in stopped.lines)


def test_machines_get_the_plan_under_stable_names(judged):
    _, brand = judged
    told = plans.for_machines(plans.next_week(brand, WEEK, now=NOW))
    assert json.loads(json.dumps(told)) == told
    assert (told["week"], told["reviewed"], told["phase"], told["posts"]) == ("2026-W40", "2026-W39", "concepts", 4)
    (only,) = told["channels"]
    assert only.keys() == {"channel", "posts", "reasons", "guard", "advice", "concepts", "left_out"}
    assert only["guard"]["state"] == "unknown"
    assert [line["concept"] for line in only["concepts"]] == ["ride-along", "workshop", None]
