"""What the numbers allow us to say about a concept: an estimate with its interval, or the reason there is none.

    answers = estimate([ChannelEvidence("instagram", "save_rate", baseline, {"ride-along": posts})])
    shares = Weighing(questions).shares([Turn(posts=4, left=30)])

The post is the unit, never the impression. The method and its limits: docs/explanation/evidence.md.
"""

from vaekst.core.evidence.borrowing import NOTHING_BORROWED, Borrowing
from vaekst.core.evidence.model import Weighing, estimate
from vaekst.core.evidence.told import borrowed
from vaekst.core.evidence.turns import Turn, last_look
from vaekst.core.evidence.values import ChannelEvidence, Estimate, NoEstimate, Settings
from vaekst.core.evidence.verdicts import Thresholds

__all__ = [
    "NOTHING_BORROWED",
    "Borrowing",
    "ChannelEvidence",
    "Estimate",
    "NoEstimate",
    "Settings",
    "Thresholds",
    "Turn",
    "Weighing",
    "borrowed",
    "estimate",
    "last_look",
]
