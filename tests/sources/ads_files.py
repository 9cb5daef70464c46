"""Reports of advertising platforms, made up, in the bytes the platforms write."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from io import StringIO
from typing import Any

from tests.sources.uploads import reading_of, rows_of

from vaekst.sources.contract import Reading, Source


def _header(cells: str) -> list[str]:
    return cells.split(",")


GOOGLE = _header(
    "Campaign status,Campaign,Budget,Budget name,Budget type,Status,Status reasons,Campaign type,Impr.,CTR,"
    "Currency code,Cost,Clicks,Conv. rate,Conversions,Avg. CPC,Cost / conv."
)
GOOGLE_VIDEO = _header(
    "Campaign status,Campaign,Campaign type,Currency code,TrueView avg. CPV,Impr.,Interactions,Interaction rate,Cost,Conversions"
)
GOOGLE_BRITISH = _header(
    "Campaign status,Campaign,Budget,Currency code,Status,Optimisation score,Campaign type,Clicks,Impr.,CTR,Avg. CPC,Cost,"
    "Search impr. share,Bid strategy type,Conv. rate,Conversions"
)
PERIOD = "November 1, 2026 - November 10, 2026"

META = _header(
    "Reporting starts,Reporting ends,Campaign name,Ad set name,Ad set delivery,Results,Result indicator,Reach,Frequency,"
    "Cost per result,Amount spent (DKK),Impressions,Link clicks"
)
LINKEDIN = _header(
    "Start Date (in UTC),Account Name,Campaign Group Name,Campaign Name,Campaign ID,Currency,Total Spent,Impressions,Clicks,"
    "Leads,Conversions"
)
LINKEDIN_ABOVE = (
    ["Campaign Performance Report (in UTC)"],
    ["Report Start: 11/1/2026"],
    ["Report End: 11/10/2026"],
    ["Date Generated: 11/11/2026, 9:05 AM"],
    ["Account: Lumo Lights, Ltd"],
    [],
)
TIKTOK = _header(
    "Campaign name,Ad group name,By Day,Cost,CPC (destination),Impressions,Clicks (destination),Clicks (all),Conversions,Currency"
)
PINTEREST = _header(
    "Date,Campaign name,Ad group name,Spend in account currency,Impressions,Pin clicks,Outbound clicks,CTR,eCPC,"
    "Total conversions,Checkouts"
)


def written(*lines: Sequence[object], delimiter: str = ",", end: str = "\n") -> str:
    """The lines as a table, quotes only where needed."""
    out = StringIO(newline="")
    csv.writer(out, delimiter=delimiter, lineterminator=end).writerows(lines)
    return out.getvalue()


def row(header: Sequence[str], **cells: object) -> list[str]:
    """A row under the header; cells are named by the header's letters and figures (`Impr.` is `impr`)."""
    named = {_name(cell): place for place, cell in enumerate(header)}
    made = [""] * len(header)
    for name, cell in cells.items():
        made[named[name]] = str(cell)
    return made


def _name(cell: str) -> str:
    bare = cell.split(" (DKK")[0]
    return "_".join("".join(mark if mark.isalnum() else " " for mark in bare).split()).casefold()


def campaign(name: str = "Lamps", **cells: object) -> list[str]:
    """A row of a Google Ads campaign report: 240 euro, 1,200 impressions, 60 clicks, 2.5 conversions in all."""
    usual = {
        "campaign_status": "Enabled",
        "campaign": name,
        "budget_name": " --",
        "campaign_type": "Search",
        "impr": "1,200",
        "ctr": "5.00%",
        "currency_code": "EUR",
        "cost": "240.00",
        "clicks": "60",
        "conversions": "2.50",
    }
    return row(GOOGLE, **(usual | cells))


def google(*rows: Sequence[str], header: Sequence[str] = GOOGLE, period: str | None = f'"{PERIOD}"') -> bytes:
    """A Google Ads report: two lines above the header, UTF-8, commas."""
    above = "Campaign report\n" + ("" if period is None else f"{period}\n")
    return (above + written(header, *rows)).encode()


