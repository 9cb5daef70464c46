"""Workbooks as LinkedIn writes them: made-up numbers, the real sheets, headers and cell types."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Any

import xlsxwriter

Sheet = Sequence[Sequence[Any]]

SIDES = ("organic", "sponsored", "total")
METRICS = [
    "Date",
    *(f"Impressions ({side})" for side in SIDES),
    "Unique impressions (organic)",
    *(
        f"{figure} ({side})"
        for figure in ("Clicks", "Reactions", "Comments", "Reposts", "Engagement rate")
        for side in SIDES
    ),
]
POSTS = [
    *("Post title", "Post link", "Post type", "Campaign name", "Posted by", "Created date", "Campaign start date"),
    *("Campaign end date", "Audience", "Impressions", "Views", "Offsite Views", "Clicks", "Click through rate (CTR)"),
    *("Likes", "Comments", "Reposts", "Follows", "Engagement rate", "Content Type"),
]
EXPLAINED = ["Aggregated engagement of your page's posts. Figures may change for up to two days."]


def book(sheets: Mapping[str, Sheet], *, explained: bool = True) -> bytes:
    """An xlsx; the originals explain themselves in row 1 and have the header in row 2."""
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as made:
        for name, rows in sheets.items():
            sheet = made.add_worksheet(name)
            for number, row in enumerate([EXPLAINED, *rows] if explained else rows):
                sheet.write_row(number, 0, row)
    return out.getvalue()


def day(number: int, **changed: Any) -> list[Any]:
    """A day of March 2026. `impressions=(100, 20)` are organic and sponsored; totals and rates follow."""
    parts = {
        "impressions": (200 + number, 50),
        "clicks": (6, 2),
        "reactions": (8, 1),
        "comments": (2, 0),
        "reposts": (4, 0),
    }
    parts |= {name: value for name, value in changed.items() if name in parts}
    cells: list[Any] = [changed.get("date", f"03/{number:02d}/2026")]
    for name, (organic, sponsored) in parts.items():
        cells += [organic, sponsored, changed.get(f"{name}_total", organic + sponsored)]
        if name == "impressions":
            cells.append(changed.get("reach", organic - 60))
    organic, sponsored, both = (
        sum(values) for values in zip(*([one, two, one + two] for one, two in list(parts.values())[1:]), strict=True)
    )
    shown, bought = parts["impressions"]
    return [*cells, changed.get("rate", organic / shown), sponsored / bought if bought else 0, both / (shown + bought)]


def post(number: int, **changed: Any) -> list[Any]:
    """A post of a page; figures and words by header where they are changed."""
    link = f"https://www.linkedin.com/feed/update/urn:li:activity:73000000000000000{number:02d}"
    cells: dict[str, Any] = {
        "Post title": f"Winter tyres, take {number}\nWhat do you ride on?",
        "Post link": link,
        "Post type": "Organic",
        "Posted by": "Karla Kædemand",
        "Created date": f"03/{number:02d}/2026",
        "Audience": "All followers",
        "Impressions": 400 + number,
        "Clicks": 12,
        "Likes": 9,
        "Comments": 3,
        "Reposts": 2,
        "Content Type": "Image",
    }
    cells |= changed
    engaged = sum(cells[name] or 0 for name in ("Clicks", "Likes", "Comments", "Reposts"))
    cells.setdefault("Engagement rate", engaged / cells["Impressions"] if cells["Impressions"] else 0)
    cells.setdefault("Click through rate (CTR)", cells["Clicks"] / cells["Impressions"] if cells["Impressions"] else 0)
    return [cells.get(header, "") for header in POSTS]


def content(days: Sheet = (), posts: Sheet = (), **how: Any) -> bytes:
    """A content export with its two sheets."""
    return book({"Metrics": [METRICS, *days], "All posts": [POSTS, *posts]}, **how)
