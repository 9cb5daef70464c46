"""Receipts as they are shown: in the list, and in full."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vaekst.core.money import Money
from vaekst.core.period import Period
from vaekst.core.receipt import ControlTotal, Receipt
from vaekst.present import numbers
from vaekst.sources.ledger import REASONS
from vaekst.store.models import ImportRecord
from vaekst.web.shell.names import counter_name, kind_name, language_name, platform_name
from vaekst.web.shell.parts import Pair, Pill
from vaekst.web.shell.words import days, moment, number, pill, reader, say


@dataclass(frozen=True, slots=True)
class ReceiptLine:
    """One receipt in the list of all."""

    file: str
    url: str
    what: str
    period: str
    rows: str
    status: Pill
    warnings: int
    when: str
    who: str


@dataclass(frozen=True, slots=True)
class ReceiptCard:
    """A receipt just handed out."""

    file: str
    url: str
    status: Pill
    words: str
    refusal: str
    warnings: tuple[str, ...]
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Total:
    """A metric's sum over the rows beside the total the file itself states."""

    name: str
    summed: str | None
    stated: str | None
    check: Pill | None


@dataclass(frozen=True, slots=True)
class ReceiptPage:
    """A receipt in full. Shares are percent of the rows read."""

    file: str
    what: str
    status: Pill
    refusal: str
    warnings: tuple[str, ...]
    remarks: tuple[str, ...]
    restated: tuple[str, ...]
    read: int
    kept: int
    kept_share: float
    dropped_share: float
    dropped: tuple[Pair, ...]
    totals: tuple[Total, ...]
    facts: tuple[Pair, ...]


def receipt_line(record: ImportRecord) -> ReceiptLine:
    receipt = Receipt.from_json(record.receipt)
    return ReceiptLine(
        file=record.file,
        url=reverse("imports:receipt", args=[record.brand.slug, record.import_id]),
        what=_what(receipt),
        period=_period(receipt),
        rows=number(receipt.rows_kept),
        status=pill(receipt.status),
        warnings=len(receipt.cautions),
        when=moment(record.recorded_at),
        who=str(record.by),
    )


def receipt_card(receipt: Receipt, *, slug: str) -> ReceiptCard:
    return ReceiptCard(
        file=receipt.file,
        url=reverse("imports:receipt", args=[slug, receipt.import_id]) if receipt.import_id else "",
        status=pill(receipt.status),
        words=" · ".join(word for word in (_what(receipt), _period(receipt), _rows(receipt)) if word),
        refusal=say(receipt.refusal) if receipt.refusal else "",
        warnings=tuple(say(warning) for warning in receipt.cautions),
        remarks=tuple(say(remark) for remark in receipt.remarks),
    )


def receipt_page(record: ImportRecord, *, currency: str) -> ReceiptPage:
    receipt = Receipt.from_json(record.receipt)
    dropped = sum(receipt.rows_dropped.values())
    return ReceiptPage(
        file=record.file,
        what=_what(receipt),
        status=pill(receipt.status),
        refusal=say(receipt.refusal) if receipt.refusal else "",
        warnings=tuple(say(warning) for warning in receipt.cautions),
        remarks=tuple(say(remark) for remark in receipt.remarks),
        restated=tuple(say(each.sentence) for each in receipt.restated),
        read=receipt.rows_read,
        kept=receipt.rows_kept,
        kept_share=_share(receipt.rows_kept, receipt.rows_read),
        dropped_share=_share(dropped, receipt.rows_read),
        dropped=tuple(Pair(_(REASONS.get(code, code)), number(rows)) for code, rows in receipt.rows_dropped.items()),
        totals=_totals(receipt, currency),
        facts=tuple(_facts(record, receipt)),
    )


def _share(part: int, whole: int) -> float:
    return round(100 * part / whole, 2) if whole else 0.0


def _what(receipt: Receipt) -> str:
    words = (receipt.platform and platform_name(receipt.platform), receipt.kind and kind_name(receipt.kind))
    return " · ".join(word for word in words if word)


def _period(receipt: Receipt) -> str:
    if receipt.first_date is None or receipt.last_date is None:
        return ""
    return days(Period(receipt.first_date, receipt.last_date))


def _rows(receipt: Receipt) -> str:
    template = ngettext("%(kept)s of %(read)s row kept", "%(kept)s of %(read)s rows kept", receipt.rows_read)
    return template % {"kept": number(receipt.rows_kept), "read": number(receipt.rows_read)}


def _totals(receipt: Receipt, currency: str) -> tuple[Total, ...]:
    stated = {control.metric: control for control in receipt.control_totals}
    return tuple(
        Total(
            name=counter_name(metric.partition(" ")[0]),
            summed=_amount(metric, receipt.totals.get(metric), receipt.currency or currency),
            stated=_amount(metric, stated[metric].stated if metric in stated else None, receipt.currency or currency),
            check=_check(stated.get(metric)),
        )
        for metric in dict.fromkeys((*receipt.totals, *stated))
    )


def _amount(metric: str, value: float | None, currency: str) -> str | None:
    """The figure as people read it; money in several currencies names each beside the metric."""
    if value is None:
        return None
    counted, _space, named = metric.partition(" ")
    if counted.endswith("_minor"):
        return numbers.money(Money(round(value), named or currency), reader())
    return numbers.duration(value, reader()) if metric.endswith("_s") else number(value)


def _check(control: ControlTotal | None) -> Pill | None:
    if control is None or control.agrees is None:
        return None
    return Pill("good", "check", _("agrees")) if control.agrees else Pill("warn", "alert", _("differs"))


def _facts(record: ImportRecord, receipt: Receipt) -> list[Pair]:
    zone = receipt.timezone or _("not stated")
    facts = [
        (_("Channel"), receipt.channel),
        (_("Period"), _period(receipt)),
        (_("Shown by the platform"), moment(receipt.observed_at) if receipt.observed_at else None),
        (_("Days counted in"), zone),
        (_("Language of the headers"), language_name(receipt.language)),
        (_("Columns read as in"), receipt.columns_by),
        (_("Encoding"), receipt.encoding),
        (_("Separator"), {"\t": _("tab"), ",": _("comma"), ";": _("semicolon")}.get(receipt.delimiter or "", receipt.delimiter)),
        (_("Imported"), f"{moment(record.recorded_at)}, {record.by}"),
        (_("Content (SHA-256)"), record.sha256[:16]),
        (_("Facts stand in"), record.lake_version),
    ]  # fmt: skip
    return [Pair(name, value) for name, value in facts if value]
