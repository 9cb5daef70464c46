"""LinkedIn Ads: what advertisements cost, and what the platform says they brought."""

from vaekst.core.sentence import N_, Sentence
from vaekst.sources.contract import Source
from vaekst.sources.linkedin_ads.headers import PLATFORM
from vaekst.sources.linkedin_ads.read import read
from vaekst.sources.linkedin_ads.recognise import recognise

SOURCE = Source(
    name=PLATFORM.name,
    label=Sentence("source_linkedin_ads", N_("LinkedIn Ads costs")),
    platforms=(PLATFORM.name,),
    recognise=recognise,
    read=read,
    kinds={
        "costs by campaign": ("Campaign Name", "Total Spent"),
        "costs by ad": ("Creative Name", "Total Spent"),
        "costs of the account": ("Account Name", "Total Spent"),
    },
)

__all__ = ["SOURCE"]
