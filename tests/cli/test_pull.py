"""`vaekst connect` and `vaekst pull`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.cli.terminal import answer, vaekst
from tests.sources.bluesky_server import PASSWORD, BlueskyServer, record
from tests.sources.ga4_property import Property, service_account
from tests.sources.google_server import PERSON, REFRESH_TOKEN, Google
from tests.sources.mastodon_server import TOKEN, MastodonServer, status
from tests.sources.servers import Says, Server, serving
from tests.sources.youtube_channel import Channel, video
from tests.store import builders

from vaekst.store.models import Connection, Person


@pytest.fixture
def social(keyboard: Person, settings: Any, tmp_path: Any) -> MastodonServer:
    settings.VAEKST_HOME = tmp_path / "home"
    settings.PRIVATE_SERVERS = ["127.0.0.1"]
    builders.brand("fjord-cykler", owner=keyboard)
    return MastodonServer([status(number, days=1 + number) for number in range(5)])


@pytest.fixture
def server(social: MastodonServer) -> Iterator[Server]:
    with serving(social) as running:
        yield running


def test_the_token_comes_by_standard_input_and_is_never_shown(server: Server):
    result = vaekst("connect", "mastodon", server.url, typed=f"{TOKEN}\n")
    assert result.exit_code == 0, result.output
    assert "is connected" in result.output
    listed = answer("connect")
    assert [(each["service"], each["account"]) for each in listed] == [("mastodon", "42")]
    assert TOKEN not in result.output + str(listed) + vaekst("connect").output


def test_the_token_may_come_from_the_environment(server: Server):
    assert vaekst("connect", "mastodon", server.url, env={"VAEKST_SECRET": TOKEN}).exit_code == 0
    assert Connection.objects.count() == 1


def test_a_pull_tells_what_came(server: Server):
    vaekst("connect", "mastodon", server.url, typed=TOKEN)
    result = vaekst("pull")
    assert result.exit_code == 0, result.output
    assert "6 of 6 rows kept" in result.output
    (told,) = answer("pull", "mastodon")
    assert (told["state"], told["why"], told["receipt"]["rows_kept"]) == ("done", None, 6)


def test_what_cannot_be_pulled_exits_with_1_and_says_when_to_try_again(server: Server, social: MastodonServer):
    vaekst("connect", "mastodon", server.url, typed=TOKEN)
    social.hiccups["/api/v1/accounts/42/statuses"] = [Says({"error": "Too many"}, 429, {"Retry-After": "3600"})]
    result = vaekst("pull")
    assert result.exit_code == 1
    assert "try again at" in result.output
    again = vaekst("pull", "--json")
    assert again.exit_code == 1
    assert '"try_again_at": "20' in again.stdout


def test_a_wrong_token_is_told_and_nothing_is_kept(server: Server):
    result = vaekst("connect", "mastodon", server.url, typed="wrong")
    assert result.exit_code == 1
    assert "refused the access" in result.stderr
    assert not Connection.objects.exists()


def test_an_account_that_is_being_pulled_keeps_no_other_waiting(server: Server):
    from vaekst.actions import pulls

    vaekst("connect", "mastodon", server.url, typed=TOKEN)
    held = Connection.objects.get()
    with pulls._alone(held.brand, held):
        result = vaekst("pull")
    assert result.exit_code == 1
    assert "being pulled already" in result.stderr


def test_without_accounts_there_is_nothing_to_pull(social: MastodonServer):
    result = vaekst("pull")
    assert result.exit_code == 0
    assert "No account is connected yet" in result.stderr


def test_an_account_is_let_go_and_keys_are_renewed(server: Server):
    vaekst("connect", "mastodon", server.url, typed=TOKEN)
    assert "1." in vaekst("connect", "renew-key").output
    (held,) = answer("connect")
    assert vaekst("connect", "remove", held["id"]).exit_code == 0
    assert answer("connect") == []
    assert vaekst("connect", "remove", held["id"]).exit_code == 1


def test_every_service_is_connected_and_pulled_by_its_own_words(
    server: Server, social: MastodonServer, monkeypatch: pytest.MonkeyPatch
):
    google = Google(Channel([video(1)]))
    monkeypatch.setattr("vaekst.sources.pulling.google.transport", lambda: google)
    assert vaekst("connect", "youtube", typed=PERSON).exit_code == 0
    monkeypatch.setattr("vaekst.sources.pulling.google.transport", lambda: Google(Property()))
    assert vaekst("connect", "ga4", "123456789", typed=service_account()).exit_code == 0
    with serving(BlueskyServer([record(1)])) as bluesky:
        words = ("connect", "bluesky", "fjord.example", "--server", bluesky.url)
        assert vaekst(*words, typed=PASSWORD).exit_code == 0
        assert answer("pull", "bluesky")[0]["receipt"]["rows_kept"] == 2
    assert answer("pull", "ga4")[0]["receipt"]["rows_kept"] == 8
    monkeypatch.setattr("vaekst.sources.pulling.google.transport", lambda: google)
    told = answer("pull", "youtube")
    assert told[0]["receipt"]["platform"] == "youtube"
    assert REFRESH_TOKEN not in str(told) + vaekst("connect").output
    assert [each["service"] for each in answer("connect")] == ["bluesky", "ga4", "youtube"]


def test_a_youtube_channel_is_connected_by_a_yes_in_the_browser(
    social: MastodonServer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    monkeypatch.setattr("vaekst.sources.pulling.google.transport", lambda: Google(Channel()))
    shown: list[str] = []
    monkeypatch.setattr("webbrowser.open", shown.append)

    def agreed(client: str, *, scopes: tuple[str, ...], show: Callable[[str], None]) -> str:
        assert (client, len(scopes)) == ("the client", 2)
        show("https://accounts.example/yes")
        return PERSON

    monkeypatch.setattr("vaekst.sources.pulling.consent.consent", agreed)
    client = tmp_path / "client.json"
    client.write_text("the client")
    result = vaekst("connect", "youtube", "--client", str(client))
    assert result.exit_code == 0, result.output
    assert shown == ["https://accounts.example/yes"]
    assert Connection.objects.get().account.startswith("UC")
    assert vaekst("connect", "youtube", "--client", str(tmp_path / "none.json")).exit_code == 1
