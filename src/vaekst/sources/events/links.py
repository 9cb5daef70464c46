"""What a touch came by: tags, host and page, without anything that could name a person."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import parse_qsl, urlsplit

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from vaekst.core.facts import DIMENSIONS, UTM
from vaekst.core.utm import Standard, Tags, as_told
from vaekst.core.utm import dimensions as read_dimensions
from vaekst.sources.events.cells import each, filled, plain, texts
from vaekst.sources.events.headers import DIRECT_WORDS, PAGE, REFERRER
from vaekst.sources.reading.fields import Fields

_LONGEST_TAG, _LONGEST_PAGE = 200, 500
DISTRIBUTION = frozenset({"owned", "paid", "partner", "direct"})
_LONGEST_LINK = 8192


def tags(table: Fields) -> Mapping[str, pa.Array]:
    """UTM parameters by column: as the file's own columns state them, else as the page's address carries them."""
    pages = texts(table, PAGE)
    found: dict[str, pa.Array] = {}
    for name in UTM:
        stated = texts(table, name)
        cut = each(stated, lambda text: text[:_LONGEST_TAG], pa.string())
        carried = each(pages, lambda page, name=name: _parameter(page, name), pa.string())  # type: ignore[misc]
        found[name] = filled(cut, carried)
    return found


def places(table: Fields) -> Mapping[str, pa.Array]:
    """The page a touch landed on, and the host it came from."""
    return {
        "landing_page": each(texts(table, PAGE), page_of, pa.string()),
        "referrer_host": each(texts(table, REFERRER), host_of, pa.string()),
    }


def dimensions(
    table: Fields, tagged: Mapping[str, pa.Array], hosts: pa.Array, standard: Standard | None
) -> Mapping[str, pa.Array]:
    """What attribution is asked by: as stated, else as the brand's standard reads the tags, else the channel by its source;
    neither tag nor host is a direct visit."""
    stated = {name: each(texts(table, name), _name, pa.string()) for name in DIMENSIONS}
    by_tag = each(tagged["utm_source"].dictionary_encode(), _name, pa.string())
    is_direct = pc.and_(
        pc.and_(pc.is_null(tagged["utm_source"]), pc.is_null(tagged["utm_medium"])), pc.is_null(plain(hosts))
    )
    direct = pc.if_else(is_direct, pa.scalar("direct"), pa.scalar(None, pa.string()))
    can_tell = any(name in table for name in ("utm_source", "utm_medium", PAGE, REFERRER))
    read = _by_standard(tagged, standard) if standard else stated
    channel = filled(stated["channel"], read["channel"], by_tag, direct) if can_tell else stated["channel"]
    nowhere = pc.if_else(pc.equal(channel, "direct"), pa.scalar("direct"), pa.scalar(None, pa.string()))
    known = pc.is_in(stated["distribution"], value_set=pa.array(sorted(DISTRIBUTION)))
    told = pc.if_else(known, stated["distribution"], pa.scalar(None, pa.string()))
    parts = {name: filled(stated[name], read[name]) for name in DIMENSIONS}
    return {
        **parts,
        "channel": channel,
        "distribution": filled(told, read["distribution"] if standard else told, nowhere),
    }


def _by_standard(tagged: Mapping[str, pa.Array], standard: Standard) -> Mapping[str, pa.Array]:
    """What the brand's standard reads out of the tags, asked once for each set of tags."""
    alike = np.zeros(len(tagged["utm_source"]), np.int64)
    for column in tagged.values():
        codes = column.dictionary_encode(null_encoding="encode")
        joined = alike * max(len(codes.dictionary), 1) + codes.indices.to_numpy()
        _, first, alike = np.unique(joined, return_index=True, return_inverse=True)
    sets = [
        Tags(**{name.removeprefix("utm_"): column[row].as_py() for name, column in tagged.items()})
        for row in (first.tolist() if len(alike) else [])
    ]
    read = [read_dimensions(tags, standard) for tags in sets]
    return {
        name: pa.array([getattr(each, name) for each in read], pa.string()).take(pa.array(alike)) for name in DIMENSIONS
    }


def page_of(address: str) -> str | None:
    """Host and path of a page; what follows `?` or `#`, and a name before `@`, may be about a person and is left out."""
    path = re.split(r"[?#]", address[:_LONGEST_LINK], maxsplit=1)[0]
    bare = path.rpartition("://")[2]
    host, slash, rest = bare.partition("/")
    return f"{host.rpartition('@')[2]}{slash}{rest}"[:_LONGEST_PAGE] or None


def host_of(address: str) -> str | None:
    """The host of an address, without `www.`; None for what has none."""
    bare = (page_of(address) or "").partition("/")[0].partition(":")[0].casefold().removeprefix("www.")
    return None if bare in DIRECT_WORDS or "." not in bare else bare[:_LONGEST_TAG]


def _parameter(page: str, name: str) -> str | None:
    try:
        query = urlsplit(page[:_LONGEST_LINK]).query
    except ValueError:  # such as half an IPv6 address
        return None
    return next((value[:_LONGEST_TAG] for key, value in parse_qsl(query) if key == name), None)


def _name(text: str) -> str:
    """A name as an id, however nowhere is written."""
    return "direct" if text.casefold() in DIRECT_WORDS else as_told(text)[:_LONGEST_TAG]
