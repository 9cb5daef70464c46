"""YouTube Studio: Analytics, advanced mode, export as CSV. See docs/reference/sources/youtube.md."""

from vaekst.core.sentence import N_, Sentence
from vaekst.sources.contract import Source
from vaekst.sources.youtube.read import read
from vaekst.sources.youtube.recognise import BREAKDOWN, BREAKDOWN_CHART, CHART, NAME, TABLE, TOTALS, recognise

SOURCE = Source(
    name=NAME,
    label=Sentence("source_youtube", N_("YouTube Studio export")),
    platforms=("youtube",),
    recognise=recognise,
    read=read,
    kinds={
        TABLE: ("Content", "Video title", "Video publish time", "Views"),
        CHART: ("Date", "Content", "Video title", "Views"),
        TOTALS: ("Date", "Views"),
        BREAKDOWN: ("Geography", "Views"),
        BREAKDOWN_CHART: ("Date", "Geography", "Views"),
    },
)
