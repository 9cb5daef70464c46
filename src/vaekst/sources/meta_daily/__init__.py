"""Meta Business Suite's insights: one metric per file and day, audiences, content formats."""

from vaekst.core.sentence import N_, Sentence
from vaekst.sources.contract import Source
from vaekst.sources.meta_daily.read import read
from vaekst.sources.meta_daily.recognise import AUDIENCE_KIND, FORMATS_KIND, NAME, SERIES_KIND, recognise

SOURCE = Source(
    name=NAME,
    label=Sentence("source_meta_daily", N_("Meta Business Suite insights")),
    platforms=("facebook", "instagram"),
    recognise=recognise,
    read=read,
    kinds={
        SERIES_KIND: ("Date", "Primary"),
        AUDIENCE_KIND: ("Top cities", "Age & gender", "Top countries"),
        FORMATS_KIND: ("Views", "Content interactions", "Published content"),
    },
)

__all__ = ["SOURCE"]
