"""TikTok Ads: what advertisements cost, and what the platform says they brought."""

from vaekst.core.sentence import N_, Sentence
from vaekst.sources.contract import Source
from vaekst.sources.tiktok_ads.headers import PLATFORM
from vaekst.sources.tiktok_ads.read import read
from vaekst.sources.tiktok_ads.recognise import recognise

SOURCE = Source(
    name=PLATFORM.name,
    label=Sentence("source_tiktok_ads", N_("TikTok Ads costs")),
    platforms=(PLATFORM.name,),
    recognise=recognise,
    read=read,
    kinds={
        "costs by campaign": ("Campaign name", "Cost"),
        "costs by ad group": ("Ad group name", "Cost"),
        "costs by ad": ("Ad name", "Cost"),
        "costs of the account": ("By Day", "Cost"),
    },
)

__all__ = ["SOURCE"]
