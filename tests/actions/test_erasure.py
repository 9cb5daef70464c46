"""Somebody who is erased is in no file below the data home, and the record says that it happened without saying whom."""

from __future__ import annotations

import zipfile
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.db import IntegrityError, connection
from tests.actions.bicycles import baseline_posts, export, shop, take_in
from tests.actions.left import stored
from tests.sources.files import table
from tests.store import builders

from vaekst.actions import baselines, erasure, facts, imports, mappings, people, strategies
from vaekst.actions.audit import Actor
from vaekst.actions.imports import Choices
from vaekst.core.errors import BadInput, NotAllowed, Trouble
from vaekst.core.receipt import Status
from vaekst.sources.contacts import hashed
from vaekst.store import erasing
from vaekst.store.models import AuditEvent, Brand, Decision, ExperimentClosing, ImportRecord, Person, Role

NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)
LONE, KARL = "lone@example.org", "karl@example.org"
HEADER = ("Record ID", "First Name", "Email", "Create Date", "Lifecycle Stage")


@pytest.fixture(autouse=True)
def home(settings: Any, tmp_path: Path) -> Path:
    """A data home of its own, where nothing else lies."""
    settings.VAEKST_HOME = tmp_path / "home"
    settings.VAEKST_HOME.mkdir()
    return settings.VAEKST_HOME


@pytest.fixture
def cycles(owner: Person) -> tuple[Actor, Brand]:
    return shop(owner)


def leads(folder: Path, *rows: tuple[str, ...], name: str = "leads.csv") -> Path:
    """Contacts as HubSpot exports them."""
    path = folder / name
    path.write_bytes(table(HEADER, *rows))
    return path


def take(actor: Actor, brand: Brand, path: Path) -> ImportRecord:
    (receipt,) = imports.import_file(actor, brand, path, now=NOW)
    assert receipt.status is Status.IMPORTED, receipt
    return ImportRecord.objects.get(import_id=receipt.import_id)


@pytest.fixture
def with_leads(cycles: tuple[Actor, Brand], tmp_path: Path) -> tuple[Actor, Brand]:
    """One file names Lone and Karl, another Karl alone, a third no one."""
    actor, brand = cycles
    both = leads(
        tmp_path,
        ("501", "Lone Lund", LONE, "2026-11-02 09:12", "lead"),
        ("502", "Karl Krog", KARL, "2026-11-03 09:12", "lead"),
    )
    take(actor, brand, both)
    take(actor, brand, leads(tmp_path, ("502", "Karl Krog", KARL, "2026-11-04 09:12", "customer"), name="later.csv"))
    take_in(actor, brand, export(tmp_path, baseline_posts(), until=date(2026, 9, 6)), now=NOW)
    return actor, brand


def key_of(brand: Brand, who: str) -> str:
    secret = imports.context_of(brand, strategies.in_force(brand), Choices(), now=NOW).contact_secret
    return hashed(who, secret or b"")


def everything(home: Path) -> bytes:
    """All bytes below the data home, packed ones unpacked, and all the store holds."""
    files = [path for path in home.rglob("*") if path.is_file()]
    packed = [zipfile.ZipFile(path) for path in files if zipfile.is_zipfile(path)]
    members = [each.read(name) for each in packed for name in each.namelist()]
    return b"".join([*(path.read_bytes() for path in files), *members, stored().encode()])


def rows(brand: Brand, name: str, column: str) -> list[Any]:
    return sorted(facts.lake(brand).rows(name).collect()[column].to_list(), key=str)


# -- a person in the facts


def test_a_person_is_erased_from_facts_and_files_and_nobody_else_is(with_leads, home):
    actor, brand = with_leads
    version = facts.lake(brand).version()
    erased = erasure.erase_person(actor, brand, " Lone@Example.org ", now=NOW)
    assert (dict(erased.rows), erased.originals) == ({"lead": 1}, ("leads.csv",))
    assert rows(brand, "lead", "contact_key") == [key_of(brand, KARL)] * 2
    assert len(facts.lake(brand).rows("lead", version=version).collect()) == 2
    assert len(facts.archive(brand).originals()) == 2
    left = everything(home).lower()
    for trace in (LONE, "lone lund", key_of(brand, LONE)):
        assert trace.encode() not in left
    assert KARL.encode() in left


