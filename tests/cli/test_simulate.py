"""`vaekst simulate` and `vaekst review --policy`: what a sprint would find out, and what other rules would have decided."""

from __future__ import annotations

import pytest
from tests.cli.terminal import answer, vaekst

from vaekst.cli.review import cost_in_words
from vaekst.core.simulation.regret import Regret

QUICK = ("--sprints", "10", "--weeks", "6", "--effect", "150", "--posts", "9")


@pytest.fixture
def imported(sprint):
    assert vaekst("import", str(sprint)).exit_code == 0


def test_a_simulation_is_told_in_sentences_with_the_noise_it_was_made_from(imported):
    told = vaekst("simulate", *QUICK, "--rule", "naive")
    assert told.exit_code == 0
    assert "With 9 posts a week" in told.stdout
    assert "+150% against the baseline" in told.stdout
    assert "Three posts below baseline" in told.stdout
    assert "instagram: 25 posts by save_rate" in told.stderr


def test_machines_read_chances_by_week(imported):
    told = answer("simulate", *QUICK)
    assert told["plan"]["effect"] == 1.5
    assert len(told["found"]) == len(told["false"]) == 6
    assert told["sprints"] == 10


def test_a_brand_without_posts_is_told_whose_noise_stands_in(sprint):
    told = vaekst("simulate", *QUICK)
    assert "other people's posts" in told.stderr


def test_what_cannot_be_simulated_is_refused(imported):
    told = vaekst("simulate", "--posts", "1000")
    assert told.exit_code == 1
    assert "A simulation takes 1 to 200" in told.stderr


def test_other_rules_stand_beside_ours(imported):
    told = vaekst("review", "--week", "2026-W40", "--policy", "naive", "--policy", "impressions")
    assert told.exit_code == 0
    assert "what other rules would have decided" in told.stdout
    rows = {row["concept"]: row for row in answer("review", "--week", "2026-W40", "--policy", "naive")["rows"]}
    assert rows["workshop"]["rules"]["naive"]["decision"] == "stop"


def test_a_rule_there_is_not_is_refused_with_the_nearest(imported):
    told = vaekst("review", "--policy", "naiv")
    assert told.exit_code == 1
    assert "naive" in told.stderr


def test_wrong_decisions_are_told_by_the_names_people_gave_their_concepts():
    places = [("instagram", key) for key in ("a", "b", "c")]
    cost = Regret((places[0],), (places[1],), (places[2],), lift=0.19)
    told = cost_in_words("naive", cost, dict(zip(places, ("Rides", "Before and after", "Myths"), strict=True)))
    assert (
        told == "naive: next posts +19% against the baseline; wrongly stops Rides, scales Before and after, keeps Myths"
    )


def test_a_brand_without_concepts_has_nothing_to_compare(sprint):
    assert vaekst("init", "Tom Cykler").exit_code == 0
    for asked in (("review", "--policy", "naive"), ("standup",)):
        assert "There are no concepts to review yet." in vaekst(*asked, "--brand", "tom-cykler").stderr
