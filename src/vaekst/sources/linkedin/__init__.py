"""Exports of a LinkedIn page: days and posts of the content, followers and visitors, in workbooks of several sheets."""

from vaekst.core.sentence import N_, Sentence
from vaekst.sources.contract import Source
from vaekst.sources.linkedin.read import read
from vaekst.sources.linkedin.recognise import DAYS, FOLLOWERS, GROUPS, NAME, POSTS, VISITORS, recognise

SOURCE = Source(
    name=NAME,
    label=Sentence("source_linkedin", N_("LinkedIn page export (content, followers, visitors)")),
    platforms=("linkedin",),
    recognise=recognise,
    read=read,
    kinds={
        DAYS: ("Date", "Impressions (organic)", "Impressions (sponsored)", "Impressions (total)"),
        POSTS: ("Post title", "Post link", "Created date", "Impressions", "Likes"),
        FOLLOWERS: ("Date", "Sponsored followers", "Organic followers", "Total followers"),
        VISITORS: ("Date", "Total page views (total)", "Total unique visitors (total)"),
        GROUPS: ("Location", "Total followers"),
    },
)

__all__ = ["SOURCE"]