def test_what_stays_of_an_erasure_is_that_it_happened(with_leads):
    actor, brand = with_leads
    erasure.erase_person(actor, brand, LONE, now=NOW)
    (event,) = erasure.erasures(actor)
    assert (event.action, event.by, event.brand, event.subject) == ("erase.person", actor.person, brand, "")
    assert event.after == {"lead": 1, "originals": 1, "waiting": 0, "backups": 0}


def test_the_receipt_says_that_its_original_is_gone_and_keeps_its_counts(with_leads):
    actor, brand = with_leads
    erasure.erase_person(actor, brand, LONE, now=NOW)
    receipt = ImportRecord.objects.get(file="leads.csv").receipt
    assert receipt["rows_kept"] == 2
    assert [each["code"] for each in receipt["warnings"]][-1] == "original_erased"
    assert "original_erased" not in str(ImportRecord.objects.get(file="later.csv").receipt)


def test_looking_first_tells_the_same_and_changes_nothing(with_leads, home):
    actor, brand = with_leads
    before = everything(home)
    told = erasure.about_person(actor, brand, LONE, now=NOW)
    assert everything(home) == before
    assert told == erasure.erase_person(actor, brand, LONE, now=NOW)


def test_erasing_again_finds_nothing_and_is_not_recorded(with_leads):
    actor, brand = with_leads
    erasure.erase_person(actor, brand, LONE, now=NOW)
    assert not erasure.erase_person(actor, brand, LONE, now=NOW).is_known
    assert erasure.erasures(actor).count() == 1


def test_the_same_file_does_not_bring_the_person_back(with_leads, tmp_path, home):
    actor, brand = with_leads
    erasure.erase_person(actor, brand, LONE, now=NOW)
    (receipt,) = imports.import_file(actor, brand, tmp_path / "leads.csv", now=NOW)
    assert receipt.status is Status.ALREADY_IMPORTED
    assert LONE.encode() not in everything(home)


def test_a_lead_can_be_named_by_its_number(with_leads, home):
    actor, brand = with_leads
    erased = erasure.erase_person(actor, brand, "502", now=NOW)
    assert (dict(erased.rows), erased.originals) == ({"lead": 2}, ("later.csv", "leads.csv"))
    assert rows(brand, "lead", "contact_key") == [key_of(brand, LONE)]
    assert KARL.encode() not in everything(home)


def test_a_number_that_two_leads_have_is_asked_about(with_leads):
    actor, brand = with_leads
    lake = facts.lake(brand)
    held = lake.rows("lead").collect().to_arrow().slice(0, 1).drop_columns(["entry_id", "contact_key"])
    lake.append({"lead": held.append_column("entry_id", [["lead:502"]])}, import_id="table")
    with pytest.raises(BadInput, match="lead:502, hubspot:502"):
        erasure.about_person(actor, brand, "502", now=NOW)
    assert erasure.about_person(actor, brand, "hubspot:501", now=NOW).rows == {"lead": 1}


def test_a_file_that_names_the_person_in_a_row_that_was_left_out_goes_too(cycles, tmp_path, home):
    actor, brand = cycles
    take(
        actor,
        brand,
        leads(
            tmp_path,
            ("501", "", KARL, "2026-11-02 09:12", "lead"),
            ("502", "", LONE.upper(), "2029-01-01 09:12", "lead"),
        ),
    )
    erased = erasure.erase_person(actor, brand, LONE, now=NOW)
    assert (erased.rows, erased.originals) == ({}, ("leads.csv",))
    assert LONE.encode() not in everything(home).lower()


def test_the_name_of_a_file_and_a_session_forget_the_person_too(cycles, tmp_path, home):
    actor, brand = cycles
    take(actor, brand, leads(tmp_path, ("501", "", LONE, "2026-11-02 09:12", "lead"), name=f"{LONE}.csv"))
    session = SessionStore()
    session.update({"_auth_user_id": "1", "theme": "dark", "receipts": {brand.slug: [{"file": f"{LONE}.csv"}]}})
    session.save()
    told = erasure.erase_person(actor, brand, LONE, now=NOW)
    assert told.originals == ("(erased).csv",)
    assert ImportRecord.objects.get().file == "(erased).csv"
    assert AuditEvent.objects.filter(action="import").get().subject == "(erased).csv"
    assert SessionStore(session.session_key).load() == {"_auth_user_id": "1", "theme": "dark"}
    assert LONE.encode() not in everything(home)


