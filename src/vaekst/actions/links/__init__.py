"""Links: put into the register, checked against the standard, followed in their short form.

make, make_many, withdraw              the register: one link a placement
check_links, check_file, check_facts   what breaks the brand's UTM standard
follow                                 where a short link leads, and that it was followed
clicks_of                              how often, by link
register_of, described                 the register with everything people ask of a link
"""

from vaekst.actions.links.checks import Found, Report, check_facts, check_file, check_links
from vaekst.actions.links.clicks import Clicks, clicks_of
from vaekst.actions.links.counting import count_all, count_waiting
from vaekst.actions.links.following import Visitor, follow, short_url
from vaekst.actions.links.listing import Listed, described, register_of
from vaekst.actions.links.register import BadWishes, Made, make, make_many, names, standard, withdraw
from vaekst.actions.links.tables import wishes_in

__all__ = [
    "BadWishes", "Clicks", "Found", "Listed", "Made", "Report", "Visitor",
    "check_facts", "check_file", "check_links", "clicks_of", "count_all", "count_waiting", "described", "follow", "make", "make_many", "names",
    "register_of", "short_url", "standard", "wishes_in", "withdraw",
]  # fmt: skip