def british(*rows: Sequence[str], period: str = "1 November 2026 - 10 November 2026") -> bytes:
    """A Google Ads report as saved for Excel: UTF-16, tabs, the same file name."""
    return ("Campaign report\n" + period + "\n" + written(GOOGLE_BRITISH, *rows, delimiter="\t")).encode("utf-16")


def costs(source: Source, content: bytes, name: str = "report.csv", **known: Any) -> list[dict[str, Any]]:
    """The facts of cost, without the columns that hold nothing."""
    return facts(reading_of(source, content, name, **known))


def facts(reading: Reading) -> list[dict[str, Any]]:
    return [{name: cell for name, cell in each.items() if cell is not None} for each in rows_of(reading, "cost")]


def meta(*rows: Sequence[str], header: Sequence[str] = META, bom: bool = True) -> bytes:
    """A table exported from Meta Ads Manager: UTF-8 with BOM, everything in quotes."""
    out = StringIO(newline="")
    csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\n").writerows([header, *rows])
    return out.getvalue().encode("utf-8-sig" if bom else "utf-8")


def ad_set(name: str = "Lamps", day: str = "2026-11-03", **cells: object) -> list[str]:
    """A row of a Meta report: one day, 120.50 kroner, 4 leads."""
    usual = {
        "reporting_starts": day,
        "reporting_ends": day,
        "campaign_name": "Autumn",
        "ad_set_name": name,
        "ad_set_delivery": "active",
        "results": "4",
        "result_indicator": "actions:onsite_conversion.lead_grouped",
        "reach": "900",
        "amount_spent": "120.5",
        "impressions": "1000",
        "link_clicks": "30",
    }
    return row(META, **(usual | cells))


def linkedin(
    *rows: Sequence[str], header: Sequence[str] = LINKEDIN, above: Sequence[Sequence[str]] = LINKEDIN_ABOVE
) -> bytes:
    """A report of LinkedIn Campaign Manager: lines above, an empty one, the header; UTF-16 with tabs."""
    return written(*above, header, *rows, delimiter="\t", end="\r\n").encode("utf-16")


def sponsored(day: str = "11/3/2026", **cells: object) -> list[str]:
    """A row of a LinkedIn report: 300 kroner, 20 clicks."""
    usual = {
        "start_date_in_utc": day,
        "account_name": "Lumo Lights",
        "campaign_group_name": "Autumn",
        "campaign_name": "Architects",
        "campaign_id": "412345678",
        "currency": "DKK",
        "total_spent": "300.00",
        "impressions": "4000",
        "clicks": "20",
        "leads": "2",
        "conversions": "3",
    }
    return row(LINKEDIN, **(usual | cells))


def tiktok(*rows: Sequence[str], header: Sequence[str] = TIKTOK) -> bytes:
    """A custom report of TikTok Ads Manager as CSV: UTF-8 with BOM."""
    return written(header, *rows).encode("utf-8-sig")


def video_ad(day: str = "2026-11-03", **cells: object) -> list[str]:
    """A row of a TikTok report: 80 kroner, 50 clicks to the page and 70 in all."""
    usual = {
        "campaign_name": "Autumn",
        "ad_group_name": "Broad",
        "by_day": day,
        "cost": "80.00",
        "impressions": "9000",
        "clicks_destination": "50",
        "clicks_all": "70",
        "conversions": "1",
        "currency": "DKK",
    }
    return row(TIKTOK, **(usual | cells))


def pinterest(*rows: Sequence[str], header: Sequence[str] = PINTEREST) -> bytes:
    """A report of Pinterest Ads as CSV."""
    return written(header, *rows).encode()


def promoted_pin(day: str = "2026-11-03", **cells: object) -> list[str]:
    """A row of a Pinterest report: 45.25, 12 clicks on the pin of which 5 left Pinterest."""
    usual = {
        "date": day,
        "campaign_name": "Autumn",
        "ad_group_name": "Ideas",
        "spend_in_account_currency": "45.25",
        "impressions": "2000",
        "pin_clicks": "12",
        "outbound_clicks": "5",
        "total_conversions": "1",
    }
    return row(PINTEREST, **(usual | cells))
