"""Matomo: reports exported as CSV, by day or for a period."""

from vaekst.core.sentence import N_, Sentence
from vaekst.sources.contract import Source
from vaekst.sources.matomo.read import read
from vaekst.sources.matomo.recognise import DAYS, LABELS, NAME, recognise

SOURCE = Source(
    name=NAME,
    label=Sentence("source_matomo", N_("Matomo (reports as CSV)")),
    platforms=(NAME,),
    recognise=recognise,
    read=read,
    kinds={
        DAYS: ("date", "nb_visits", "nb_uniq_visitors", "nb_actions"),
        LABELS: ("label", "nb_visits", "nb_uniq_visitors", "nb_actions"),
    },
)

__all__ = ["SOURCE"]
