"""Events one by one, from a warehouse, a tag manager or a website's own log: touches and conversions."""

from vaekst.core.sentence import N_, Sentence
from vaekst.sources.contract import Source
from vaekst.sources.events.headers import AT, CONVERSIONS, TOUCHES, USER
from vaekst.sources.events.read import read
from vaekst.sources.events.recognise import SOURCE_NAME, recognise

SOURCE = Source(
    name=SOURCE_NAME,
    label=Sentence("source_events", N_("Visits and conversions, one by one (CSV, Parquet)")),
    platforms=(SOURCE_NAME,),
    recognise=recognise,
    read=read,
    kinds={TOUCHES: (USER, AT, "utm_source"), CONVERSIONS: (USER, AT, "kind")},
)

__all__ = ["SOURCE"]
