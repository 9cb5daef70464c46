"""The answers of a pull as one JSON document, which is the original that is kept: written, and read again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from typing import Any

from vaekst.core.errors import BadFile
from vaekst.core.sentence import N_, Sentence
from vaekst.sources.contract import Upload
from vaekst.sources.pulling.contract import Account, Answer, MetricError, Pulled, Span

VERSION = 1
BEGINS = b'{\n "vaekst_pull":'
"""What every document of a pull begins with."""


def pulled_of(
    lines: Iterable[Mapping[str, Any]],
    *,
    service: str,
    account: Account,
    server: str,
    channel: str | None,
    span: Span,
    started_at: datetime,
) -> Pulled:
    """The lines of a journal as one value."""
    held = list(lines)
    return Pulled(
        service=service,
        account=account,
        server=server,
        channel=channel,
        span=span,
        started_at=started_at,
        answers=tuple(
            Answer(line["ask"], line["with"], datetime.fromisoformat(line["at"]), line["body"])
            for line in held
            if "body" in line
        ),
        errors=tuple(
            MetricError(line["metric"], Sentence.from_json(line["said"]), datetime.fromisoformat(line["at"]))
            for line in held
            if "metric" in line
        ),
    )


def write_document(pulled: Pulled, path: Path) -> Upload:
    """The pull written to the path. The same answers always give the same bytes."""
    stored = {
        "vaekst_pull": VERSION,
        "service": pulled.service,
        "account": asdict(pulled.account),
        "server": pulled.server,
        "channel": pulled.channel,
        "span": {name: day.isoformat() for name, day in asdict(pulled.span).items()},
        "started_at": pulled.started_at.isoformat(),
        "answers": [
            {"ask": each.ask, "with": dict(each.given), "at": each.at.isoformat(), "body": each.body}
            for each in pulled.answers
        ],
        "errors": [
            {"metric": each.metric, "said": each.said.to_json(), "at": each.at.isoformat()} for each in pulled.errors
        ],
    }
    content = json.dumps(stored, ensure_ascii=False, indent=1).encode()
    path.write_bytes(content)
    who = pulled.account.handle or pulled.account.name or pulled.account.id
    name = f"{pulled.service} {who} {pulled.started_at:%Y-%m-%d %H.%M}.json"
    return Upload(name=name, path=path, sha256=hashlib.sha256(content).hexdigest(), size=len(content))


def read_document(path: Path) -> Pulled:
    """The pull that was written. Raises BadFile for a file that is none, or one of a newer Vaekst."""
    try:
        stored = json.loads(path.read_bytes())
        if stored["vaekst_pull"] != VERSION:
            raise BadFile(
                "newer_pull", N_("{file} was written by a newer Vaekst. Install that version."), file=path.name
            )
        return _restored(stored)
    except (ValueError, KeyError, TypeError) as error:
        raise BadFile("no_pull", N_("{file} does not hold the answers of a pull."), file=path.name) from error


def _restored(stored: Mapping[str, Any]) -> Pulled:
    return Pulled(
        service=stored["service"],
        account=Account(**stored["account"]),
        server=stored["server"],
        channel=stored["channel"],
        span=Span(**{name: date.fromisoformat(day) for name, day in stored["span"].items()}),
        started_at=datetime.fromisoformat(stored["started_at"]),
        answers=tuple(
            Answer(each["ask"], each["with"], datetime.fromisoformat(each["at"]), each["body"])
            for each in stored["answers"]
        ),
        errors=tuple(
            MetricError(each["metric"], Sentence.from_json(each["said"]), datetime.fromisoformat(each["at"]))
            for each in stored["errors"]
        ),
    )
