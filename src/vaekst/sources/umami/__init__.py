"""Umami: its events as the cloud exports them and the database keeps them, and the ZIP behind a site's overview."""

from vaekst.core.sentence import N_, Sentence
from vaekst.sources.contract import Source
from vaekst.sources.umami.headers import EVENTS_KIND, NEEDED, OVERVIEW
from vaekst.sources.umami.read import read
from vaekst.sources.umami.recognise import SOURCE_NAME, recognise

SOURCE = Source(
    name=SOURCE_NAME,
    label=Sentence("source_umami", N_("Umami (events, or the export of a site)")),
    platforms=(SOURCE_NAME,),
    recognise=recognise,
    read=read,
    kinds={
        EVENTS_KIND: tuple(sorted(NEEDED)),
        **dict.fromkeys((shape.kind for shape in OVERVIEW.values()), ("x", "y")),
    },
)

__all__ = ["SOURCE"]
