"""A later file that changes the past says what it changed; what was decided stays as it was."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from tests.actions import bicycles
from tests.sources.youtube_files import totals
from tests.store import builders

from vaekst.core.receipt import Receipt
from vaekst.store.models import ImportRecord

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 10, 5, 9, tzinfo=UTC)


@pytest.fixture
def shop(settings, tmp_path: Path):
    settings.VAEKST_HOME = tmp_path / "home"
    return bicycles.shop(builders.person())


def file(folder: Path, *views: int) -> Path:
    path = folder / f"{sum(views)}.csv"
    path.write_bytes(totals(*views, first="2026-09-01"))
    return path


def test_days_that_are_told_anew_stand_on_the_receipt_and_on_record(shop, tmp_path: Path):
    actor, brand = shop
    (first,) = bicycles.take_in(actor, brand, file(tmp_path, 100, 200, 300), now=MONDAY)
    assert first.restated == ()
    (second,) = bicycles.take_in(actor, brand, file(tmp_path, 100, 220, 330, 400), now=MONDAY.replace(day=6))
    (views,) = second.restated
    assert (views.rows, views.change, views.first) == (2, 0.1, date(2026, 9, 2))
    assert views.sentence.english().endswith("of 2 days changed, median +10 %.")
    stored = ImportRecord.objects.get(import_id=second.import_id).receipt
    assert Receipt.from_json(stored).restated == second.restated


def test_settled_posts_whose_reach_moves_are_counted(shop, tmp_path: Path):
    actor, brand = shop
    posts = bicycles.baseline_posts()
    bicycles.take_in(actor, brand, bicycles.export(tmp_path, posts, until=date(2026, 10, 4)), now=MONDAY)
    later = bicycles.export(
        tmp_path, [dict(post, Reach=str(int(post["Reach"]) + 50)) for post in posts], until=date(2026, 10, 18)
    )
    (receipt,) = bicycles.take_in(actor, brand, later, now=MONDAY.replace(day=19))
    reach = next(each for each in receipt.restated if each.metric == "reach_unique")
    assert reach.rows > 0
    assert reach.change > 0
    assert "posts changed" in reach.sentence.english()
