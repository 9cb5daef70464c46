"""What the numbers allow us to say about a concept: an estimate with its interval, or the reason there is none.

    answers = estimate([ChannelEvidence("instagram", "save_rate", baseline, {"ride-along": posts})])

The post is the unit, never the impression. The method and its limits: docs/explanation/evidence.md.
"""

from vaekst.core.evidence.model import estimate
from vaekst.core.evidence.values import ChannelEvidence, Estimate, NoEstimate, Settings

__all__ = ["ChannelEvidence", "Estimate", "NoEstimate", "Settings", "estimate"]
