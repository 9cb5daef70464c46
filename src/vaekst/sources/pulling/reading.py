"""From the answers of a pull to facts and a receipt, by the same ledger files go through."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from vaekst.core.sentence import N_, Sentence
from vaekst.sources.contract import Context, Document, Reading, Recognition, Upload
from vaekst.sources.ledger import Ledger, Row, totals
from vaekst.sources.pulling.contract import Pulled

KIND = "api"


def ledger_of(pulled: Pulled, upload: Upload, context: Context) -> Ledger:
    """An empty ledger for the pull's document."""
    document = Document(name=upload.name, sha256=upload.sha256, size=upload.size, blocks=())
    return Ledger(document, Recognition(source=pulled.service, kind=KIND, known_headers=0), context)


def reading_of(
    pulled: Pulled,
    ledger: Ledger,
    rows: Mapping[str, Sequence[Row]],
    *,
    platform: str,
    timezone: str,
    days: Iterable[date | None] = (),
    summed: str = "post_snapshot",
) -> Reading:
    """The rows as facts of the pull's channel (the platform's only one, where none was named), with the receipt.

    Figures the platform did not give stand on it as warnings. Its totals are those of the table `summed`: posts and
    days tell of the same likes.
    """
    channel = pulled.channel or ledger.context.channel or platform
    for place, row in enumerate((row for table in rows.values() for row in table), start=1):
        row |= {"channel": channel, "source_row": place}
    reading = ledger.reading(
        rows,
        observed_at=max((answer.at for answer in pulled.answers), default=pulled.started_at),
        channel=channel,
        platform=platform,
        timezone=timezone,
        days=days,
    )
    counted = totals({summed: reading.batch[summed]} if summed in reading.batch else {})
    return described(replace(reading, receipt=replace(reading.receipt, totals=counted)), pulled, ledger)


def described(reading: Reading, pulled: Pulled, ledger: Ledger) -> Reading:
    """The reading with the document and the figures that could not be had written on its receipt."""
    warnings = (*reading.receipt.warnings, *_missing(pulled))
    receipt = replace(reading.receipt, sha256=ledger.document.sha256, encoding="utf-8", warnings=warnings)
    return replace(reading, receipt=receipt)


def _missing(pulled: Pulled) -> Iterable[Sentence]:
    """One sentence per reason, naming the figures it kept away."""
    reasons: dict[str, list[str]] = {}
    for error in pulled.errors:
        reasons.setdefault(error.said.english(), []).append(error.metric)
    for reason, metrics in reasons.items():
        yield Sentence(
            "metrics_missing",
            N_("Not pulled: {metrics:words}. {reason}"),
            metrics=", ".join(dict.fromkeys(metrics)),
            reason=reason,
        )
