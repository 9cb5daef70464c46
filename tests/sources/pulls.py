"""Pulling in tests: a clock that only moves when something sleeps, and a pull read straight into a reading."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from vaekst.sources import Context, Reading
from vaekst.sources.pulling.addresses import Reachable
from vaekst.sources.pulling.contract import Access, Account, Service, Span
from vaekst.sources.pulling.documents import pulled_of, read_document, write_document
from vaekst.sources.pulling.wire import Manners, Wire

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
LOOPBACK = Reachable(private=frozenset({"127.0.0.1", "localhost"}))


@dataclass
class Clock:
    """Time that passes only while somebody sleeps."""

    now: datetime = NOW
    slept: list[float] = field(default_factory=list)

    def __call__(self) -> datetime:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += timedelta(seconds=seconds)


def manners(clock: Clock | None = None, **fields: Any) -> Manners:
    clock = clock or Clock()
    return Manners(**{"clock": clock, "sleep": clock.sleep} | fields)


def span(**fields: date) -> Span:
    return Span(**{"posts_from": date(2026, 9, 1), "first": date(2026, 11, 17), "last": date(2026, 11, 24)} | fields)


def access(server: str = "", **fields: Any) -> Access:
    return Access(**{"server": server, "reachable": LOOPBACK} | fields)


def context(**fields: Any) -> Context:
    return Context(**{"now": NOW, "currency": "DKK", "zone": "Europe/Copenhagen"} | fields)


def pulled(
    tmp_path: Path,
    service: Service,
    asked: Access,
    *,
    clock: Clock | None = None,
    channel: str | None = None,
    during: Span | None = None,
) -> Reading:
    """What one pull of the service brings, read back from the document it becomes."""
    account = service.check(asked)
    wire = Wire(tmp_path / "pull.jsonl", manners(clock), secrets=asked.secrets)
    service.pull(asked, account, during or span(), wire)
    return read(tmp_path, service, wire, account, channel=channel, during=during, server=asked.server)


def read(
    tmp_path: Path,
    service: Service,
    wire: Wire,
    account: Account,
    *,
    channel: str | None = None,
    during: Span | None = None,
    server: str = "",
) -> Reading:
    """The answers of a wire, written as a document and read back."""
    found = pulled_of(
        wire.lines,
        service=service.name,
        account=account,
        server=server,
        channel=channel,
        span=during or span(),
        started_at=NOW,
    )
    upload = write_document(found, tmp_path / "pull.json")
    again = read_document(upload.path)
    assert again == found
    return service.read(again, upload, context())
