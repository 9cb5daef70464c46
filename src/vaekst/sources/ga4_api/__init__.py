"""Google Analytics 4, through its Data API: visits by channel group, and by source, medium and campaign."""

from __future__ import annotations

from vaekst.sources.ga4_api.pull import check, pull
from vaekst.sources.ga4_api.read import read
from vaekst.sources.pulling.contract import Service

SERVICE = Service(
    name="ga4",
    label="Google Analytics",
    platform="ga4",
    extra="google",
    has_channel=False,
    check=check,
    pull=pull,
    read=read,
)
