"""Consent is given in a browser and caught on this machine."""

from __future__ import annotations

import json
from collections.abc import Iterator
from threading import Thread
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from tests.sources.servers import Asked, Says, Server, serving

from vaekst.core.errors import BadInput
from vaekst.sources.pulling import google
from vaekst.sources.pulling.consent import AUTHORISE, consent

SCOPES = ("https://www.googleapis.com/auth/youtube.readonly",)
CLIENT = json.dumps(
    {
        "installed": {
            "client_id": "40740-fjord.apps.googleusercontent.com",
            "client_secret": "GOCSPX-3nRtPqW8z",
            "auth_uri": "https://evil.example/auth",
            "token_uri": "https://evil.example/token",
        }
    }
)


class Person:
    """Says yes in their browser, or something else."""

    def __init__(self, **said: str) -> None:
        self.said = said
        self.asked: dict[str, list[str]] = {}
        self.address = ""
        self.thread = Thread(target=self._answer)

    def __call__(self, url: str) -> None:
        self.address, self.asked = url, parse_qs(urlsplit(url).query)
        self.thread.start()

    def _answer(self) -> None:
        (back,), (state,) = self.asked["redirect_uri"], self.asked["state"]
        httpx.get(back, params={"state": state, **self.said}, trust_env=False)


@pytest.fixture
def tokens(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """Google's place for tokens."""

    def answer(asked: Asked) -> Says:
        sent = parse_qs(asked.body.decode())
        assert sent["code"] == ["4/0AVG"]
        assert "code_verifier" in sent
        scope = " ".join(SCOPES)
        token = {"access_token": "ya29.x", "refresh_token": "1//0g", "expires_in": 3599, "token_type": "Bearer"}
        return Says({**token, "scope": scope})

    monkeypatch.setenv("OAUTHLIB_INSECURE_TRANSPORT", "1")
    with serving(answer) as server:
        monkeypatch.setattr(google, "TOKENS", f"{server.url}/token")
        yield server


def test_a_yes_becomes_a_token_that_lasts(tokens: Server):
    person = Person(code="4/0AVG")
    given = json.loads(consent(CLIENT, scopes=SCOPES, show=person, patience=20))
    person.thread.join()
    assert given == {
        "type": "authorized_user",
        "client_id": "40740-fjord.apps.googleusercontent.com",
        "client_secret": "GOCSPX-3nRtPqW8z",
        "refresh_token": "1//0g",
    }
    assert person.address.startswith(f"{AUTHORISE}?")
    assert person.asked["access_type"] == ["offline"]
    assert person.asked["redirect_uri"][0].startswith("http://127.0.0.1:")
    assert person.asked["code_challenge_method"] == ["S256"]


def test_a_no_is_told(tokens: Server):
    person = Person(error="access_denied")
    with pytest.raises(BadInput, match="no consent"):
        consent(CLIENT, scopes=SCOPES, show=person, patience=20)
    person.thread.join()
    assert not tokens.asked


def test_an_answer_to_another_question_is_no_consent(tokens: Server):
    person = Person(code="4/0AVG", state="somebody else's")
    with pytest.raises(BadInput, match="no consent"):
        consent(CLIENT, scopes=SCOPES, show=person, patience=20)
    person.thread.join()
    assert not tokens.asked


def test_nobody_waits_for_ever(tokens: Server):
    with pytest.raises(BadInput, match="no consent"):
        consent(CLIENT, scopes=SCOPES, show=lambda _url: None, patience=0.05)


@pytest.mark.parametrize("client", ["", "{}", '{"web": {"client_id": "x"}}', '{"installed": {"client_id": "x"}}', "[]"])
def test_what_is_no_desktop_client_is_refused(client: str):
    with pytest.raises(BadInput, match="not the JSON of an OAuth client"):
        consent(client, scopes=SCOPES, show=lambda _url: None)
