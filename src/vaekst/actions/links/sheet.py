"""Clicks on short links as a table that leaves the product: a row an hour, link and place they came from."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from vaekst.actions import facts, strategies
from vaekst.actions.links.counting import count_waiting
from vaekst.core.facts import Kind
from vaekst.core.sheet import Field
from vaekst.store.models import Brand, LinkClicks

LINK_CLICKS = (
    Field("code", Kind.TEXT, "The link of the register, by its code."),
    Field("hour", Kind.INSTANT, "The first moment of the hour, in UTC."),
    Field("referrer", Kind.TEXT, "The host the visitor came from; empty where none was told."),
    Field("is_bot", Kind.FLAG, "Whether it was a program that follows links by itself."),
    Field(
        "clicks", Kind.COUNT, "How often the short link was followed; no clicks of a platform, and not added to them."
    ),
    Field("channel", Kind.TEXT, "The channel the link stands on."),
    Field("batch", Kind.TEXT, "The batch of its post."),
    Field("concept", Kind.TEXT, "The concept of its post."),
    Field("format", Kind.TEXT, "The format of its post."),
    Field("creator", Kind.TEXT, "The creator of its post, as in the link."),
    Field("distribution", Kind.TEXT, "How the post is spread: owned, paid or partner."),
    Field("url", Kind.TEXT, "The whole link."),
)


def click_rows(brand: Brand, as_of: date | None, now: datetime) -> list[Mapping[str, Any]]:
    """One row an hour, link, referrer and kind of visitor, up to the end of the day; the newest first."""
    moment = facts.at(as_of, now=now, timezone=strategies.in_force(brand).brand.timezone)
    count_waiting(brand)
    counted = LinkClicks.objects.filter(brand=brand, hour__lte=moment).select_related("link")
    return [
        {
            "code": each.link.code,
            "hour": each.hour.astimezone(UTC),
            "referrer": each.referrer or None,
            "is_bot": each.is_bot,
            "clicks": each.count,
            "url": each.link.url,
            **{
                name: getattr(each.link, name) or None
                for name in ("channel", "batch", "concept", "format", "creator", "distribution")
            },
        }
        for each in counted
    ]
