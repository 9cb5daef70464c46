"""Accounts are connected, pulled and let go; their figures are facts like any others."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from tests.actions import bicycles
from tests.sources.bluesky_server import PASSWORD, BlueskyServer, record
from tests.sources.mastodon_server import NOW, TOKEN, MastodonServer, status
from tests.sources.pulls import Clock, manners
from tests.sources.servers import Says, Server, serving
from tests.store import builders

from vaekst.actions import again, connections, facts, imports, pulls
from vaekst.actions.audit import Actor
from vaekst.core.errors import BadInput, Conflict, NotAllowed, UnknownName
from vaekst.core.receipt import Status
from vaekst.sources.pulling.documents import read_document
from vaekst.sources.pulling.failures import Failure
from vaekst.sources.pulling.wire import Manners
from vaekst.store.models import AuditEvent, Brand, Connection, ImportRecord, Person, Pull, PullState, Role

STATUSES = "/api/v1/accounts/42/statuses"


@dataclass
class Shop:
    """A brand with a home of its own and a Mastodon account on a server of ours."""

    actor: Actor
    brand: Brand
    social: MastodonServer
    server: Server
    clock: Clock = field(default_factory=Clock)

    def connect(self, **fields: Any) -> Connection:
        given = {"server": self.server.url, "secret": {"token": TOKEN}, "now": self.clock()} | fields
        return connections.connect(self.actor, self.brand, "mastodon", **given)

    def pull(self, held: Connection | None = None, **fields: Any) -> pulls.Outcome:
        return pulls.pull(
            self.actor, self.brand, held or connections.connections(self.brand)[0], self.manners(**fields)
        )

    def manners(self, **fields: Any) -> Manners:
        return manners(self.clock, **fields)

    def posts(self, as_of: datetime | None = None) -> dict[str, dict[str, Any]]:
        found = facts.lake(self.brand).latest("post_snapshot", as_of=as_of).collect().to_arrow().to_pylist()
        return {row["external_id"]: row for row in found}


@pytest.fixture
def shop(owner: Person, settings: Any, tmp_path: Path) -> Iterator[Shop]:
    settings.VAEKST_HOME = tmp_path / "home"
    settings.PRIVATE_SERVERS = ["127.0.0.1"]
    actor, brand = bicycles.shop(owner, slug="fjord-cykler")
    social = MastodonServer([status(number, days=100 - number, likes=number) for number in range(40, 100)])
    with serving(social) as server:
        yield Shop(actor, brand, social, server)


def test_a_pull_brings_facts_a_receipt_and_its_answers(shop: Shop):
    shop.connect()
    outcome = shop.pull()
    assert (outcome.pull.state, outcome.why, outcome.errors) == (PullState.DONE, None, [])
    assert outcome.receipt is not None
    assert outcome.receipt.rows_kept == 61
    record = ImportRecord.objects.get(brand=shop.brand)
    assert (record.import_id, record.platform, record.kind) == (outcome.pull.import_id, "mastodon", "api")
    kept = read_document(facts.archive(shop.brand).path(record.sha256))
    assert [answer.ask for answer in kept.answers] == ["account", "statuses", "statuses", "statuses"]
    newest = shop.posts()[status(99)["id"]]
    assert (newest["likes"], newest["import_id"]) == (99, record.import_id)


def test_the_next_pull_asks_only_for_posts_that_may_still_change(shop: Shop):
    shop.social.statuses = [status(number, days=400 - number) for number in range(400)]
    shop.connect()
    first = shop.pull()
    assert (first.pull.posts_from, first.pull.asked) == (date(2025, 10, 20), 12)
    shop.clock.now += timedelta(days=1)
    second = shop.pull()
    assert (second.pull.posts_from, second.pull.asked) == (date(2026, 9, 25), 3)
    assert second.pull.first == date(2026, 11, 18)


def test_a_later_pull_restates_and_as_of_still_knows_the_earlier(shop: Shop):
    shop.connect()
    shop.pull()
    shop.social.statuses[-1]["favourites_count"] = 500
    shop.clock.now += timedelta(days=1)
    shop.pull()
    assert shop.posts()[status(99)["id"]]["likes"] == 500
    assert shop.posts(as_of=NOW + timedelta(hours=1))[status(99)["id"]]["likes"] == 99


def test_a_pull_that_broke_off_goes_on_where_it_stopped(shop: Shop):
    shop.connect()
    shop.social.statuses = [status(number, days=200 - number) for number in range(200)]
    shop.social.hiccups[STATUSES] = []
    answers = iter(range(99))
    real = shop.social.__class__.__call__

    def breaks_on_the_third_page(asked: Any) -> Says:
        if asked.path == STATUSES and next(answers) >= 2:
            return Says({"error": "Down"}, 500)
        return real(shop.social, asked)

    with serving(breaks_on_the_third_page) as fragile:
        Connection.objects.update(server=fragile.url)
        stopped = shop.pull()
    assert (stopped.pull.state, stopped.why.code) == (PullState.STOPPED, "no_answer")
    assert not ImportRecord.objects.exists()

    Connection.objects.update(server=shop.server.url)
    shop.server.asked.clear()
    done = shop.pull()
    assert done.pull.pk == stopped.pull.pk
    assert done.pull.state == PullState.DONE
    assert shop.server.paths() == [STATUSES] * 4  # pages 3 to 6 of 200 posts and the empty end
    assert len(shop.posts()) == 200


def test_a_killed_pull_goes_on_too(shop: Shop, monkeypatch: pytest.MonkeyPatch):
    shop.connect()

    def killed(*_args: Any, **_options: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("vaekst.actions.imports.keep", killed)
        with pytest.raises(KeyboardInterrupt):
            shop.pull()
    asked = len(shop.server.asked)
    assert shop.pull().pull.state == PullState.DONE
    assert len(shop.server.asked) == asked
    assert Pull.objects.count() == 1


def test_what_was_pulled_twice_is_kept_once(shop: Shop, monkeypatch: pytest.MonkeyPatch):
    """A crash between the import and the note that the pull is done."""
    shop.connect()

    def killed(*_args: Any, **_options: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("vaekst.actions.pulls._finish", killed)
        with pytest.raises(KeyboardInterrupt):
            shop.pull()
    assert shop.pull().pull.state == PullState.DONE
    assert ImportRecord.objects.count() == 1
    assert facts.lake(shop.brand).rows("post_snapshot").collect().shape[0] == 60


def test_a_pull_that_stopped_long_ago_begins_anew(shop: Shop):
    shop.connect()
    shop.social.hiccups[STATUSES] = [Says({"error": "Down"}, 500)] * 5
    stopped = shop.pull()
    shop.clock.now += timedelta(hours=30)
    done = shop.pull()
    assert done.pull.pk != stopped.pull.pk
    assert done.pull.state == PullState.DONE


def test_a_limit_says_when_to_try_again_and_is_respected(shop: Shop):
    shop.connect()
    shop.social.hiccups[STATUSES] = [Says({"error": "Too many requests"}, 429, {"Retry-After": "900"})]
    stopped = shop.pull()
    assert (stopped.pull.state, stopped.why.code) == (PullState.STOPPED, "limit_reached")
    assert stopped.pull.not_before == NOW + timedelta(minutes=15)
    asked = len(shop.server.asked)
    assert shop.pull().why == stopped.why
    assert len(shop.server.asked) == asked
    shop.clock.now += timedelta(minutes=16)
    assert shop.pull().pull.state == PullState.DONE


def test_a_pull_with_little_time_goes_on_the_next_time(shop: Shop):
    shop.connect()
    first = shop.pull(until=NOW)
    assert (first.pull.state, first.why.code) == (PullState.STOPPED, "out_of_time")
    assert shop.pull().pull.state == PullState.DONE


def test_a_token_taken_back_is_said_and_a_new_one_goes_on(shop: Shop):
    shop.connect()
    shop.social.hiccups[STATUSES] = [Says({"error": "The access token was revoked"}, 401)]
    refused = shop.pull()
    assert refused.why.code == "access_denied"
    shop.connect()
    assert shop.pull().pull.state == PullState.DONE


def test_an_odd_answer_fails_in_words(shop: Shop):
    shop.connect()
    shop.social.hiccups[STATUSES] = [Says([{"id": "1"}])]
    failed = shop.pull()
    assert (failed.pull.state, failed.why.code) == (PullState.FAILED, "odd_answer")
    shop.social.hiccups[STATUSES] = [Says([status(1, account={}, content=None)])]
    failed = shop.pull()
    assert (failed.pull.state, failed.why.code) == (PullState.FAILED, "odd_pull")
    assert shop.pull().pull.state == PullState.DONE


def test_the_answers_of_a_pull_can_be_imported_like_a_file(shop: Shop, tmp_path: Path):
    shop.connect()
    pulled = shop.pull().receipt
    kept = facts.archive(shop.brand).path(ImportRecord.objects.get().sha256)
    (same,) = imports.import_file(shop.actor, shop.brand, kept, now=shop.clock())
    assert (same.status, same.import_id) == (Status.ALREADY_IMPORTED, pulled.import_id)
    elsewhere = builders.brand("elsewhere", owner=shop.actor.person)
    (moved,) = imports.import_file(shop.actor, elsewhere, kept, now=shop.clock())
    assert (moved.status, moved.rows_kept) == (Status.IMPORTED, 61)


def test_answers_are_read_again_in_another_zone(shop: Shop):
    shop.connect()
    shop.pull()
    record = ImportRecord.objects.get()
    anew = again.read_again(shop.actor, shop.brand, record.import_id, timezone="Pacific/Auckland", now=shop.clock())
    assert (anew.status, anew.timezone) == (Status.IMPORTED, "Pacific/Auckland")
    assert shop.posts()[status(99)["id"]]["published_date"] == date(2026, 11, 23)


def test_a_damaged_document_is_refused_in_words(shop: Shop, tmp_path: Path):
    shop.connect()
    shop.pull()
    kept = facts.archive(shop.brand).path(ImportRecord.objects.get().sha256).read_bytes()
    for number, (damaged, code) in enumerate(
        [
            (kept[:-40], "no_pull"),
            (kept.replace(b'"vaekst_pull": 1', b'"vaekst_pull": 9'), "newer_pull"),
            (kept.replace(b'"service": "mastodon"', b'"service": "friendica"'), "newer_pull"),
            (kept.replace(b'"created_at"', b'"made"'), "odd_pull"),
            (kept.replace(b'"span"', b'"spam"'), "no_pull"),
        ]
    ):
        path = tmp_path / f"{number}.json"
        path.write_bytes(damaged)
        (receipt,) = imports.import_file(shop.actor, shop.brand, path, now=shop.clock())
        assert receipt.refusal.code == code


def test_one_account_is_pulled_once_at_a_time(shop: Shop):
    held = shop.connect()
    with pulls._alone(shop.brand, held), pytest.raises(Conflict):
        shop.pull()


def test_the_channel_is_the_one_that_was_named(shop: Shop):
    with pytest.raises(UnknownName):
        shop.connect(channel="instagram")
    with pytest.raises(UnknownName):
        shop.connect(channel="fediverse")


def test_only_what_was_named_is_pulled(shop: Shop):
    held = shop.connect()
    assert pulls.chosen(shop.brand, None) == pulls.chosen(shop.brand, "mastodon") == [held]
    with pytest.raises(UnknownName, match="mastodon"):
        pulls.chosen(shop.brand, "mastodont")


def test_a_secret_the_service_refuses_is_not_kept(shop: Shop):
    with pytest.raises(Failure, match="refused"):
        shop.connect(secret={"token": "wrong"})
    with pytest.raises(BadInput, match="needs a token"):
        shop.connect(secret={"token": " "})
    with pytest.raises(UnknownName):
        connections.connect(shop.actor, shop.brand, "mastodont", secret={"token": TOKEN}, now=NOW)
    assert not Connection.objects.exists()


def test_an_odd_server_is_not_connected(shop: Shop):
    with serving(lambda _asked: Says(["hello"])) as odd, pytest.raises(Failure, match="cannot use"):
        shop.connect(server=odd.url)


def test_a_server_that_repeats_the_password_is_not_repeated(shop: Shop):
    bluesky = BlueskyServer([record(1)])
    with serving(bluesky) as server:
        held = connections.connect(
            shop.actor,
            shop.brand,
            "bluesky",
            server=server.url,
            handle="@fjord.example",
            secret={"password": PASSWORD},
            now=NOW,
        )
        bluesky.hiccups["com.atproto.server.createSession"] = [
            Says({"error": "AuthenticationRequired", "message": f"{PASSWORD} is no longer valid"}, 401)
        ]
        outcome = shop.pull(held)
    assert held.handle == "fjord.example"
    assert "no longer valid" in outcome.why.english()
    assert PASSWORD not in outcome.why.english()


def test_an_account_connected_again_keeps_its_place(shop: Shop):
    assert shop.connect() == shop.connect()


def test_servers_inside_are_not_called(shop: Shop, settings: Any):
    settings.PRIVATE_SERVERS = []
    with pytest.raises(BadInput):
        shop.connect()
    assert not shop.server.asked


def test_a_disconnected_account_has_no_secret_and_keeps_its_facts(shop: Shop):
    held = shop.connect()
    shop.pull()
    gone = connections.disconnect(shop.actor, shop.brand, connections.short_id(held), now=NOW)
    assert (gone.secret, gone.disconnected_at) == ("", NOW)
    assert not connections.connections(shop.brand)
    assert len(shop.posts()) == 60
    with pytest.raises(UnknownName):
        connections.disconnect(shop.actor, shop.brand, connections.short_id(held), now=NOW)
    assert shop.connect() != held


def test_a_new_key_reseals_every_secret(shop: Shop):
    held = shop.connect()
    before = held.secret
    assert connections.renew_key(shop.actor, shop.brand) == 1
    held.refresh_from_db()
    assert held.secret != before
    assert shop.pull().pull.state == PullState.DONE


def test_owners_alone_handle_secrets_and_editors_pull(shop: Shop):
    held = shop.connect()
    for role, may_pull in ((Role.EDITOR, True), (Role.REVIEWER, False), (Role.VIEWER, False)):
        someone = builders.person()
        builders.member(shop.brand, someone, role)
        actor = builders.actor(someone)
        with pytest.raises(NotAllowed):
            connections.connect(actor, shop.brand, "mastodon", secret={"token": TOKEN}, now=NOW)
        with pytest.raises(NotAllowed):
            connections.disconnect(actor, shop.brand, connections.short_id(held), now=NOW)
        with pytest.raises(NotAllowed):
            connections.renew_key(actor, shop.brand)
        if may_pull:
            assert pulls.pull(actor, shop.brand, held, shop.manners()).pull.state == PullState.DONE
        else:
            with pytest.raises(NotAllowed):
                pulls.pull(actor, shop.brand, held, shop.manners())


def test_what_was_done_is_on_record(shop: Shop):
    held = shop.connect()
    shop.pull()
    connections.disconnect(shop.actor, shop.brand, connections.short_id(held), now=NOW)
    assert [event.action for event in AuditEvent.objects.filter(brand=shop.brand).order_by("id")][-4:] == [
        "connect",
        "import",
        "pull",
        "disconnect",
    ]


@pytest.mark.parametrize("trouble", [None, Says({"error": f"bad token {TOKEN}"}, 500), Says({"error": TOKEN}, 401)])
def test_the_token_is_in_no_file_no_row_and_no_log(
    shop: Shop,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    capsys: pytest.CaptureFixture[str],
    trouble: Says | None,
):
    caplog.set_level(logging.DEBUG)
    shop.connect()
    if trouble:
        shop.social.hiccups[STATUSES] = [trouble] * 5
    outcome = shop.pull()
    call_command("dumpdata", "store", output=str(tmp_path / "home" / "rows.json"))
    told = json.dumps([pull.why for pull in Pull.objects.all()]) + repr(outcome) + "".join(capsys.readouterr())
    files = [path for path in (tmp_path / "home").rglob("*") if path.is_file()]
    assert any(path.name == "rows.json" for path in files)
    assert not [path for path in files if TOKEN.encode() in path.read_bytes()]
    assert TOKEN not in told + caplog.text
