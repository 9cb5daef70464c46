"""What every API agrees on: an access that proves who asks, a span of days, the answers, and how they are read.

Access, Span ──pull──▶ Wire (answers kept one by one) ──▶ Pulled ──read──▶ Reading
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from vaekst.core.sentence import Sentence
from vaekst.sources.contract import Context, Reading, Upload
from vaekst.sources.pulling.addresses import Reachable
from vaekst.sources.pulling.wire import Wire

_SHORTEST_SECRET = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """What is needed to ask: the secret, shown nowhere, and where to ask. `handle` is the name people sign in with."""

    server: str = ""
    handle: str = ""
    account: str = ""  # the platform's own id of the account, property or channel
    secret: Mapping[str, str] = field(default_factory=dict, repr=False)
    reachable: Reachable = field(default_factory=Reachable)

    @property
    def secrets(self) -> tuple[str, ...]:
        """Every value that must never be shown, those inside a JSON of credentials too."""
        found = list(self.secret.values())
        for value in self.secret.values():
            if value.startswith("{"):
                found += _texts(value)
        return tuple(found)


def _texts(document: str) -> list[str]:
    """The texts in a JSON document that are long enough to be secrets."""
    try:
        held = json.loads(document)
    except ValueError:
        return []
    return [value for value in held.values() if isinstance(value, str) and len(value) >= _SHORTEST_SECRET]


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """Whom the access belongs to, as the platform says."""

    id: str
    handle: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """What is asked for: figures of posts published from `posts_from` on, and of the days `first` to `last`."""

    posts_from: date
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Answer:
    """One question and what came back, with the moment it came."""

    ask: str
    given: Mapping[str, Any]
    at: datetime
    body: Any


@dataclass(frozen=True, slots=True)
class MetricError:
    """A figure the platform did not give, and why."""

    metric: str
    said: Sentence
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Pulled:
    """All answers of one pull, as they came, in the order they came."""

    service: str
    account: Account
    server: str
    channel: str | None
    span: Span
    started_at: datetime
    answers: tuple[Answer, ...]
    errors: tuple[MetricError, ...] = ()

    def of(self, ask: str) -> tuple[Answer, ...]:
        """The answers to one sort of question."""
        return tuple(answer for answer in self.answers if answer.ask == ask)


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """An API Vaekst pulls from. `platform` is that of its facts; `extra` installs its client library.

    `check` proves the access and tells whose it is; both it and `pull` raise Failure. `refresh_days` is how many days
    are pulled again each time, since the platform may still correct them.
    """

    name: str
    label: str
    platform: str
    extra: str
    has_channel: bool
    check: Callable[[Access], Account]
    pull: Callable[[Access, Account, Span, Wire], None]
    read: Callable[[Pulled, Upload, Context], Reading]
    zone: str = "UTC"  # of its days
    refresh_days: int = 7
