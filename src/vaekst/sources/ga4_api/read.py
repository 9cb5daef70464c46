"""Google Analytics' answers as facts: visits of a day, each report counting the same visits by itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from vaekst.core.money import Money
from vaekst.core.sentence import N_
from vaekst.sources.contract import Context, Reading, Upload
from vaekst.sources.ledger import Ledger
from vaekst.sources.pulling.contract import Pulled
from vaekst.sources.pulling.reading import described, ledger_of
from vaekst.sources.reading.numbers import Number
from vaekst.sources.web.visits import Visits, joined, reading_of

FIGURES: Mapping[str, str] = {
    "sessions": "sessions",
    "engagedSessions": "engaged_sessions",
    "activeUsers": "users",
    "newUsers": "new_users",
    "screenPageViews": "pageviews",
    "eventCount": "events",
    "keyEvents": "key_events",
    "userEngagementDuration": "engagement_s",
}
"""Metric of the API -> column of the fact."""

TOUCHES: Mapping[str, str] = {
    "sessionDefaultChannelGroup": "channel_group",
    "sessionSource": "source",
    "sessionMedium": "medium",
    "sessionCampaignName": "campaign",
}
_FRACTIONS = frozenset({"key_events", "engagement_s"})


def read(pulled: Pulled, upload: Upload, context: Context) -> Reading:
    """The visits of one pull, in the property's own zone and currency, which the API tells."""
    ledger = ledger_of(pulled, upload, context)
    told = [answer.body.get("metadata", {}) for answer in pulled.of("report")]
    zone = next((each["timeZone"] for each in told if each.get("timeZone")), None)
    currency = next((each["currencyCode"] for each in told if each.get("currencyCode")), context.currency)
    visits = joined(each for answer in pulled.of("report") for each in _visits(answer.given, answer.body, currency))
    visits = [replace(each, line=place) for place, each in enumerate(visits, start=1)]
    ledger.read += len(visits)
    _warn(told, ledger)
    reading = reading_of(
        visits,
        ledger,
        website=pulled.account.handle,
        platform="ga4",
        observed_at=max((answer.at for answer in pulled.answers), default=pulled.started_at),
        timezone=zone,
    )
    return described(reading, pulled, ledger)


def _visits(given: Mapping[str, Any], body: Mapping[str, Any], currency: str) -> list[Visits]:
    """The rows of one page as visits."""
    dimensions = [header["name"] for header in body.get("dimensionHeaders", ())]
    metrics = [header["name"] for header in body.get("metricHeaders", ())]
    found: list[Visits] = []
    for row in body.get("rows", ()):
        cut = dict(zip(dimensions, (cell["value"] for cell in row["dimensionValues"]), strict=True))
        figures = dict(zip(metrics, (cell["value"] for cell in row["metricValues"]), strict=True))
        day = _day(cut.pop("date"))
        found.append(
            Visits(
                report=given["report"],
                touch={TOUCHES[name]: value for name, value in cut.items()},
                first=day,
                last=day,
                figures={
                    FIGURES[name]: _number(FIGURES[name], value) for name, value in figures.items() if name in FIGURES
                },
                line=None,
                revenue=_revenue(figures.get("totalRevenue"), currency),
            )
        )
    return found


def _day(printed: str) -> date:
    return datetime.strptime(printed, "%Y%m%d").date()  # noqa: DTZ007  (a day has no zone)


def _number(column: str, printed: str) -> Number:
    return float(printed) if column in _FRACTIONS else int(printed)


def _revenue(printed: str | None, currency: str) -> dict[str, int | str]:
    """Money earned; a property without sales says 0, which says nothing of a currency."""
    if printed is None or not Decimal(printed):
        return {}
    return {"revenue_minor": Money.of(Decimal(printed), currency).minor, "revenue_currency": currency}


def _warn(told: list[Mapping[str, Any]], ledger: Ledger) -> None:
    """What Google says of its own figures: rows of few people left out, estimates, rows thrown together."""
    if any(each.get("subjectToThresholding") for each in told):
        ledger.warn(
            "thresholded",
            N_("Google left out rows of few people so that nobody can be recognised. The sums are too low."),
        )
    samples = [sample for each in told for sample in each.get("samplingMetadatas", ())]
    if samples:
        read = sum(int(sample["samplesReadCount"]) for sample in samples)
        space = sum(int(sample["samplingSpaceSize"]) for sample in samples)
        ledger.warn(
            "sampled",
            N_("Google estimated these figures from {share:percent} of the events."),
            share=read / space if space else None,
        )
    if any(each.get("dataLossFromOtherRow") for each in told):
        ledger.warn(
            "other_row",
            N_("Google threw rare combinations together into one row called (other)."),
        )