def test_what_waits_and_what_was_left_unfinished_goes_and_copies_of_the_store_that_name_them(
    with_leads, tmp_path, home
):
    actor, brand = with_leads
    mappings.keep_aside(brand, tmp_path / "leads.csv", sha256="a" * 64, now=NOW)
    (facts.archive(brand).root / ".unfinished-x").write_text(LONE)
    (home / "backups").mkdir()
    (home / "backups" / "vaekst-1.sqlite3").write_text(f"SQLite format 3\0…{LONE}…")
    (home / "backups" / "vaekst-2.sqlite3").write_text("SQLite format 3\0")
    (home / "pulls" / str(brand.uuid)).mkdir(parents=True)
    (home / "pulls" / str(brand.uuid) / "1.jsonl").write_text(f'{{"said": "{LONE}"}}')
    erased = erasure.erase_person(actor, brand, LONE, now=NOW)
    assert (erased.waiting, erased.backups) == (2, 1)
    assert [path.name for path in (home / "backups").iterdir()] == ["vaekst-2.sqlite3"]
    assert LONE.encode() not in everything(home)


def test_a_mistaken_erasure_names_nobody(cycles):
    actor, brand = cycles
    with pytest.raises(BadInput, match="Name who"):
        erasure.erase_person(actor, brand, "  ", now=NOW)
    assert not erasure.erase_person(actor, brand, "nobody@example.org", now=NOW).is_known


def test_an_erasure_that_fails_can_be_done_again(with_leads, monkeypatch, home):
    actor, brand = with_leads

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as broken:
        broken.setattr("vaekst.lake.place.Folder.replace", fail)
        with pytest.raises(Trouble):
            erasure.erase_person(actor, brand, LONE, now=NOW)
    assert not erasure.erasures(actor)
    assert erasure.erase_person(actor, brand, LONE, now=NOW).is_known
    assert "original_erased" in str(ImportRecord.objects.get(file="leads.csv").receipt)
    assert key_of(brand, LONE).encode() not in everything(home)


@pytest.mark.parametrize("role", [Role.EDITOR, Role.REVIEWER, Role.VIEWER])
def test_only_owners_erase(shop, role):
    member = builders.member(shop, builders.person(), role).person
    for erase in (
        lambda actor: erasure.erase_person(actor, shop, LONE, now=NOW),
        lambda actor: erasure.about_person(actor, shop, LONE, now=NOW),
        lambda actor: erasure.erase_brand(actor, shop, typed=shop.slug),
        lambda actor: erasure.about_brand(actor, shop),
    ):
        with pytest.raises(NotAllowed, match="owner"):
            erase(builders.actor(member))


# -- a brand


def test_of_a_brand_one_line_stays_that_names_nothing_of_it(with_leads, neighbour, home):
    actor, brand = with_leads
    other = Brand.objects.get(slug="bakery-next-door")
    baselines.freeze(actor, brand, now=NOW)
    decided = builders.decision(brand)
    builders.decision(brand, supersedes=decided)
    builders.closing(brand, version=builders.experiment(brand, number=2, why="It was Fjord Cykler's idea."))
    builders.tagging(brand)
    mappings.keep_aside(brand, home.parent / "leads.csv", sha256="a" * 64, now=NOW)
    (home / "pulls" / str(brand.uuid)).mkdir(parents=True)
    session = SessionStore()
    session.update({"brand": brand.slug, "undo": {"brand": brand.slug}, "theme": "dark"})
    session.save()
    told = erasure.about_brand(actor, brand)
    erased = erasure.erase_brand(actor, brand, typed=brand.slug)
    assert (erased.rows, erased.originals) == (told.rows, told.originals) == (15, 3)
    assert erased.records == told.records > 10
    left = everything(home).lower()
    for trace in (brand.slug, brand.name, str(brand.uuid), brand.uuid.hex, LONE, "fjord"):
        assert trace.lower().encode() not in left, trace
    assert not [path for path in home.rglob("*") if str(brand.uuid) in str(path)]
    assert SessionStore(session.session_key).load() == {"theme": "dark"}
    assert list(Brand.objects.all()) == [other]
    (event,) = AuditEvent.objects.filter(action="erase.brand")
    assert (event.brand, event.subject, event.by) == (None, "", actor.person)
    assert event.after == {"rows": 15, "originals": 3, "records": erased.records}


