"""Every platform's own definitions: one file a platform, one row a version of a metric. A new platform is a line here."""

from vaekst.core.metrics.definition import MetricDefinition
from vaekst.core.metrics.platforms import (
    bluesky,
    facebook,
    google_ads,
    instagram,
    linkedin,
    linkedin_ads,
    mastodon,
    meta_ads,
    pinterest,
    pinterest_ads,
    tiktok,
    tiktok_ads,
    x,
    youtube,
)

DEFINITIONS: tuple[MetricDefinition, ...] = (
    *(*youtube.ROWS, *instagram.ROWS, *facebook.ROWS, *tiktok.ROWS),
    *(*linkedin.ROWS, *pinterest.ROWS, *x.ROWS),
    *(*bluesky.ROWS, *mastodon.ROWS),
    *(*google_ads.ROWS, *meta_ads.ROWS, *linkedin_ads.ROWS, *tiktok_ads.ROWS, *pinterest_ads.ROWS),
)
