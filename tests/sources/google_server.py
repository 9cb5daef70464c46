"""Google as its own descriptions say it answers: every question and every answer is checked against them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from httplib2 import Response

REFRESH_TOKEN = "1//0gJk3nRtPqW8zCgYIARAAGBASNwF-L9Ir8m3"
PERSON = json.dumps(
    {
        "type": "authorized_user",
        "client_id": "40740-fjord.apps.googleusercontent.com",
        "client_secret": "GOCSPX-3nRtPqW8zCgYIARAA",
        "refresh_token": REFRESH_TOKEN,
    }
)
DOCUMENTS = ("youtube.v3", "youtubeAnalytics.v2", "analyticsdata.v1beta")
TOKENS = "https://oauth2.googleapis.com/token"


@dataclass(frozen=True)
class Question:
    """A question that is as its description wants it."""

    method: str  # such as youtube.videos.list
    given: Mapping[str, str]
    body: Any


@dataclass(frozen=True)
class Refusal:
    """An error as Google words it."""

    status: int
    message: str
    reason: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)


Answering = Callable[[Question], Any]


@dataclass
class Google:
    """Stands in for what carries questions to Google."""

    answer: Answering
    asked: list[Question] = field(default_factory=list)
    tokens: Refusal | None = None

    def request(
        self, uri: str, method: str = "GET", body: Any = None, headers: Any = None, **_options: Any
    ) -> tuple[Response, bytes]:
        if uri == TOKENS:
            return self._token(body)
        assert headers["authorization"] == "Bearer ya29.fresh"
        if override := headers.get("x-http-method-override"):  # the client's own way with long addresses
            uri, method, body = f"{uri}?{body}", override, None
        question, description, schemas = asked_of(uri, method, body)
        self.asked.append(question)
        said = self.answer(question)
        if isinstance(said, Refusal):
            error = {
                "code": said.status,
                "message": said.message,
                "errors": [{"message": said.message, "domain": "global", "reason": said.reason}],
            }
            return _response(said.status, {"error": error}, said.headers)
        conforms(said, {"$ref": description["response"]["$ref"]}, schemas, question.method)
        return _response(200, said, {})

    def close(self) -> None:
        """Nothing is open."""

    def of(self, method: str) -> list[Question]:
        return [each for each in self.asked if each.method == method]

    def _token(self, body: Any) -> tuple[Response, bytes]:
        sent = {
            name: values[0] for name, values in parse_qs(body.decode() if isinstance(body, bytes) else body).items()
        }
        assert sent.get("refresh_token") == REFRESH_TOKEN or "assertion" in sent
        if self.tokens:
            return _response(
                self.tokens.status, {"error": self.tokens.reason, "error_description": self.tokens.message}, {}
            )
        return _response(200, {"access_token": "ya29.fresh", "expires_in": 3599, "token_type": "Bearer"}, {})


def _response(status: int, body: Any, headers: Mapping[str, str]) -> tuple[Response, bytes]:
    stated = {"date": "Tue, 24 Nov 2026 09:30:00 GMT", "content-type": "application/json; charset=UTF-8", **headers}
    return Response({"status": str(status), **stated}), json.dumps(body).encode()


@cache
def document(name: str) -> dict[str, Any]:
    found = files("googleapiclient.discovery_cache").joinpath("documents").joinpath(f"{name}.json")
    return json.loads(found.read_text("utf-8"))


def methods(resources: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for resource in resources.values():
        yield from resource.get("methods", {}).values()
        yield from methods(resource.get("resources", {}))


def asked_of(uri: str, verb: str, body: Any) -> tuple[Question, dict[str, Any], dict[str, Any]]:
    """The question at the address, checked against its description."""
    parts = urlsplit(uri)
    for name in DOCUMENTS:
        described = document(name)
        root = described["rootUrl"] + described["servicePath"]
        if not uri.startswith(root):
            continue
        rest = f"{parts.scheme}://{parts.netloc}{parts.path}".removeprefix(root)
        for method in methods(described["resources"]):
            path = re.sub(r"\\\{(\w+)\\\}", _place, re.escape(method.get("flatPath", method["path"])))
            if method["httpMethod"] == verb and (found := re.fullmatch(path, unquote(rest))):
                given = {key: values[0] for key, values in parse_qs(parts.query).items() if key != "alt"}
                checked(given, method, found.groupdict())
                sent = json.loads(body) if body else None
                if sent is not None:
                    conforms(sent, method["request"], described["schemas"], method["id"])
                return Question(method["id"], given, sent), method, described["schemas"]
    raise AssertionError(f"Google has nothing at {verb} {uri}")


def _place(found: re.Match[str]) -> str:
    return f"(?P<{found[1]}>[^/]+)"


def checked(given: Mapping[str, str], method: Mapping[str, Any], in_path: Mapping[str, str]) -> None:
    """Only what the method knows is given, and all that it needs."""
    known = {name: each for name, each in method.get("parameters", {}).items() if each["location"] == "query"}
    assert not given.keys() - known.keys(), given
    needed = {name for name, each in known.items() if each.get("required")}
    assert needed <= given.keys(), (method["id"], needed)
    for name, value in given.items():
        if known[name]["type"] == "integer":
            assert int(known[name].get("minimum", 0)) <= int(value) <= int(known[name].get("maximum", 10**9)), name


def conforms(value: Any, schema: Mapping[str, Any], schemas: Mapping[str, Any], place: str) -> None:
    """The value has only the fields, and the kinds of values, that the schema knows."""
    if "$ref" in schema:
        schema = schemas[schema["$ref"]]
    kind = schema.get("type")
    if kind == "object" and "properties" in schema:
        assert isinstance(value, dict), place
        for name, held in value.items():
            assert name in schema["properties"], f"{place}.{name}"
            conforms(held, schema["properties"][name], schemas, f"{place}.{name}")
    elif kind == "array":
        assert isinstance(value, list), place
        for held in value:
            conforms(held, schema["items"], schemas, f"{place}[]")
    elif kind == "string":
        assert isinstance(value, str), place
        assert "enum" not in schema or value in schema["enum"], f"{place}: {value}"
    elif kind in ("integer", "number", "boolean"):
        assert isinstance(value, {"integer": int, "number": (int, float), "boolean": bool}[kind]), place
