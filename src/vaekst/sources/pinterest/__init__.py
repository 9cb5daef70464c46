"""Pinterest analytics: days of the profile and its pins, in a file of several blocks."""

from vaekst.core.sentence import N_, Sentence
from vaekst.sources.contract import Source
from vaekst.sources.pinterest.read import read
from vaekst.sources.pinterest.recognise import DAYS, NAME, PINS, recognise

SOURCE = Source(
    name=NAME,
    label=Sentence("source_pinterest", N_("Pinterest analytics export")),
    platforms=("pinterest",),
    recognise=recognise,
    read=read,
    kinds={
        DAYS: ("Date", "Impressions", "Pin clicks", "Outbound clicks", "Saves", "Total audience"),
        PINS: ("Pin link", "Impressions", "Pin clicks", "Outbound clicks", "Saves"),
    },
)

__all__ = ["SOURCE"]
