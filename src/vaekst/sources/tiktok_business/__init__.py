"""TikTok Business Suite: days of the account, days of its audience, and its videos."""

from vaekst.core.sentence import N_, Sentence
from vaekst.sources.contract import Source
from vaekst.sources.tiktok_business.read import read
from vaekst.sources.tiktok_business.recognise import ACCOUNT, AUDIENCE, NAME, VIDEOS, recognise

SOURCE = Source(
    name=NAME,
    label=Sentence("source_tiktok_business", N_("TikTok Business Suite export")),
    platforms=("tiktok",),
    recognise=recognise,
    read=read,
    kinds={
        ACCOUNT: ("Date", "Video views", "Reached audience", "Profile views"),
        AUDIENCE: ("Date", "Reached audience", "Engaged audience", "Total followers"),
        VIDEOS: ("Video link", "Post time", "Video views"),
    },
)

__all__ = ["SOURCE"]
