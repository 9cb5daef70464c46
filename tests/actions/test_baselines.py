"""The baseline is frozen with what it came from, and never silently changed."""

from datetime import UTC, date, datetime, timedelta

import pytest
from tests.actions.bicycles import baseline_posts, export, shop, sprint_posts, take_in

from vaekst.actions import baselines, boards
from vaekst.actions.known import known_at
from vaekst.core.errors import BadInput
from vaekst.store.models import Baseline, ImportRecord

NOW = datetime(2026, 9, 21, 8, tzinfo=UTC)


@pytest.fixture
def measured(owner, tmp_path):
    actor, brand = shop(owner)
    take_in(
        actor,
        brand,
        export(
            tmp_path, [*baseline_posts(), *sprint_posts("ridealong", [60, 70, 50, 60, 55])], until=date(2026, 9, 20)
        ),
        now=NOW,
    )
    return actor, brand


def test_a_frozen_baseline_names_its_data(measured):
    actor, brand = measured
    frozen = baselines.freeze(actor, brand, now=NOW)
    found = baselines.read_baseline(known_at(brand, NOW))
    assert found.frozen == frozen
    assert (frozen.number, frozen.strategy_version.number) == (1, 1)
    assert frozen.lake_version == str(known_at(brand, NOW).lake_version)
    assert found.baseline.period.last == date(2026, 9, 6)
    assert len(found.baseline.posts) == 12
    engagement = found.baseline.figure("engagement_rate", "instagram")
    assert engagement.lineage.imports == (ImportRecord.objects.get().import_id,)
    assert engagement.lineage.rows == 12


def test_what_is_unknown_says_why(measured):
    _, brand = measured
    clicks = baselines.read_baseline(known_at(brand, NOW)).baseline.figure("ctr", "instagram")
    assert clicks.value is None
    assert "import" in clicks.unknown.english().lower()


def test_a_later_import_does_not_move_it(measured, tmp_path):
    actor, brand = measured
    baselines.freeze(actor, brand, now=NOW)
    before = baselines.read_baseline(known_at(brand, NOW)).baseline
    more = [each | {"Reach": "9000"} for each in baseline_posts()]
    take_in(actor, brand, export(tmp_path, more, until=date(2026, 9, 27)), now=NOW + timedelta(days=7))
    assert baselines.read_baseline(known_at(brand, NOW + timedelta(days=8))).baseline == before


def test_freezing_again_needs_a_reason_and_leaves_the_first(measured):
    actor, brand = measured
    baselines.freeze(actor, brand, now=NOW)
    with pytest.raises(BadInput, match="say why"):
        baselines.freeze(actor, brand, now=NOW + timedelta(days=1))
    again = baselines.freeze(actor, brand, why="A file was missing", now=NOW + timedelta(days=1))
    assert again.number == 2
    assert Baseline.objects.count() == 2
    assert known_at(brand, NOW).baseline.number == 1


def test_an_empty_brand_has_nothing_to_freeze(owner):
    actor, brand = shop(owner)
    with pytest.raises(BadInput, match="nothing to freeze"):
        baselines.freeze(actor, brand, now=NOW)


def test_the_board_says_while_its_baseline_is_provisional(measured):
    actor, brand = measured
    assert boards.read_board(brand, now=NOW).baseline.frozen is None
    frozen = baselines.freeze(actor, brand, now=NOW)
    page = boards.read_board(brand, now=NOW)
    assert page.baseline.frozen == frozen
    told = boards.for_machines(page)
    assert {row["baseline_frozen"] for row in told} == {1}
    assert {row["kpi"] for row in told} >= {"posting_cadence", "cost_per_lead", "repurpose_rate"}
    cadence = next(row for row in told if row["kpi"] == "posting_cadence")
    assert cadence["baseline"] == 3
    assert cadence["imports"]
