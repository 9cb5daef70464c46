"""Meta Ads: what advertisements cost, and what the platform says they brought."""

from vaekst.core.sentence import N_, Sentence
from vaekst.sources.contract import Source
from vaekst.sources.meta_ads.headers import PLATFORM
from vaekst.sources.meta_ads.read import read
from vaekst.sources.meta_ads.recognise import recognise

SOURCE = Source(
    name=PLATFORM.name,
    label=Sentence("source_meta_ads", N_("Meta Ads costs")),
    platforms=(PLATFORM.name,),
    recognise=recognise,
    read=read,
    kinds={
        "costs by campaign": ("Campaign name", "Amount spent"),
        "costs by ad group": ("Ad set name", "Amount spent"),
        "costs by ad": ("Ad name", "Amount spent"),
        "costs of the account": ("Reporting starts", "Amount spent"),
    },
)

__all__ = ["SOURCE"]
