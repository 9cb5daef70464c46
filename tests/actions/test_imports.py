"""Files become facts once, with a receipt; a file that cannot be used leaves both stores as they were."""

from datetime import UTC, date, datetime

import pytest
from django.db import OperationalError
from tests.actions.bicycles import START, baseline_posts, export, post, shop, take_in
from tests.sources.files import table
from tests.sources.meta_exports import daily_export, series
from tests.store import builders

from vaekst.actions import facts, imports, posts
from vaekst.actions.imports import Choices
from vaekst.actions.known import known_at
from vaekst.core.errors import BadInput, NotAllowed, Trouble, UnknownName
from vaekst.core.receipt import Receipt, Status
from vaekst.lake import Lake
from vaekst.store.models import AuditEvent, ImportRecord, Role

NOW = datetime(2026, 9, 7, 8, tzinfo=UTC)


@pytest.fixture
def brand_of(owner):
    return shop(owner)


def stores(brand):
    """All that an import may change, to see that nothing did."""
    return str(facts.lake(brand).version()), ImportRecord.objects.count(), AuditEvent.objects.count()


def originals(brand):
    return [path for path in facts.archive(brand).root.rglob("*") if path.is_file()]


def known_posts(brand):
    return {post.key: post.counters for post in posts.read_posts(known_at(brand, NOW))}


def test_an_import_keeps_facts_original_and_receipt(brand_of, tmp_path):
    actor, brand = brand_of
    path = export(tmp_path, baseline_posts(), until=date(2026, 9, 6))
    (receipt,) = take_in(actor, brand, path, now=NOW)
    assert (receipt.status, receipt.platform, receipt.channel, receipt.rows_kept) == (
        Status.IMPORTED,
        "instagram",
        "instagram",
        12,
    )
    record = ImportRecord.objects.get()
    assert Receipt.from_json(record.receipt) == receipt
    assert record.lake_version == str(facts.lake(brand).version())
    assert facts.archive(brand).path(record.sha256).read_bytes() == path.read_bytes()
    assert len(posts.read_posts(known_at(brand, NOW))) == 12


def test_the_same_file_again_adds_nothing(brand_of, tmp_path):
    actor, brand = brand_of
    path = export(tmp_path, baseline_posts(), until=date(2026, 9, 6))
    take_in(actor, brand, path, now=NOW)
    before = stores(brand)
    (again,) = take_in(actor, brand, path, now=NOW)
    assert again.status is Status.ALREADY_IMPORTED
    assert stores(brand) == before


def crash(*_args, **_options):
    raise KeyboardInterrupt


@pytest.mark.parametrize("error", [KeyboardInterrupt(), OperationalError("database or disk is full")])
def test_what_fails_before_the_record_is_taken_back_whole(brand_of, tmp_path, monkeypatch, error):
    actor, brand = brand_of
    take_in(actor, brand, export(tmp_path, [post(date(2026, 8, 3), saves=1)], until=date(2026, 8, 9)), now=NOW)
    before = known_posts(brand), stores(brand)[1:]
    path = export(tmp_path, baseline_posts(), until=date(2026, 9, 6))

    def fail(*_args, **_options):
        raise error

    with monkeypatch.context() as patched:
        patched.setattr(imports, "record_import", fail)
        with pytest.raises(type(error)):
            take_in(actor, brand, path, now=NOW)
    assert (known_posts(brand), stores(brand)[1:]) == before
    assert len(originals(brand)) == 1
    (receipt,) = take_in(actor, brand, path, now=NOW)
    assert receipt.status is Status.IMPORTED
    assert len(known_posts(brand)) == 13


def test_a_crash_before_the_record_is_mended_by_importing_again(brand_of, tmp_path, monkeypatch):
    actor, brand = brand_of
    path = export(tmp_path, baseline_posts(), until=date(2026, 9, 6))
    with monkeypatch.context() as patched:
        patched.setattr(imports, "record_import", crash)
        patched.setattr(Lake, "take_back", crash)  # the process is gone and takes nothing back
        with pytest.raises(KeyboardInterrupt):
            take_in(actor, brand, path, now=NOW)
    version = str(facts.lake(brand).version())
    (receipt,) = take_in(actor, brand, path, now=NOW)
    assert receipt.status is Status.IMPORTED
    assert str(facts.lake(brand).version()) == version
    assert ImportRecord.objects.count() == 1


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("nothing.csv", b"", "empty"),
        ("photo.csv", b"\x89PNG\r\n\x1a\n" + bytes(64), "not_a_table"),
        ("unknown.csv", table(("colour", "mood"), ("red", "good")), "mapping_needed"),
    ],
    ids=("empty", "picture", "unknown table"),
)
def test_a_file_that_cannot_be_used_is_refused_and_leaves_no_trace(brand_of, tmp_path, name, content, code):
    actor, brand = brand_of
    before = stores(brand)
    path = tmp_path / name
    path.write_bytes(content)
    (receipt,) = take_in(actor, brand, path, now=NOW)
    assert receipt.status is Status.REFUSED
    assert receipt.refusal is not None
    assert code in receipt.refusal.code
    assert stores(brand) == before
    assert not facts.archive(brand).root.exists()


