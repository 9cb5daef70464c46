"""Mastodon, through the API of the server the account lives on."""

from __future__ import annotations

from vaekst.sources.mastodon.pull import check, pull
from vaekst.sources.mastodon.read import read
from vaekst.sources.pulling.contract import Service

SERVICE = Service(
    name="mastodon",
    label="Mastodon",
    platform="mastodon",
    extra="mastodon",
    has_channel=True,
    check=check,
    pull=pull,
    read=read,
)
