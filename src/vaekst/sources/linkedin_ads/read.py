"""Reports of LinkedIn Ads to facts of cost."""

from __future__ import annotations

from vaekst.sources.contract import Context, Document, Reading, Recognition
from vaekst.sources.linkedin_ads.headers import PLATFORM
from vaekst.sources.spend.read import read_spend


def read(document: Document, recognition: Recognition, context: Context) -> Reading:
    """What was spent by day. Raises BadFile where nobody states the days, or the table cannot be trusted."""
    return read_spend(document, recognition, context, PLATFORM)
