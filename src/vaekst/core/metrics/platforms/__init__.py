"""Every platform's own definitions: one file a platform, one row a version of a metric. A new platform is a line here."""

from vaekst.core.metrics.definition import MetricDefinition
from vaekst.core.metrics.platforms import (
    bluesky,
    facebook,
    instagram,
    linkedin,
    mastodon,
    pinterest,
    tiktok,
    x,
    youtube,
)

DEFINITIONS: tuple[MetricDefinition, ...] = (
    *(*youtube.ROWS, *instagram.ROWS, *facebook.ROWS, *tiktok.ROWS),
    *(*linkedin.ROWS, *pinterest.ROWS, *x.ROWS),
    *(*bluesky.ROWS, *mastodon.ROWS),
)
