"""Bluesky, through the account's own data server (PDS) and the AppView behind it, which does the counting."""

from __future__ import annotations

from vaekst.sources.bluesky.pull import check, pull
from vaekst.sources.bluesky.read import read
from vaekst.sources.pulling.contract import Service

SERVICE = Service(
    name="bluesky",
    label="Bluesky",
    platform="bluesky",
    extra="bluesky",
    has_channel=True,
    check=check,
    pull=pull,
    read=read,
)
