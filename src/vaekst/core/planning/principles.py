"""How the week's posts are best made: spare room tries another angle, work is done in batches, one idea may be a series.

The plan says where a principle is not followed. It never changes a number for it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from vaekst.core.metrics.of_work import Asset
from vaekst.core.planning.phases import Kept, Work
from vaekst.core.planning.volume import Volume
from vaekst.core.rules.volume import Guard, GuardState
from vaekst.core.sentence import N_, Sentence

FEW = 3
"""Posts of one idea in a week that can be a series; assets of which one can tell how they are made."""
_PART = re.compile(
    r"\b(?:part|pt|episode|ep|del|afsnit|kapitel)\.?\s*\d{1,2}\b|\b\d{1,2}\s*(?:of|af)\s*\d{1,2}\b", re.IGNORECASE
)


def spare_room(volume: Volume, guard: Guard, work: Work) -> Sentence | None:
    """What to do with the room that hours and money leave; None where there is none, nobody knows, or quality is what lacks."""
    if not volume.spare or work.kept is Kept.NONE or guard.state is GuardState.FALLEN:
        return None
    template = N_(
        "There is room for {spare} more. Use it to try another angle as an experiment, with one metric and one bar, not for more "
        "of the same."
    )
    return Sentence("spare_room", template, spare=volume.spare)


def in_batches(made: Sequence[Asset], posts: int) -> Sentence | None:
    """Whether the assets of late were made one by one; None where most were not, or the log names no batch."""
    named = Counter(batch for asset in made if (batch := _batch(asset)))
    alone = sum(named.get(_batch(asset), 0) < 2 for asset in made)
    if not named or posts < 2 or len(made) < FEW or 2 * alone <= len(made):
        return None
    template = N_(
        "{alone} of the {made} assets of the last weeks were made one by one. Make next week's {posts} in one batch."
    )
    return Sentence("in_batches", template, alone=alone, made=len(made), posts=posts)


def as_series(parts: int | None, posts: int) -> Sentence | None:
    """That posts of one idea can follow each other; None where some do, or there are few, or no title is known."""
    if parts != 0 or posts < FEW:
        return None
    template = N_(
        "No title of it says part 1 or 2 yet. {posts} posts of one idea can be a series: a reason to come back."
    )
    return Sentence("as_series", template, posts=posts)


def parts_in(titles: Iterable[str]) -> int | None:
    """How many titles say which part of a series they are (“part 2”, “del 2”, “2 of 3”); None where there is no title."""
    told = [title for title in titles if title.strip()]
    return sum(bool(_PART.search(title)) for title in told) if told else None


def _batch(asset: Asset) -> str:
    """The batch the asset was made in, as its entries say; empty where none does."""
    return next((str(row.cells["batch"]) for row in asset.rows if row.cells.get("batch")), "")
