"""TikTok Studio: days of a creator's account, its videos, its followers by hour, gender and country."""

from vaekst.core.sentence import N_, Sentence
from vaekst.sources.contract import Source
from vaekst.sources.tiktok_studio.headers import KINDS
from vaekst.sources.tiktok_studio.read import read
from vaekst.sources.tiktok_studio.recognise import NAME, recognise

SOURCE = Source(
    name=NAME,
    label=Sentence("source_tiktok_studio", N_("TikTok Studio export")),
    platforms=("tiktok",),
    recognise=recognise,
    read=read,
    kinds={name: kind.needed for name, kind in KINDS.items()},
)

__all__ = ["SOURCE"]
