"""Where a contact first came from, as HubSpot tells it, and what of it is plainly a campaign, a source, a medium, a channel."""

from __future__ import annotations

import re

from vaekst.sources.contract import Context
from vaekst.sources.hubspot.headers import CAMPAIGNS, NETWORKS, SOCIAL
from vaekst.sources.ledger import Row
from vaekst.sources.reading.words import plain

_SOURCE_MEDIUM = re.compile(r"([\w.\-]+) */ *([\w.\-]+)")
_NEITHER = frozenset({"(not set)", "(none)", "unknown", "unknown keywords (ssl)", "n/a"})


def origin(source: str | None, detail_1: str | None, detail_2: str | None, context: Context) -> Row:
    """The source and its details, the campaign or source and medium in the second, and the brand's channel.

    A detail with an address in it is about a person and not kept.
    """
    detail_1, detail_2 = (None if text and "@" in text else text for text in (detail_1, detail_2))
    return {
        "original_source": source,
        "source_detail_1": detail_1,
        "source_detail_2": detail_2,
        **_touch(plain(source or ""), detail_2),
        "channel": _channel(plain(source or ""), plain(detail_1 or ""), context),
    }


def _touch(source: str, detail: str | None) -> Row:
    """What the second detail plainly is; nothing for links, keywords and sources that have no campaigns."""
    if source not in CAMPAIGNS or not detail or plain(detail) in _NEITHER or "://" in detail:
        return {}
    if found := _SOURCE_MEDIUM.fullmatch(detail.strip()):
        return {"utm_source": found[1], "utm_medium": found[2]}
    return {"utm_campaign": detail.strip()}


def _channel(source: str, detail: str, context: Context) -> str | None:
    """The brand's one channel on the network a social source names; else the channel the person named."""
    platform = NETWORKS.get(detail) if source in SOCIAL else None
    fitting = [name for name, on in context.channels.items() if on == platform]
    return fitting[0] if len(fitting) == 1 else context.channel
