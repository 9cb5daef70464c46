"""A tagging file says which concept posts belong to; what it names and nobody knows is told, never swallowed."""

from datetime import UTC, date, datetime, timedelta

import pytest
from tests.actions.bicycles import export, shop, sprint_posts, take_in
from tests.sources.files import table

from vaekst.actions import facts, posts
from vaekst.actions.known import known_at
from vaekst.core.receipt import Status
from vaekst.store.models import ImportRecord, Tagging

NOW = datetime(2026, 10, 5, 8, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)


@pytest.fixture
def brand_of(owner, tmp_path):
    actor, brand = shop(owner)
    take_in(actor, brand, export(tmp_path, sprint_posts("workshop", [7, 9, 6]), until=date(2026, 10, 4)), now=NOW)
    return actor, brand


def concepts(brand, *, now=LATER):
    return {post.key: post.concept for post in posts.read_posts(known_at(brand, now))}


def tagging(folder, *rows, name="tags.csv"):
    path = folder / name
    path.write_bytes(table(("post_id", "concept"), *rows))
    return path


def test_posts_belong_to_the_concepts_the_file_says(brand_of, tmp_path):
    actor, brand = brand_of
    first, second, third = sorted(concepts(brand))
    (receipt,) = take_in(actor, brand, tagging(tmp_path, (first, "ride-along"), (second, "")), now=LATER)
    assert (receipt.status, receipt.rows_kept) == (Status.IMPORTED, 2)
    assert concepts(brand) == {first: "ride-along", second: None, third: "workshop"}
    assert facts.archive(brand).holds(ImportRecord.objects.get(kind="tags").sha256)


def test_a_line_nobody_knows_is_accounted_for_with_what_was_meant(brand_of, tmp_path):
    actor, brand = brand_of
    first, second, _ = sorted(concepts(brand))
    rows = [(first, "ride-along"), (second, "ridealong"), ("instagram:gone", "workshop")]
    (receipt,) = take_in(actor, brand, tagging(tmp_path, *rows), now=LATER)
    assert receipt.status is Status.IMPORTED
    assert (receipt.rows_read, receipt.rows_kept, receipt.rows_dropped) == (3, 1, {"unknown_tag": 2})
    assert "Did you mean 'ride-along'" in receipt.warnings[-1].english()
    assert concepts(brand)[second] == "workshop"


def test_a_file_that_fits_no_post_is_refused_and_leaves_no_trace(brand_of, tmp_path):
    actor, brand = brand_of
    (receipt,) = take_in(actor, brand, tagging(tmp_path, ("instagram:gone", "workshop")), now=LATER)
    assert (receipt.status, receipt.refusal.code) == (Status.REFUSED, "unknown_tag")
    assert "Import the posts first" in receipt.refusal.english()
    assert ImportRecord.objects.count() == 1
    assert not Tagging.objects.exists()


def test_what_the_file_says_already_holds_and_is_not_done_twice(brand_of, tmp_path):
    actor, brand = brand_of
    path = tagging(tmp_path, (min(concepts(brand)), "ride-along"))
    take_in(actor, brand, path, now=LATER)
    (again,) = take_in(actor, brand, path, now=LATER + timedelta(hours=1))
    assert again.status is Status.ALREADY_IMPORTED
    assert Tagging.objects.count() == 1


def test_a_file_imported_again_takes_hold_of_posts_that_came_since(brand_of, tmp_path):
    actor, brand = brand_of
    (new,) = sprint_posts("workshop", [5], first=date(2026, 9, 30))
    key = "instagram:" + new["Permalink"].rstrip("/").rpartition("/")[2]
    path = tagging(tmp_path, (min(concepts(brand)), "ride-along"), (key, "ride-along"))
    (early,) = take_in(actor, brand, path, now=LATER)
    later = LATER + timedelta(days=8)
    take_in(actor, brand, export(tmp_path, [new], until=date(2026, 10, 11)), now=later)
    (late,) = take_in(actor, brand, path, now=later + timedelta(hours=1))
    assert (early.rows_dropped, late.rows_dropped) == ({"unknown_tag": 1}, {})
    assert late.status is Status.IMPORTED
    assert concepts(brand, now=later + timedelta(hours=2))[key] == "ride-along"


def test_a_tagging_taken_back_can_be_imported_again(brand_of, tmp_path):
    actor, brand = brand_of
    first = min(concepts(brand))
    path = tagging(tmp_path, (first, "ride-along"))
    take_in(actor, brand, path, now=LATER)
    posts.undo(actor, brand, Tagging.objects.get().batch)
    (again,) = take_in(actor, brand, path, now=LATER + timedelta(hours=2))
    assert again.status is Status.IMPORTED
    assert concepts(brand, now=datetime.now(UTC))[first] == "ride-along"
