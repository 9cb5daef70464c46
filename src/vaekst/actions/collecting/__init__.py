"""Events of the brand's own websites: accepted one by one, kept at once, taken into the lake in batches."""

from vaekst.actions.collecting.accepting import Asked, accept, site_of
from vaekst.actions.collecting.draining import drain, drain_all
from vaekst.actions.collecting.keys import Told, allow, close_key, closed_keys, open_key, open_keys, told_by_key

__all__ = [
    "Asked",
    "Told",
    "accept",
    "allow",
    "close_key",
    "closed_keys",
    "drain",
    "drain_all",
    "open_key",
    "open_keys",
    "site_of",
    "told_by_key",
]
