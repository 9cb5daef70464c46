"""All APIs figures are pulled from, by name. A new one is a folder beside the others and a line here."""

from __future__ import annotations

from collections.abc import Mapping

from vaekst.sources import bluesky, ga4_api, mastodon, youtube_api
from vaekst.sources.pulling.contract import Service

SERVICES: Mapping[str, Service] = {
    service.name: service for service in (youtube_api.SERVICE, ga4_api.SERVICE, mastodon.SERVICE, bluesky.SERVICE)
}
