"""Which column of a table is probably which field: by its header first, by its cells where that says nothing."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from vaekst.core.sentence import N_, Sentence
from vaekst.sources.reading.words import plain, visible
from vaekst.sources.table.headers import AMBIGUOUS, OF_KIND, SYNONYMS
from vaekst.sources.table.kinds import KINDS, Holds, Kind
from vaekst.sources.table.looks import Look, suits

SURE, LIKELY, GUESSED = 0.9, 0.6, 0.3
"""From this certainty on a match is called sure, likely, or a guess."""

_CANONICAL, _WORD, _PART, _BY_CELLS, _CONTRADICTED = 1.0, SURE, LIKELY, 0.5, GUESSED
_SHORTEST_PART = 5
"""Synonyms shorter than this are only matched whole: `id` stands in too many words."""

_AVERAGE = re.compile(
    r"\b(?:avg|average|mean|gns|gennemsnit\w*|durchschn\w*|mittlere\w*)\b|\bø |\b(?:per|pr\.?|pro) \w"
)
_SHARE = re.compile(r"%|rate\b|\bratio\b|\bpct\b|procent|percent|prozent|\bandel|\banteil")
_AVERAGED = frozenset({"avg_view_s", "retention_3s", "retention_15s"})
_SUMMED = frozenset({Holds.COUNT, Holds.SECONDS, Holds.MINUTES, Holds.MONEY})
_BY_LOOK: Mapping[Look, tuple[str, ...]] = {
    Look.LINKS: ("permalink",),
    Look.EMAILS: ("email",),
    Look.DATES: ("date", "published_at"),
    Look.MONEY: ("amount", "cost", "value"),
    Look.PLATFORMS: ("platform", "channel"),
    Look.CURRENCIES: ("currency",),
}
_LOOKS_LIKE: Mapping[Look, Sentence] = {
    Look.LINKS: Sentence("cells_are_links", N_("The header says nothing; the cells are links.")),
    Look.EMAILS: Sentence("cells_are_emails", N_("The header says nothing; the cells are e-mail addresses.")),
    Look.DATES: Sentence("cells_are_dates", N_("The header says nothing; the cells are dates.")),
    Look.MONEY: Sentence("cells_are_money", N_("The header says nothing; the cells are amounts with a currency.")),
    Look.PLATFORMS: Sentence("cells_are_platforms", N_("The header says nothing; the cells name platforms.")),
    Look.CURRENCIES: Sentence("cells_are_currencies", N_("The header says nothing; the cells are currencies.")),
}


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its place, its header, and what its cells look like (None: all are empty)."""

    place: int
    header: str
    looks: frozenset[Look] | None


@dataclass(frozen=True, slots=True)
class Match:
    """The field a column probably is, how sure that is (0 to 1), and why."""

    field: str
    confidence: float
    why: Sentence


@dataclass(frozen=True, slots=True)
class KindMatch:
    """The kind a table probably is, how sure that is (0 to 1), and why."""

    kind: Kind
    confidence: float
    why: Sentence


def sureness(confidence: float) -> str:
    """The certainty in a word: `sure`, `likely`, `guess` or `none`."""
    return "sure" if confidence >= SURE else "likely" if confidence >= LIKELY else "guess" if confidence > 0 else "none"


def likeliest(columns: Sequence[Column], *, platform: str | None) -> KindMatch | None:
    """The kind whose needs the columns meet best; None when none is met at all."""
    ranked: list[tuple[float, float, Kind, dict[int, Match]]] = []
    for kind in KINDS.values():
        found = matched(columns, kind, platform=platform or "any")
        sure = {match.field: match.confidence for match in found.values()}
        groups = [max((sure.get(name, 0.0) for name in group), default=0.0) for group in kind.needs]
        met = sum(group > 0 for group in groups)
        if met:
            weakest = min(groups)
            ranked.append((met / len(groups) * 10 + sum(sure.values()), weakest, kind, found))
    if not ranked:
        return None
    ranked.sort(key=lambda each: -each[0])
    _, weakest, kind, found = ranked[0]
    rivals = [other.name for score, sure_, other, _ in ranked[1:2] if sure_ >= LIKELY and ranked[0][0] - score < 1]
    confidence = weakest if weakest > 0 else GUESSED
    return KindMatch(kind, min(confidence, LIKELY) if rivals else confidence, _why_kind(kind, found, columns, weakest))


