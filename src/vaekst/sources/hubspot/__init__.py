"""HubSpot's exports of contacts and deals: leads with their stage, worth and origin, and no readable person."""

from vaekst.core.sentence import N_, Sentence
from vaekst.sources.contract import Source
from vaekst.sources.hubspot.read import read
from vaekst.sources.hubspot.recognise import CONTACTS, DEALS, NAME, recognise

SOURCE = Source(
    name=NAME,
    label=Sentence("source_hubspot", N_("HubSpot contacts and deals")),
    platforms=("hubspot",),
    recognise=recognise,
    read=read,
    kinds={
        CONTACTS: ("Record ID", "Email", "Create Date", "Lifecycle Stage", "Original Traffic Source"),
        DEALS: ("Record ID", "Deal Name", "Deal Stage", "Create Date", "Close Date", "Amount"),
    },
)

__all__ = ["SOURCE"]
