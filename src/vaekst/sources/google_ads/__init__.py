"""Google Ads: what advertisements cost, and what the platform says they brought."""

from vaekst.core.sentence import N_, Sentence
from vaekst.sources.contract import Source
from vaekst.sources.google_ads.headers import PLATFORM
from vaekst.sources.google_ads.read import read
from vaekst.sources.google_ads.recognise import recognise

SOURCE = Source(
    name=PLATFORM.name,
    label=Sentence("source_google_ads", N_("Google Ads costs")),
    platforms=(PLATFORM.name,),
    recognise=recognise,
    read=read,
    kinds={
        "costs by campaign": ("Campaign", "Cost"),
        "costs by ad group": ("Ad group", "Cost"),
        "costs by ad": ("Ad", "Cost"),
        "costs of the account": ("Cost", "Currency code"),
    },
)

__all__ = ["SOURCE"]
