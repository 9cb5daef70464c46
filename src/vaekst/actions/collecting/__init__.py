"""Events of the brand's own websites: accepted one by one, kept at once, taken into the lake in batches."""

from vaekst.actions.collecting.accepting import Asked, accept, site_of
from vaekst.actions.collecting.draining import drain, drain_all
from vaekst.actions.collecting.keys import close_key, open_key, open_keys

__all__ = ["Asked", "accept", "close_key", "drain", "drain_all", "open_key", "open_keys", "site_of"]
