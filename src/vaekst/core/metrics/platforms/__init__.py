"""Every platform's own definitions: one file a platform, one row a version of a metric. A new platform is a line here."""

from vaekst.core.metrics.definition import MetricDefinition
from vaekst.core.metrics.platforms import facebook, instagram, linkedin, tiktok, x, youtube

DEFINITIONS: tuple[MetricDefinition, ...] = (
    *(*youtube.ROWS, *instagram.ROWS, *facebook.ROWS, *tiktok.ROWS),
    *(*linkedin.ROWS, *x.ROWS),
)
