"""Google Search Console: what people searched for, and how often they saw and clicked the website."""

from vaekst.core.sentence import N_, Sentence
from vaekst.sources.contract import Source
from vaekst.sources.search_console.read import read
from vaekst.sources.search_console.recognise import FILTERS_KIND, KINDS, NAME, recognise

_COUNTED = ("Clicks", "Impressions", "CTR", "Position")

SOURCE = Source(
    name=NAME,
    label=Sentence("source_search_console", N_("Google Search Console (performance on Search)")),
    platforms=(NAME,),
    recognise=recognise,
    read=read,
    kinds={
        KINDS["day"]: ("Date", *_COUNTED),
        KINDS["query"]: ("Top queries", *_COUNTED),
        KINDS["page"]: ("Top pages", *_COUNTED),
        KINDS["country"]: ("Country", *_COUNTED),
        KINDS["device"]: ("Device", *_COUNTED),
        KINDS["appearance"]: ("Search Appearance", *_COUNTED),
        FILTERS_KIND: ("Filter", "Value"),
    },
)

__all__ = ["SOURCE"]