def test_a_brand_is_erased_only_when_its_short_name_was_typed(shop, owner):
    with pytest.raises(BadInput, match="fjord-cykler"):
        erasure.erase_brand(builders.actor(owner), shop, typed="fjord")
    assert Brand.objects.filter(pk=shop.pk).exists()


def test_a_brand_with_nothing_in_it_can_be_erased(shop, owner):
    assert erasure.erase_brand(builders.actor(owner), shop, typed="fjord-cykler").rows == 0
    assert erasure.erasures(people.at_the_keyboard()).count() == 1
    assert not erasure.erasures(builders.actor(owner))


# -- what is written once stays so


def test_a_member_named_in_an_experiment_is_erased_from_it_and_its_verdict_stays(shop, owner, colleague):
    named = f"Asked for by {colleague.email}."
    closing = builders.closing(shop, version=builders.experiment(shop, why=named), reason=named, by=colleague)
    erasure.erase_member(builders.actor(owner), colleague.email)
    assert colleague.email not in stored()
    closing = ExperimentClosing.objects.get(pk=closing.pk)
    assert (closing.outcome, closing.version.plan["bar"]) == ("passed", "+10 %")
    with pytest.raises(TypeError, match="never changed"):
        closing.save()


def test_after_an_erasure_rows_are_still_refused_what_they_were_refused_before(shop, owner, colleague):
    erasure.erase_member(builders.actor(owner), colleague.email)
    row = builders.decision(shop)
    with pytest.raises(TypeError, match="never deleted"):
        row.delete()
    with pytest.raises(TypeError, match="never deleted"):
        Decision.objects.all().delete()
    with pytest.raises(IntegrityError, match="never changed"), connection.cursor() as cursor:
        cursor.execute("UPDATE store_decision SET reason = 'another' WHERE id = %s", [row.pk])


@pytest.mark.django_db(transaction=True)
def test_nothing_deleted_stays_readable_in_the_file_of_the_store(tmp_path, home):
    owner = builders.person("freja")
    actor, brand = shop(owner)
    take(actor, brand, leads(tmp_path, ("501", "Lone Lund", LONE, "2026-11-02 09:12", "lead"), name=f"{LONE}.csv"))
    erasure.erase_person(actor, brand, LONE, now=NOW)
    with connection.cursor() as cursor:
        cursor.execute("SELECT sum(freelist_count) FROM pragma_freelist_count")
        assert cursor.fetchone() == (0,)
    assert LONE not in stored()


def test_a_store_in_use_is_told_with_the_cure(db):
    with pytest.raises(Trouble, match="vaekst erase finish"):
        erasing.wipe()  # inside a test's transaction


def test_visits_of_the_visitor_who_became_the_lead_go_with_it(
    with_leads: tuple[Actor, Brand], tmp_path: Path, home: Path
) -> None:
    actor, brand = with_leads
    visits, became = tmp_path / "visits.csv", tmp_path / "became.csv"
    at = "2026-11-02T08:00:00Z"
    visits.write_bytes(table(("user_id", "at", "utm_source"), ("cookie-1", at, "ig"), ("cookie-2", at, "ig")))
    became.write_bytes(
        table(("user_id", "at", "kind", "lead_id"), ("cookie-1", at, "lead", "501"), ("cookie-2", at, "lead", "502"))
    )
    take(actor, brand, visits)
    take(actor, brand, became)
    told = erasure.erase_person(actor, brand, LONE, now=NOW)
    assert told.rows == {"conversion": 1, "lead": 1, "touch": 1}
    assert rows(brand, "conversion", "external_id") == ["502"]
    assert len(rows(brand, "touch", "user_key")) == 1
    assert b"cookie-1" not in everything(home)
