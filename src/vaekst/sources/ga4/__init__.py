"""Google Analytics 4: reports, free-form explorations and report snapshots as CSV."""

from vaekst.core.sentence import N_, Sentence
from vaekst.sources.contract import Source
from vaekst.sources.ga4.read import read
from vaekst.sources.ga4.recognise import EXPLORATION, NAME, REPORT, SNAPSHOT, recognise

SOURCE = Source(
    name=NAME,
    label=Sentence("source_ga4", N_("Google Analytics 4 (reports, explorations, snapshots)")),
    platforms=(NAME,),
    recognise=recognise,
    read=read,
    kinds={
        REPORT: ("Session default channel group", "Sessions", "Engaged sessions", "Key events"),
        EXPLORATION: ("Session source / medium", "Date", "Sessions", "Engaged sessions"),
        SNAPSHOT: ("Nth day", "Users"),
    },
)

__all__ = ["SOURCE"]
