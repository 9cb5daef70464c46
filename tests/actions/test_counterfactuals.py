"""What other rules would have decided on a review's posts, and what that would have cost where the truth is known."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from tests.actions import bicycles
from tests.store import builders

from vaekst.actions import counterfactuals, decisions, demo, reviews
from vaekst.actions.counterfactuals import OURS, PEOPLE, read_counterfactual
from vaekst.core.errors import UnknownName
from vaekst.core.period import Week
from vaekst.core.simulation.replays import Ruled
from vaekst.store.models import Brand

pytestmark = pytest.mark.django_db
NOW = bicycles.NOW
WEEK = Week(date(2026, 9, 28))
RIDE, SHOP = ("instagram", "ride-along"), ("instagram", "workshop")


@pytest.fixture
def brand(tmp_path: Path, settings) -> Brand:
    """Four weeks into its sprint: one concept wins, one loses."""
    settings.VAEKST_HOME = tmp_path / "home"
    actor, brand = bicycles.shop(builders.person("freja"))
    posts = [
        *bicycles.baseline_posts(),
        *bicycles.sprint_posts("ridealong", [80, 76, 84, 90, 78, 82]),
        *bicycles.sprint_posts("workshop", [7, 9, 6, 8, 7, 9], first=bicycles.START + timedelta(days=1)),
    ]
    bicycles.take_in(actor, brand, bicycles.export(tmp_path, posts, until=date(2026, 10, 4)), now=NOW)
    return brand


def read(brand: Brand, *rules: str) -> counterfactuals.Counterfactual:
    return read_counterfactual(brand, reviews.read_review(brand, WEEK, now=NOW), rules)


def test_other_rules_stand_beside_ours(brand: Brand):
    found = read(brand, "naive", "thompson")
    assert list(found.rules) == [OURS, PEOPLE, "naive", "thompson"]
    assert found.rules[OURS] == {RIDE: Ruled("scale"), SHOP: Ruled("stop")}
    assert found.rules["naive"] == {RIDE: Ruled("iterate", None), SHOP: Ruled("stop", 2)}
    assert found.rules["thompson"][RIDE].decision == "scale"


def test_people_stand_there_with_what_they_decided_last_and_since_when(brand: Brand):
    actor = builders.actor(brand.memberships.get().person)
    assert read(brand).rules[PEOPLE] == {RIDE: Ruled(None), SHOP: Ruled(None)}
    for week, verdict in ((WEEK.earlier(), "iterate"), (WEEK, "iterate")):
        decisions.decide(actor, brand, week, *SHOP, verdict, reason="One more try.", now=NOW)
    assert read(brand).rules[PEOPLE] == {RIDE: Ruled(None), SHOP: Ruled("iterate", 3)}


def test_nobody_knows_the_truth_of_a_real_brand(brand: Brand):
    found = read(brand, "naive")
    assert found.truth == {}
    assert counterfactuals.for_machines(found)["costs"] is None


def test_where_the_truth_is_known_decisions_have_a_cost(brand: Brand, monkeypatch):
    truth = (demo.IDEAS[0].__class__("ride-along", "", "instagram", "", -0.5, (), (), ()),)
    monkeypatch.setattr(demo, "IDEAS", truth)
    assert read(brand, "naive").truth == {}  # as long as it is a brand of somebody's own
    brand.demo_at = NOW
    found = read(brand, "naive")
    assert found.truth == {RIDE: -0.5}
    assert found.costs[OURS].scaled_for_nothing == (RIDE,)
    assert counterfactuals.for_machines(found)["costs"]["naive"]["losers_kept"] == [list(RIDE)]


def test_machines_read_every_rules_answer_beside_the_row(brand: Brand):
    rows = {row["concept"]: row for row in counterfactuals.for_machines(read(brand, "naive"))["rows"]}
    assert rows["workshop"]["proposal"] == "stop"
    assert rows["workshop"]["rules"] == {"naive": {"decision": "stop", "since_week": 2, "reason": None}}


def test_a_rule_there_is_not_is_named_with_the_nearest(brand: Brand):
    with pytest.raises(UnknownName, match="halving"):
        read(brand, "halfing")
