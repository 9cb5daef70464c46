"""Plausible Analytics: the export of a site, by day and with all five tags of a campaign."""

from vaekst.core.sentence import N_, Sentence
from vaekst.sources.contract import Source
from vaekst.sources.plausible.headers import SHAPES
from vaekst.sources.plausible.read import read
from vaekst.sources.plausible.recognise import NAME, recognise

SOURCE = Source(
    name=NAME,
    label=Sentence("source_plausible", N_("Plausible Analytics (export of a site)")),
    platforms=(NAME,),
    recognise=recognise,
    read=read,
    kinds={shape.kind: tuple(sorted(shape.needed)) for shape in SHAPES},
)

__all__ = ["SOURCE"]