def test_a_missing_file_and_a_folder_say_what_to_do(brand_of, tmp_path):
    actor, brand = brand_of
    missing, folder = take_in(actor, brand, tmp_path / "gone.csv", tmp_path, now=NOW)
    assert (missing.refusal.code, folder.refusal.code) == ("no_such_file", "folder")


def test_a_full_disk_is_a_receipt_with_the_cure_and_nothing_is_kept(brand_of, tmp_path, monkeypatch):
    actor, brand = brand_of

    def full(*_args, **_options):
        raise Trouble("disk_full", "The disk is full.")

    monkeypatch.setattr(Lake, "append", full)
    before = stores(brand)
    (receipt,) = take_in(actor, brand, export(tmp_path, baseline_posts(), until=date(2026, 9, 6)), now=NOW)
    assert receipt.refusal.code == "disk_full"
    assert stores(brand) == before
    assert not originals(brand)


def test_a_series_that_hides_its_platform_belongs_to_the_only_meta_channel(brand_of, tmp_path):
    actor, brand = brand_of
    path = tmp_path / "Views.csv"
    path.write_bytes(daily_export(("Views", ("Date", "Primary"), series(START, [100, 120, 90]))))
    (receipt,) = take_in(actor, brand, path, now=datetime(2026, 9, 20, tzinfo=UTC))
    assert (receipt.status, receipt.channel) == (Status.IMPORTED, "instagram")
    assert "platform_assumed" in {warning.code for warning in receipt.warnings}


def test_with_two_meta_channels_it_asks_and_takes_the_answer(owner, tmp_path):
    two = shop(owner)[1].strategies.get().text.replace("concepts:", "  page: {platform: facebook}\nconcepts:")
    actor, brand = shop(owner, slug="two", text=two)
    path = tmp_path / "Views.csv"
    path.write_bytes(daily_export(("Views", ("Date", "Primary"), series(START, [100, 120, 90]))))
    now = datetime(2026, 9, 20, tzinfo=UTC)
    (asked,) = take_in(actor, brand, path, now=now)
    assert asked.refusal.code == "channel_needed"
    (told,) = imports.import_files(actor, brand, [path], now=now, choices=Choices(channel="page"))
    assert (told.status, told.channel) == (Status.IMPORTED, "page")


def test_facts_of_a_platform_outside_the_strategy_are_kept_and_pointed_out(owner, tmp_path):
    actor, brand = shop(owner, slug="bare", text="vaekst: 1\nbrand: {name: Bare}\n")
    (receipt,) = take_in(actor, brand, export(tmp_path, baseline_posts(), until=date(2026, 9, 6)), now=NOW)
    assert receipt.status is Status.IMPORTED
    assert "channel_not_in_strategy" in {warning.code for warning in receipt.warnings}


def test_an_unknown_channel_is_told_with_the_nearest(brand_of, tmp_path):
    actor, brand = brand_of
    with pytest.raises(UnknownName, match="Did you mean 'instagram'"):
        list(imports.import_files(actor, brand, [tmp_path / "x"], now=NOW, choices=Choices(channel="instagramm")))


def test_a_file_exported_in_days_to_come_is_none(brand_of, tmp_path):
    actor, brand = brand_of
    with pytest.raises(BadInput, match="still to come"):
        imports.import_file(
            actor, brand, tmp_path / "x", now=NOW, choices=Choices(exported_at=datetime(2031, 1, 1, tzinfo=UTC))
        )


def test_a_viewer_may_not_import(brand_of, tmp_path):
    _, brand = brand_of
    viewer = builders.person("vera")
    builders.member(brand, viewer, Role.VIEWER)
    with pytest.raises(NotAllowed):
        take_in(builders.actor(viewer), brand, tmp_path / "x.csv", now=NOW)


def test_a_post_is_the_same_post_in_the_next_export(brand_of, tmp_path):
    actor, brand = brand_of
    first = post(date(2026, 9, 1), saves=4)
    take_in(actor, brand, export(tmp_path, [first], until=date(2026, 9, 6)), now=NOW)
    later = first | {"Saves": "9"}
    take_in(actor, brand, export(tmp_path, [later], until=date(2026, 9, 13)), now=datetime(2026, 9, 14, 8, tzinfo=UTC))
    (known,) = posts.read_posts(known_at(brand, datetime(2026, 9, 14, 9, tzinfo=UTC)))
    assert known.counters["saves"] == 9
    (before,) = posts.read_posts(known_at(brand, datetime(2026, 9, 8, tzinfo=UTC)))
    assert before.counters["saves"] == 4
