"""Events of the brand's own website: from the door to the facts, once each, whatever happens on the way."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from tests.actions.bicycles import shop
from tests.store import builders

from vaekst.actions import collecting, facts, imports
from vaekst.actions.audit import Actor
from vaekst.actions.collecting import Asked, Told, accepting
from vaekst.actions.collecting.accepting import TooMany
from vaekst.actions.erasure import erase_brand, erase_person
from vaekst.core.errors import BadInput, Conflict, NotAllowed, UnknownName
from vaekst.lake import Spool
from vaekst.store.models import Brand, ImportRecord, Person, Role

NOW = datetime(2026, 10, 5, 8, tzinfo=UTC)
BROWSER = Asked(origin="https://shop.example", agent="Mozilla/5.0 Firefox/140.0", caller="192.0.2.1")
URL = "https://shop.example/offer?utm_source=instagram&utm_medium=social"


@pytest.fixture
def bikes(owner: Person, settings: Any, tmp_path: Path) -> tuple[Actor, Brand]:
    settings.VAEKST_HOME = tmp_path / "home"
    accepting.forget()
    return shop(owner)


@pytest.fixture
def key(bikes: tuple[Actor, Brand]) -> str:
    actor, brand = bikes
    return collecting.open_key(actor, brand, "Shop", origins=["https://shop.example/"], now=NOW).key


def send(key: str, *events: dict[str, Any], asked: Asked = BROWSER) -> int:
    return collecting.accept(collecting.site_of(key), list(events), asked, now=NOW)


def touch(id_: str = "t1", **fields: Any) -> dict[str, Any]:
    return {"id": id_, "consent": True, "visitor": "v1", "url": URL} | fields


def lead(id_: str = "c1", **fields: Any) -> dict[str, Any]:
    return {"id": id_, "type": "conversion", "consent": True, "visitor": "v1", "value": 500} | fields


def rows(brand: Brand, table: str) -> list[dict[str, Any]]:
    return list(facts.lake(brand).latest(table).collect().iter_rows(named=True))


def test_events_become_touches_and_conversions_of_the_same_visitor(bikes: tuple[Actor, Brand], key: str):
    _, brand = bikes
    assert send(key, touch(), lead()) == 2
    assert [receipt.rows_kept for receipt in collecting.drain(brand, now=NOW)] == [1, 1]
    (seen,), (won,) = rows(brand, "touch"), rows(brand, "conversion")
    assert (seen["utm_source"], seen["landing_page"], seen["consent"]) == ("instagram", "shop.example/offer", True)
    assert (won["kind"], won["value_minor"], won["value_currency"]) == ("lead", 500_00, "DKK")
    assert seen["user_key"] == won["user_key"]
    assert "v1" not in str(seen)


def test_an_address_meets_the_contact_of_a_lead(bikes: tuple[Actor, Brand], key: str, tmp_path: Path):
    actor, brand = bikes
    send(key, touch(visitor="Bo@example.org"))
    collecting.drain(brand, now=NOW)
    table = tmp_path / "leads.csv"
    table.write_text("lead_id,date,email\n1,2026-09-09,bo@example.org\n")
    list(imports.import_files(actor, brand, [table], now=NOW))
    assert rows(brand, "touch")[0]["user_key"] == rows(brand, "lead")[0]["contact_key"]


def test_without_consent_a_visit_is_counted_and_belongs_to_nobody(bikes: tuple[Actor, Brand], key: str):
    send(key, touch(consent=False))
    collecting.drain(bikes[1], now=NOW)
    (seen,) = rows(bikes[1], "touch")
    assert (seen["user_key"], seen["consent"]) == (None, False)


def test_an_event_sent_twice_counts_once_also_after_it_was_taken_in(bikes: tuple[Actor, Brand], key: str):
    _, brand = bikes
    send(key, touch(), touch(), lead())
    collecting.drain(brand, now=NOW)
    send(key, touch(), lead())
    collecting.drain(brand, now=NOW)
    assert (len(rows(brand, "touch")), len(rows(brand, "conversion"))) == (1, 1)


def test_a_drain_that_was_interrupted_is_finished_and_adds_nothing_twice(
    bikes: tuple[Actor, Brand], key: str, monkeypatch: pytest.MonkeyPatch
):
    _, brand = bikes
    send(key, touch(), lead())

    def dies(self: Path, missing_ok: bool = False) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Path, "unlink", dies)
        with pytest.raises(KeyboardInterrupt):
            collecting.drain(brand, now=NOW)
    collecting.drain(brand, now=NOW)
    assert (len(rows(brand, "touch")), len(rows(brand, "conversion"))) == (1, 1)
    assert ImportRecord.objects.filter(brand=brand).count() == 2
    assert Spool(facts.collected(brand)).take() == []


def test_programs_are_marked_and_win_nothing(bikes: tuple[Actor, Brand], key: str):
    robot = Asked(origin="https://shop.example", agent="Googlebot/2.1", caller="x")
    send(key, touch(), lead(), asked=robot)
    collecting.drain(bikes[1], now=NOW)
    assert [row["is_bot"] for row in rows(bikes[1], "touch")] == [True]
    assert rows(bikes[1], "conversion") == []


def test_of_a_list_with_a_fault_nothing_is_kept(bikes: tuple[Actor, Brand], key: str):
    with pytest.raises(BadInput, match="consent"):
        send(key, touch(), touch("t2", consent=None))
    with pytest.raises(BadInput, match="1 to 50"):
        send(key)
    assert Spool(facts.collected(bikes[1])).take() == []


def test_pages_of_other_origins_are_refused_and_servers_are_not(key: str):
    with pytest.raises(NotAllowed, match="elsewhere"):
        send(key, touch(), asked=Asked("https://elsewhere.example", "Firefox", "x"))
    assert send(key, touch(), asked=Asked(None, None, "x")) == 1


def test_who_sends_too_fast_waits_and_others_do_not(key: str, settings: Any):
    settings.VAEKST_COLLECT_RATE = 2
    assert send(key, touch(), touch("t2")) == 2
    with pytest.raises(TooMany, match="More than 2"):
        send(key, touch("t3"))
    assert send(key, touch("t3"), asked=Asked("https://shop.example", "Firefox", "192.0.2.2")) == 1


def test_a_closed_key_opens_nothing(bikes: tuple[Actor, Brand], key: str):
    actor, brand = bikes
    collecting.close_key(actor, brand, "Shop", now=NOW)
    accepting.forget()
    with pytest.raises(UnknownName):
        send(key, touch())
    with pytest.raises(UnknownName):
        collecting.close_key(actor, brand, "Shop", now=NOW)


@pytest.mark.parametrize(
    "origin",
    [
        "shop.example",
        "https://shop.example/path",
        "ftp://shop.example",
        "https://[half",
        "*",
        "",
        "https://a b.example",
        "https://me@shop.example",
        "https://a..b",
    ],
)
def test_what_is_no_origin_opens_no_key(bikes: tuple[Actor, Brand], origin: str):
    with pytest.raises(BadInput, match="is no origin"):
        collecting.open_key(*bikes, "Other", origins=[origin], now=NOW)


def test_keys_have_names_and_are_opened_by_owners(bikes: tuple[Actor, Brand], key: str):
    actor, brand = bikes
    with pytest.raises(Conflict):
        collecting.open_key(actor, brand, " Shop ", origins=[], now=NOW)
    with pytest.raises(BadInput, match="needs a name"):
        collecting.open_key(actor, brand, " ", origins=[], now=NOW)
    with pytest.raises(BadInput, match="at most 20"):
        collecting.open_key(actor, brand, "Many", origins=[f"https://{n}.example" for n in range(21)], now=NOW)
    editor = builders.person()
    builders.member(brand, editor, Role.EDITOR)
    with pytest.raises(NotAllowed):
        collecting.open_key(builders.actor(editor), brand, "Mine", origins=[], now=NOW)
    assert [each.origins for each in collecting.open_keys(brand)] == [["https://shop.example"]]


def test_what_waits_is_erased_with_the_person_and_with_the_brand(bikes: tuple[Actor, Brand], key: str):
    actor, brand = bikes
    send(key, touch(visitor="bo@example.org"), touch("t2", visitor="someone else"))
    erase_person(actor, brand, "bo@example.org", now=NOW)
    assert [row["touch_id"] for row in rows(brand, "touch")] == ["t2"]
    send(key, touch("t3"))
    folder = facts.collected(brand)
    erase_brand(actor, brand, typed=brand.slug)
    assert not folder.exists()


def test_what_waits_holds_nobodys_name(bikes: tuple[Actor, Brand], key: str):
    send(key, touch(visitor="bo@example.org", url=URL + "&email=bo@example.org"), lead(external_id="bo@example.org"))
    (path,) = Spool(facts.collected(bikes[1])).take()
    assert b"bo@example" not in path.read_bytes()
    assert len(json.loads(path.read_bytes())) == 2


def test_nothing_waits_where_no_key_was_opened(bikes: tuple[Actor, Brand]):
    assert collecting.drain_all(now=NOW) == []
    assert collecting.drain(bikes[1], now=NOW) == []


def test_each_key_knows_how_much_came_by_it_and_what_waits(bikes: tuple[Actor, Brand], key: str):
    actor, brand = bikes
    other = collecting.open_key(actor, brand, "Till", origins=[], now=NOW).key
    send(key, touch("t1"), touch("t2"), lead())
    assert collecting.told_by_key(brand) == {key: Told(waiting_at=NOW)}
    collecting.drain(brand, now=NOW)
    send(other, lead("c9"), asked=Asked(None, None, "192.0.2.9"))
    assert collecting.told_by_key(brand) == {key: Told(2, 1, NOW), other: Told(waiting_at=NOW)}


def test_a_batch_that_is_taken_in_again_is_counted_once(
    bikes: tuple[Actor, Brand], key: str, monkeypatch: pytest.MonkeyPatch
):
    _, brand = bikes
    send(key, touch())
    remove = Path.unlink

    def refuse(path: Path, **options: bool) -> None:
        """Keeps the file of the spool itself."""
        if path.suffix == ".ready":
            raise OSError("somebody pulled the plug")
        remove(path, **options)

    with monkeypatch.context() as broken:
        broken.setattr(Path, "unlink", refuse)
        with pytest.raises(OSError, match="pulled the plug"):
            collecting.drain(brand, now=NOW)
    collecting.drain(brand, now=NOW)
    assert collecting.told_by_key(brand) == {key: Told(1, 0, NOW)}
    assert len(rows(brand, "touch")) == 1


def test_pages_a_key_takes_events_from_can_be_changed(bikes: tuple[Actor, Brand], key: str):
    actor, brand = bikes
    made = collecting.allow(actor, brand, "Shop", origins=["https://søren.example", "https://SHOP.example:443"])
    assert made.origins == ["https://shop.example", "https://xn--sren-gra.example"]
    (trace,) = brand.events.filter(action="collect.allow")
    assert trace.before == {"origins": ["https://shop.example"]}
    with pytest.raises(UnknownName, match="Shop"):
        collecting.allow(actor, brand, "Shoq", origins=[])
