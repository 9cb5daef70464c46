"""An import whose zone was wrong is read again from the archive; the later reading is believed."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from tests.actions.bicycles import baseline_posts, export, shop, take_in
from tests.sources.files import table
from tests.store import builders

from vaekst.actions import facts, posts
from vaekst.actions.again import read_again
from vaekst.actions.known import known_at
from vaekst.core.errors import BadInput, NotAllowed, UnknownName
from vaekst.core.receipt import Receipt, Status
from vaekst.store.models import ImportRecord, Role

NOW = datetime(2026, 9, 7, 8, tzinfo=UTC)
LATER = NOW + timedelta(days=30)
COPENHAGEN, PACIFIC = "Europe/Copenhagen", "America/Los_Angeles"


@pytest.fixture
def imported(owner, tmp_path):
    actor, brand = shop(owner)
    take_in(actor, brand, export(tmp_path, baseline_posts(), until=date(2026, 9, 6)), now=NOW)
    return actor, brand


def published(brand, now=LATER):
    return {post.key: post.published_at for post in posts.read_posts(known_at(brand, now))}


def test_the_posts_move_to_the_zone_and_are_still_the_same_posts(imported):
    actor, brand = imported
    before = published(brand)
    receipt = read_again(actor, brand, ImportRecord.objects.get().import_id, timezone=COPENHAGEN, now=LATER)
    after = published(brand)
    assert (receipt.status, receipt.timezone, receipt.warnings[0].code) == (Status.IMPORTED, COPENHAGEN, "read_again")
    assert before.keys() == after.keys()
    for key, instant in before.items():
        printed = instant.astimezone(ZoneInfo(PACIFIC)).replace(tzinfo=ZoneInfo(COPENHAGEN))
        assert after[key] == printed
    assert "publish_zone_doubtful" in [warning.code for warning in receipt.warnings]


def test_every_row_of_the_earlier_reading_stays(imported):
    actor, brand = imported
    read_again(actor, brand, ImportRecord.objects.get().import_id, timezone=COPENHAGEN, now=LATER)
    told = facts.lake(brand).rows("post_snapshot").collect()
    assert len(told) == 24
    assert len(set(told["observed_at"].to_list())) == 1
    assert ImportRecord.objects.count() == 2


def test_it_can_be_taken_back_by_reading_it_in_the_first_zone_again(imported):
    actor, brand = imported
    before = published(brand)
    first = ImportRecord.objects.get().import_id
    read_again(actor, brand, first, timezone=COPENHAGEN, now=LATER)
    read_again(actor, brand, first, timezone=PACIFIC, now=LATER + timedelta(days=1))
    assert published(brand, LATER + timedelta(days=2)) == before
    assert len({record.import_id for record in ImportRecord.objects.all()}) == 3


def test_a_member_of_a_zip_is_read_again_alone(owner, tmp_path):
    import zipfile

    actor, brand = shop(owner)
    inside = [export(tmp_path, baseline_posts()[:4], until=date(2026, 9, 6)), export(tmp_path, baseline_posts()[4:], until=date(2026, 9, 5))]  # fmt: skip
    packed = tmp_path / "both.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        for path in inside:
            archive.write(path, path.name)
    take_in(actor, brand, packed, now=NOW)
    record = ImportRecord.objects.order_by("id")[0]
    again = read_again(actor, brand, record.import_id, timezone=COPENHAGEN, now=LATER)
    assert again.file == record.file
    assert ImportRecord.objects.count() == 3


def test_the_zone_it_is_read_in_already_is_refused(imported):
    actor, brand = imported
    with pytest.raises(BadInput, match="is read in America/Los_Angeles already"):
        read_again(actor, brand, ImportRecord.objects.get().import_id, timezone=PACIFIC, now=LATER)


def test_a_zone_that_changes_nothing_is_refused_and_nothing_is_kept(imported, tmp_path):
    actor, brand = imported
    path = tmp_path / "tags.csv"
    links = [post.permalink for post in posts.read_posts(known_at(brand, LATER))]
    path.write_bytes(table(("permalink", "concept"), (links[0], "workshop")))
    (receipt,) = take_in(actor, brand, path, now=NOW)
    with pytest.raises(BadInput, match="whatever zone is named"):
        read_again(actor, brand, receipt.import_id, timezone=COPENHAGEN, now=LATER)
    assert ImportRecord.objects.count() == 2


def test_what_is_no_zone_and_no_import_is_answered(imported):
    actor, brand = imported
    with pytest.raises(BadInput, match="Europe/Copenhagen"):
        read_again(actor, brand, ImportRecord.objects.get().import_id, timezone="Copenhagen", now=LATER)
    with pytest.raises(UnknownName):
        read_again(actor, brand, "none-such", timezone=COPENHAGEN, now=LATER)


def test_a_viewer_may_not(imported):
    _, brand = imported
    viewer = builders.person("vera")
    builders.member(brand, viewer, Role.VIEWER)
    with pytest.raises(NotAllowed):
        read_again(builders.actor(viewer), brand, ImportRecord.objects.get().import_id, timezone=COPENHAGEN, now=LATER)


def test_the_receipt_on_record_is_the_one_that_was_handed_out(imported):
    actor, brand = imported
    receipt = read_again(actor, brand, ImportRecord.objects.get().import_id, timezone=COPENHAGEN, now=LATER)
    assert Receipt.from_json(ImportRecord.objects.order_by("-id")[0].receipt) == receipt
