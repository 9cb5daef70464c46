"""All APIs figures are pulled from, by name. A new one is a folder beside the others and a line here."""

from __future__ import annotations

from collections.abc import Mapping

from vaekst.sources import bluesky, mastodon
from vaekst.sources.pulling.contract import Service

SERVICES: Mapping[str, Service] = {service.name: service for service in (bluesky.SERVICE, mastodon.SERVICE)}
