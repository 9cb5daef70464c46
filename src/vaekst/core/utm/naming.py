"""Names people give, such as a creator's, as slugs; two names are never one slug."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

from vaekst.core.errors import BadInput, Conflict
from vaekst.core.sentence import N_
from vaekst.core.strategy.fields import slug
from vaekst.core.strategy.matching import fold

LONGEST = 40
"""Signs of a slug made from a name, so that a link stays short enough to post."""


def slugged(name: str) -> str:
    """The name as a slug: `Åse Bæk` is `aase-baek`. Raises BadInput where nothing is left of it, or too much."""
    made = slug(name)
    if not made:
        raise BadInput(
            "no_slug",
            N_("'{name}' holds no letter or digit that may stand in a link. Write it with a to z and 0 to 9."),
            name=name,
        )
    if len(made) > LONGEST:
        raise BadInput(
            "long_slug",
            N_("'{name}' is too long for a link. Allowed: {longest} signs. Use a short name."),
            name=name,
            longest=LONGEST,
        )
    return made


def as_told(name: str) -> str:
    """The name as an id. One with letters that ids do not have, such as Cyrillic ones, stays as it is but for letter case and
    spaces: what is left of it without them could be anybody's.
    """
    letters = unicodedata.normalize("NFKD", name.casefold())
    is_foreign = any(sign.isalpha() and not sign.isascii() and sign not in "æø" for sign in letters)
    return ("" if is_foreign else slug(name)) or " ".join(name.casefold().split())


def format_slug(name: str) -> str:
    """The format as facts spell it: `Short video` is `short_video`."""
    return slugged(name).replace("-", "_")


def kept_apart(what: str, name: str, known: Mapping[str, str]) -> str:
    """The slug of the name. `known` holds the names there are by their slug; capitals and spaces make no other name.

    Raises Conflict where another name has that slug already, and BadInput as `slugged` does.
    """
    made = slugged(name)
    other = known.get(made)
    if other is None or fold(other) == fold(name) or name == made:
        return made
    raise Conflict(
        "same_slug",
        N_(
            "The {what:word} '{name}' would be {slug} in links, and so is '{other}'. They could not be told apart: "
            "write '{other}' if that is meant, else add something to the name."
        ),
        what=what,
        name=name,
        slug=made,
        other=other,
    )
