"""Time zones by their names (IANA), and the one that was probably meant."""

from __future__ import annotations

from functools import cache
from zoneinfo import available_timezones

from vaekst.core.errors import BadInput, nearest
from vaekst.core.sentence import N_


def checked_timezone(given: str) -> str:
    """The name itself. Raises BadInput, naming the nearest, for one that no zone has."""
    if given in _timezones():
        return given
    raise BadInput(
        "unknown_timezone",
        N_("'{given}' is not a time zone. Write one by region and city, such as '{nearest}'."),
        given=given,
        nearest=_nearest(given),
    )


@cache
def _timezones() -> frozenset[str]:
    return frozenset(available_timezones())


def _nearest(given: str) -> str:
    cities = {name.rpartition("/")[2]: name for name in sorted(_timezones()) if "/" in name}
    place = given.strip().replace(" ", "_")
    by_name = nearest(place, _timezones())
    by_city = nearest(place.rpartition("/")[2], cities)
    return by_name or (cities[by_city] if by_city else "Europe/Copenhagen")
