"""An import made by mistake is taken back; what was decided with it can still be replayed."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from tests.actions.bicycles import baseline_posts, export, shop, take_in
from tests.store import builders

from vaekst.actions import facts
from vaekst.actions.known import known_at
from vaekst.actions.posts import read_posts
from vaekst.actions.retractions import retract
from vaekst.core.errors import BadInput, NotAllowed, UnknownName
from vaekst.core.receipt import Status
from vaekst.store.models import AuditEvent, ImportRecord, Role

NOW = datetime(2026, 9, 7, 8, tzinfo=UTC)


@pytest.fixture
def imported(owner, tmp_path):
    """The shop, and a file of twelve posts that was imported."""
    actor, brand = shop(owner)
    file = export(tmp_path, baseline_posts(), until=date(2026, 9, 6))
    take_in(actor, brand, file, now=NOW)
    return actor, brand, file


def posts(brand, **known):
    return len(read_posts(known_at(brand, NOW, **known)))


def test_its_rows_are_not_read_any_more_but_pinned_versions_have_them(imported):
    actor, brand, file = imported
    pinned = facts.lake(brand).version()
    gone = retract(actor, brand, file.name, now=NOW)
    assert sum(gone.rows.values()) == 12
    assert (posts(brand), posts(brand, lake_version=pinned)) == (0, 12)
    assert facts.archive(brand).originals()


def test_the_record_and_the_receipt_say_so(imported):
    actor, brand, _ = imported
    retract(actor, brand, ImportRecord.objects.get().import_id[:8], now=NOW)
    record = ImportRecord.objects.get()
    assert (record.status, record.receipt["warnings"][0]["code"]) == ("retracted", "retracted")
    assert AuditEvent.objects.get(action="import.retract").after == {"import_id": record.import_id, "rows": 12}


def test_importing_the_file_again_brings_the_rows_back(imported):
    actor, brand, file = imported
    retract(actor, brand, file.name, now=NOW)
    (receipt,) = take_in(actor, brand, file, now=NOW)
    record = ImportRecord.objects.get()
    assert (receipt.status, record.status) == (Status.IMPORTED, "imported")
    assert "retracted" not in str(record.receipt)
    assert posts(brand) == 12
    assert take_in(actor, brand, file, now=NOW)[0].status is Status.ALREADY_IMPORTED
    assert sum(retract(actor, brand, file.name, now=NOW).rows.values()) == 12


def test_other_imports_stay(imported, tmp_path):
    actor, brand, file = imported
    take_in(actor, brand, export(tmp_path, baseline_posts()[:3], until=date(2026, 9, 5)), now=NOW)
    retract(actor, brand, file.name, now=NOW)
    assert posts(brand) == 3


def test_what_cannot_be_taken_back_is_told(imported):
    actor, brand, file = imported
    with pytest.raises(UnknownName):
        retract(actor, brand, "other.csv", now=NOW)
    with pytest.raises(UnknownName):
        retract(actor, brand, " ", now=NOW)
    retract(actor, brand, file.name, now=NOW)
    with pytest.raises(BadInput, match="before"):
        retract(actor, brand, file.name, now=NOW)
    viewer = builders.member(brand, builders.person(), Role.REVIEWER).person
    with pytest.raises(NotAllowed):
        retract(builders.actor(viewer), brand, file.name, now=NOW)


def test_an_import_without_facts_has_nothing_to_take_back(imported):
    actor, brand, _ = imported
    take_in(actor, brand, _tags(imported), now=NOW)
    with pytest.raises(BadInput, match="no facts"):
        retract(actor, brand, "tags.csv", now=NOW)


def _tags(imported):
    _, brand, file = imported
    post = read_posts(known_at(brand, NOW))[0]
    path = file.parent / "tags.csv"
    path.write_text(f"post_id,concept\n{post.key},ride-along\n")
    return path
