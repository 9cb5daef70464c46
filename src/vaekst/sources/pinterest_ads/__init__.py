"""Pinterest Ads: what advertisements cost, and what the platform says they brought."""

from vaekst.core.sentence import N_, Sentence
from vaekst.sources.contract import Source
from vaekst.sources.pinterest_ads.headers import PLATFORM
from vaekst.sources.pinterest_ads.read import read
from vaekst.sources.pinterest_ads.recognise import recognise

SOURCE = Source(
    name=PLATFORM.name,
    label=Sentence("source_pinterest_ads", N_("Pinterest Ads costs")),
    platforms=(PLATFORM.name,),
    recognise=recognise,
    read=read,
    kinds={
        "costs by campaign": ("Campaign name", "Spend in account currency"),
        "costs by ad group": ("Ad group name", "Spend in account currency"),
        "costs by ad": ("Ad name", "Spend in account currency"),
        "costs of the account": ("Date", "Spend in account currency"),
    },
)

__all__ = ["SOURCE"]