def _why_kind(kind: Kind, found: Mapping[int, Match], columns: Sequence[Column], weakest: float) -> Sentence:
    headers = {column.place: column.header for column in columns}
    best = {
        max(fitting, key=lambda place: found[place].confidence)
        for group in kind.needs
        if (fitting := [place for place, match in found.items() if match.field in group])
    }
    told = ", ".join(visible(headers[place]) for place in sorted(best))
    if weakest > 0:
        return Sentence("kind_complete", N_("Told by these columns: {columns}."), columns=told)
    return Sentence(
        "kind_partly", N_("Only some of what it needs was found, in these columns: {columns}."), columns=told
    )


def matched(columns: Sequence[Column], kind: Kind, *, platform: str | None) -> dict[int, Match]:
    """Place -> field; each field once, the surest column first. `platform` settles words that depend on it."""
    proposals = [
        (-match.confidence, -weight, column.place, match)
        for column in columns
        for name in kind.fields
        for match, weight in _proposed(column, name, kind, platform=platform)
    ]
    found: dict[int, Match] = {}
    for _, _, place, match in sorted(proposals, key=lambda each: each[:3]):
        if place not in found and match.field not in {known.field for known in found.values()}:
            found[place] = match
    return found


def _proposed(column: Column, name: str, kind: Kind, *, platform: str | None) -> list[tuple[Match, int]]:
    """What a column could be taken for, with the length of the word that told; at most one match."""
    match, weight = _by_header(column.header, name, kind, platform=platform)
    if match is None:
        by_cells = _by_cells(column, name)
        return [(by_cells, 0)] if by_cells else []
    if not suits(column.looks, name, kind.fields[name]):
        why = Sentence(
            "cells_differ", N_("The header fits, but the cells do not look like it: '{header}'."), header=column.header
        )
        match = Match(name, min(match.confidence, _CONTRADICTED), why)
    return [(match, weight)]


def _by_header(header: str, name: str, kind: Kind, *, platform: str | None) -> tuple[Match | None, int]:
    """By the field's own name, a known word, or a known word inside the header."""
    spoken = plain(header).replace("_", " ").removesuffix(":").strip()
    bare = re.split(r" ?[(\[]", spoken)[0].strip()
    words = (*OF_KIND.get((kind.name, name), ()), *SYNONYMS[name])
    if plain(header) == name or spoken == name.replace("_", " "):
        return Match(name, _CANONICAL, Sentence("header_is_field", N_("The header is the field's own name."))), 99
    if _means_otherwise(spoken, name, kind.fields[name]):
        return None, 0
    if known := next((word for word in (spoken, bare) if word in words), None):
        if platform is None and known in AMBIGUOUS:
            why = Sentence(
                "header_ambiguous", N_("'{word}' means different things on different platforms."), word=known
            )
            return Match(name, _CONTRADICTED, why), len(known)
        return Match(name, _WORD, Sentence("header_known", N_("'{word}' is a known header."), word=known)), len(known)
    parts = (word for word in words if len(word) >= _SHORTEST_PART and re.search(rf"(?<!\w){re.escape(word)}", spoken))
    if part := max(parts, key=len, default=None):
        return Match(name, _PART, Sentence("header_part", N_("The header holds the word '{word}'."), word=part)), len(
            part
        )
    return None, 0


def _means_otherwise(spoken: str, name: str, holds: Holds) -> bool:
    """Whether a header speaks of an average or a share where the field is a sum, or the other way round."""
    if name in _AVERAGED:
        return False
    return bool(_AVERAGE.search(spoken) or (holds in _SUMMED and _SHARE.search(spoken)))


def _by_cells(column: Column, name: str) -> Match | None:
    """By what the cells look like, where that can be one thing only."""
    for look, fields in _BY_LOOK.items():
        if column.looks and name in fields and look in column.looks and not column.looks - {look, Look.NUMBERS}:
            if Look.NUMBERS in column.looks and look is not Look.MONEY:
                continue
            sure = _PART if look in (Look.LINKS, Look.EMAILS) else _BY_CELLS
            return Match(name, sure, _LOOKS_LIKE[look])
    return None
