"""The words LinkedIn prints above the columns of a page's exports.

English words of content exports were seen in real files; those of followers and visitors are known from programs that
read them. The Danish list is a translation that was not checked against a file.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

VERIFIED = frozenset({"en"})
"""Languages whose words were seen in real files."""

SIDES = ("organic", "sponsored", "total")
"""What each figure of a day is split into; the last is the sum of the others."""

FIGURES = ("impressions", "clicks", "reactions", "comments", "reposts")


def _split(figures: Mapping[str, tuple[str, ...]], sides: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """`impressions_organic` -> `impressions (organic)`, for every figure and side."""
    return {
        f"{figure}_{side}": tuple(f"{word} ({spoken})" for word in words)
        for figure, words in figures.items()
        for side, spoken in sides.items()
    }


HEADERS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "en": {
        "date": ("date",),
        **_split(
            {
                "impressions": ("impressions",),
                "clicks": ("clicks",),
                "reactions": ("reactions",),
                "comments": ("comments",),
                "reposts": ("reposts", "shares"),
                "rate": ("engagement rate",),
            },
            {side: side for side in SIDES},
        ),
        "reach": ("unique impressions (organic)",),
        "text": ("post title", "update title"),
        "link": ("post link", "update link"),
        "type": ("post type", "update type"),
        "campaign": ("campaign name",),
        "created": ("created date",),
        "impressions": ("impressions",),
        "views": ("views", "views (excluding offsite video views)", "video views"),
        "clicks": ("clicks",),
        "click_rate": ("click through rate (ctr)",),
        "likes": ("likes",),
        "comments": ("comments",),
        "reposts": ("reposts", "shares"),
        "follows": ("follows",),
        "rate": ("engagement rate",),
        "content": ("content type",),
        "followers_organic": ("organic followers",),
        "followers_sponsored": ("sponsored followers",),
        "followers_invited": ("auto-invited followers",),
        "followers_total": ("total followers",),
        "page_views": ("total page views (total)",),
        "page_visitors": ("total unique visitors (total)",),
    },
    "da": {
        "date": ("dato",),
        **_split(
            {
                "impressions": ("eksponeringer", "visninger"),
                "clicks": ("klik",),
                "reactions": ("reaktioner",),
                "comments": ("kommentarer",),
                "reposts": ("genopslag", "delinger"),
                "rate": ("engagementrate", "engagementsrate"),
            },
            {"organic": "organisk", "sponsored": "sponsoreret", "total": "i alt"},
        ),
        "reach": ("unikke eksponeringer (organisk)", "unikke visninger (organisk)"),
        "text": ("opslagets titel", "titel på opslag"),
        "link": ("link til opslag", "opslagslink"),
        "type": ("opslagstype",),
        "campaign": ("kampagnenavn",),
        "created": ("oprettelsesdato", "oprettet den"),
        "impressions": ("eksponeringer",),
        "views": ("videovisninger",),
        "clicks": ("klik",),
        "click_rate": ("klikrate (ctr)",),
        "likes": ("synes godt om",),
        "comments": ("kommentarer",),
        "reposts": ("genopslag", "delinger"),
        "follows": ("nye følgere",),
        "rate": ("engagementrate", "engagementsrate"),
        "content": ("indholdstype",),
        "followers_organic": ("organiske følgere",),
        "followers_sponsored": ("sponsorerede følgere",),
        "followers_invited": ("automatisk inviterede følgere",),
        "followers_total": ("følgere i alt",),
        "page_views": ("sidevisninger i alt (i alt)",),
        "page_visitors": ("unikke besøgende i alt (i alt)",),
    },
}
"""Language -> field -> headers as compared (see `reading.words.plain`)."""

DIMENSIONS: Mapping[str, str] = {
    "location": "location",
    "job function": "job_function",
    "seniority": "seniority",
    "industry": "industry",
    "company size": "company_size",
}
"""First column of the sheets of groups -> dimension."""

GROUPED: Mapping[str, str] = {"total followers": "followers_total", "total views": "page_views"}
"""Second column of the sheets of groups -> canonical metric."""

PERSONAL = frozenset(
    {
        ("post url", "post publish date", "engagements"),
        ("post url", "post publish date", "impressions"),
        ("top demographics", "value", "percentage"),
    }
)
"""How the tables of a person's own workbook begin."""

PERSONAL_SHEETS: Mapping[str, tuple[str, ...]] = {
    "engagement": ("date", "impressions", "engagements"),
    "followers": ("date", "new followers"),
}
"""Sheets of it whose headers could be anybody's -> how they begin."""

_FORMATS = (
    ("live", re.compile(r"\blive\b")),
    ("carousel", re.compile(r"document|carousel|multi|dokument|karrusel")),
    ("image", re.compile(r"image|photo|picture|billede|foto")),
    ("link", re.compile(r"article|link|newsletter|artikel|nyhedsbrev")),
    ("other", re.compile(r"poll|event|job|celebrat|afstemning|begivenhed")),
    ("text", re.compile(r"text|tekst|\bpost\b")),
)


def format_of(*types: str) -> str | None:
    """The format the first telling word names. A video is of no known format: its length stands nowhere."""
    for words in types:
        if "video" in words:
            return None
        for name, pattern in _FORMATS:
            if pattern.search(words):
                return name
    return None


def is_sponsored(post_type: str, campaign: str) -> bool:
    """Whether a row counts what was paid for: its type says so, or it names a campaign and its type does not deny it."""
    return "sponsor" in post_type or (bool(campaign) and "organi" not in post_type)
