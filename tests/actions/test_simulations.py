"""A brand's simulation: its own posts and noise, or what somebody supposes instead, played with its own rule."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests.actions import bicycles
from tests.store import builders

from vaekst.actions import simulations
from vaekst.actions.simulations import Supposed, supposed_of
from vaekst.core.errors import BadInput, UnknownName
from vaekst.core.simulation import CHANNELS, forecasts
from vaekst.store.models import Brand

pytestmark = pytest.mark.django_db
NOW = bicycles.NOW
QUICK = {"sprints": 6, "seed": 1, "now": NOW}


@pytest.fixture
def brand(tmp_path: Path, settings) -> Brand:
    settings.VAEKST_HOME = tmp_path / "home"
    actor, brand = bicycles.shop(builders.person("freja"))
    posts = [
        *bicycles.baseline_posts(),
        *bicycles.sprint_posts("ridealong", [34, 38, 21, 16, 40, 35, 57, 33, 36, 39, 34, 35]),
        *bicycles.sprint_posts("workshop", [9, 11, 8, 20, 7], at=12),
    ]
    bicycles.take_in(actor, brand, bicycles.export(tmp_path, posts, until=date(2026, 10, 4)), now=NOW)
    return brand


def test_the_plan_is_what_the_brands_own_posts_show(brand: Brand):
    measured = simulations.measured_plan(brand, Supposed(), now=NOW)
    (noise,) = measured.noises
    assert (noise.channel, noise.metric, noise.counted) == ("instagram", "save_rate", True)
    assert noise.noise.rate == pytest.approx(0.02, abs=0.002)
    assert noise.noise.trials == 1000
    plan = measured.plan
    assert (plan.posts, plan.baseline, plan.concepts, plan.weeks) == (4, 12, 2, 12)
    assert plan.channels == (noise.noise,)
    assert measured.missing == ()


def test_every_number_can_be_supposed_otherwise(brand: Brand):
    given = {
        "posts": "9",
        "weeks": "6",
        "concepts": "3",
        "baseline": "20",
        "effect": "+40 %",
        "rate": "3,5",
        "trials": "500",
    }
    plan = simulations.measured_plan(brand, supposed_of(given | {"scatter": "30"}), now=NOW).plan
    assert (plan.posts, plan.weeks, plan.concepts, plan.baseline, plan.effect) == (9, 6, 3, 20, 0.4)
    (channel,) = plan.channels
    assert (channel.rate, channel.trials) == (pytest.approx(0.035), 500)
    assert channel.scatter == pytest.approx(0.3)


def test_a_brand_without_posts_is_told_whose_noise_is_used(db: None, tmp_path: Path, settings):
    settings.VAEKST_HOME = tmp_path
    _, brand = bicycles.shop(builders.person("freja"))
    measured = simulations.measured_plan(brand, Supposed(), now=NOW)
    assert measured.plan.channels == CHANNELS
    assert (measured.plan.posts, measured.plan.baseline) == (11, 15)
    assert [reason.code for reason in measured.missing] == ["no_noise", "too_few_for_noise"]


def test_nothing_written_is_nothing_supposed():
    assert supposed_of({"posts": "", "effect": None, "week": "2026-W40"}) == Supposed()


@pytest.mark.parametrize(
    ("name", "text"), [("posts", "many"), ("posts", "2.5"), ("weeks", "10 %"), ("effect", "a lot"), ("scatter", "5 pp")]
)
def test_what_is_no_number_is_refused_with_an_example(name: str, text: str):
    with pytest.raises(BadInput) as refused:
        supposed_of({name: text})
    assert refused.value.sentence.code == "bad_number"
    assert text in refused.value.sentence.english()


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"posts": "0"}, "plan_out_of_range"),
        ({"effect": "-10"}, "effect_out_of_range"),
        ({"rate": "95"}, "rate_out_of_range"),
        ({"scatter": "-1"}, "scatter_out_of_range"),
        ({"trials": "0"}, "trials_out_of_range"),
    ],
)
def test_what_no_sprint_can_be_is_refused(brand: Brand, given: dict[str, str], code: str):
    with pytest.raises(BadInput) as refused:
        simulations.simulate(brand, supposed_of(given), **QUICK)
    assert refused.value.sentence.code == code


def test_a_simulation_is_told_in_sentences_and_to_machines_with_its_error(brand: Brand):
    found = simulations.simulate(brand, Supposed(weeks=4, effect=1.0), rivals=["naive"], **QUICK)
    assert [sentence.code for sentence in found.sentences] == [
        "forecast_found",
        "forecast_false",
        "forecast_stopped",
        "forecast_more",
        "forecast_more",
    ]
    told = simulations.for_machines(found)
    assert told["plan"]["posts_a_week"] == 4
    assert told["channels"][0]["channel"] == "instagram"
    assert len(told["found"]) == len(told["rules"]["naive"]["found"]) == 4
    assert told["found"][-1]["error"] > 0
    assert [one["posts_a_week"] for one in told["more_posts"]] == [4, 6, 8]


def test_the_same_question_has_the_same_answer_and_another_seed_another(brand: Brand):
    asked = Supposed(weeks=6, effect=1.0, posts=12)
    one = simulations.simulate(brand, asked, **QUICK)
    assert simulations.simulate(brand, asked, **QUICK).forecast is one.forecast
    assert simulations.simulate(brand, asked, **(QUICK | {"seed": 2})).forecast != one.forecast


def test_a_rule_there_is_not_is_named_with_the_nearest(brand: Brand):
    with pytest.raises(UnknownName, match="naive"):
        simulations.simulate(brand, Supposed(), rivals=["naïve"], **QUICK)


def test_a_long_sprint_is_played_less_often_for_somebody_who_waits(brand: Brand, monkeypatch):
    monkeypatch.setattr(forecasts, "EFFORT", 1)
    asked = Supposed(weeks=4)
    hurried, patient = (
        simulations.simulate(brand, asked, sprints=11, seed=1, hurried=hurried, now=NOW) for hurried in (True, False)
    )
    assert (hurried.forecast.sprints, patient.forecast.sprints) == (10, 11)
