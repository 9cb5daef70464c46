"""X: days of the account, posts with what they earned, and the older table of tweets."""

from vaekst.core.sentence import N_, Sentence
from vaekst.sources.contract import Source
from vaekst.sources.x.read import read
from vaekst.sources.x.recognise import NAME, OVERVIEW, POSTS, TWEETS, recognise

SOURCE = Source(
    name=NAME,
    label=Sentence("source_x", N_("X analytics export")),
    platforms=("x",),
    recognise=recognise,
    read=read,
    kinds={
        OVERVIEW: ("Date", "Impressions", "Engagements", "New follows"),
        POSTS: ("Post id", "Post Link", "Date", "Impressions"),
        TWEETS: ("Tweet id", "Tweet permalink", "time", "impressions"),
    },
)

__all__ = ["SOURCE"]
