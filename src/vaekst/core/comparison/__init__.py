"""Posts compared at equal age, by one definition, or not at all; and what was left out, by reason."""

from vaekst.core.comparison.figures import ComparisonRule, LeftOut, PostFigures, figures_of, post_figures, why_left_out
from vaekst.core.comparison.histories import Histories, PostHistory, Reading, read_histories

__all__ = [
    "ComparisonRule",
    "Histories",
    "LeftOut",
    "PostFigures",
    "PostHistory",
    "Reading",
    "figures_of",
    "post_figures",
    "read_histories",
    "why_left_out",
]
