"""YouTube, through the Data API (videos and their counters) and the Analytics API (days, watch time, engaged views)."""

from __future__ import annotations

from vaekst.sources.pulling.contract import Service
from vaekst.sources.youtube_api.pull import check, pull
from vaekst.sources.youtube_api.read import read

SERVICE = Service(
    name="youtube",
    label="YouTube",
    platform="youtube",
    extra="google",
    has_channel=True,
    check=check,
    pull=pull,
    read=read,
    zone="America/Los_Angeles",
)
