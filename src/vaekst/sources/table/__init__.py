"""Tables of one's own, as CSV, TSV or workbook: posts, days, production, costs, leads and tags."""

from vaekst.core.sentence import N_, Sentence
from vaekst.sources.contract import Source
from vaekst.sources.table.guess import Guess, guess_mapping
from vaekst.sources.table.kinds import KINDS
from vaekst.sources.table.profiles import confirmed, fingerprint
from vaekst.sources.table.read import read
from vaekst.sources.table.recognise import NAME, recognise

SOURCE = Source(
    name=NAME,
    label=Sentence("source_table", N_("Table of one's own")),
    platforms=(),
    recognise=recognise,
    read=read,
    kinds={kind.name: tuple(kind.fields) for kind in KINDS.values()},
)

__all__ = ["SOURCE", "Guess", "confirmed", "fingerprint", "guess_mapping"]
