"""What the reader of spend has to know about one advertising platform; all of it is data."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from vaekst.sources.reading.dates import Order

Words = Mapping[str, Mapping[str, tuple[str, ...]]]
"""Language -> field -> headers as compared (see `reading.words.plain`), a currency at the end left out."""

TEXTS = ("account", "campaign", "ad_group", "ad")
"""Fields that say what a row is about, each with the field of its number."""

NAMES = tuple(name for text in TEXTS for name in (text, f"{text}_id"))
COUNTS = ("impressions", "clicks_link", "clicks_any")
NUMBERS = ("conversions", "results")

KINDS: Mapping[str, tuple[str, ...]] = {
    "costs by ad": ("ad", "ad_id"),
    "costs by ad group": ("ad_group", "ad_group_id"),
    "costs by campaign": ("campaign", "campaign_id"),
    "costs of the account": (),
}
"""Kind of report -> the fields one of which it has; the finest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Platform:
    """An advertising platform: its words, which rows are totals, and what its reports leave unsaid."""

    name: str
    headers: Words
    verified: frozenset[str]  # languages whose headers were seen in real files
    marks: frozenset[str]  # headers of which one must stand beside the cost: others have a column `Cost`, too
    totals: re.Pattern[str]  # the whole first cell of a total row, as compared
    advertises_on: str | None = None  # the platform of the channel the money went to, where there is only one
    zone: str | None = None
    order: Mapping[str, Order] = field(
        default_factory=dict
    )  # language -> day or month first, where dates leave it open
    with_days: str  # how to download the same report with its days
