"""The UTM standard: links that say where a visit comes from, built, read back and checked.

standard = standard_of(strategy)
placement = Placement("instagram", batch="2026-w48", concept="ride-along", format="short_video")
standard.link(placement, "https://example.com/offer")
standard.read(tags_in(link)) == placement           # also after platforms changed the link
check_link(link, standard).faults                   # what breaks the standard
dimensions(tags, standard)                          # what attribution gives credit to
"""

from vaekst.core.utm.checking import CHECKED, Checked, check_link, check_tags, group_remark, is_tagged
from vaekst.core.utm.cleaning import Fault
from vaekst.core.utm.dimensions import UNTOLD, Dimensions, dimensions
from vaekst.core.utm.ga4 import channel_group
from vaekst.core.utm.naming import as_told, format_slug, kept_apart, slugged
from vaekst.core.utm.placement import DISTRIBUTIONS, FORMATS, Placement
from vaekst.core.utm.standard import Standard, standard_of
from vaekst.core.utm.tags import FIELDS, LONGEST_LINK, Tags, checked_link, tagged, tags_in
from vaekst.core.utm.wish import PARTS, Names, Wish, every, placement_of

__all__ = [
    "CHECKED", "DISTRIBUTIONS", "FIELDS", "FORMATS", "LONGEST_LINK", "PARTS", "UNTOLD",
    "Checked", "Dimensions", "Fault", "Names", "Placement", "Standard", "Tags", "Wish",
    "as_told", "channel_group", "check_link", "check_tags", "checked_link", "dimensions", "every", "format_slug", "group_remark", "is_tagged",
    "kept_apart", "placement_of", "slugged", "standard_of", "tagged", "tags_in",
]  # fmt: skip
