"""Erasing for good: a person in the facts, a member of the installation, a brand.

    person   a lead, or who wrote a comment: gone from facts, originals and waiting uploads
    member   somebody who signs in: what they decided stays, under a pseudonym
    brand    everything, but for one line that a brand was erased

Each can be looked at first, can be done again after a crash, and is itself recorded, without a word about whom.
"""

from vaekst.actions.erasure.brand import BrandErased, about_brand, erase_brand
from vaekst.actions.erasure.member import MemberErased, about_member, erase_member
from vaekst.actions.erasure.person import PersonErased, about_person, erase_person
from vaekst.actions.erasure.record import erasures

__all__ = [
    "BrandErased",
    "MemberErased",
    "PersonErased",
    "about_brand",
    "about_member",
    "about_person",
    "erase_brand",
    "erase_member",
    "erase_person",
    "erasures",
]
