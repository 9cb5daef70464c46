"""Whether a link, or a row of an export, keeps the brand's standard: what breaks it, and how it should read."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import unquote, urlsplit

from vaekst.core.errors import BadInput, nearest
from vaekst.core.sentence import N_, Sentence
from vaekst.core.strategy.utm import Distribution
from vaekst.core.utm.aliases import CLASSES, PLATFORMS
from vaekst.core.utm.cleaning import Cleaned, Fault, cleaned
from vaekst.core.utm.placement import FORMATS, Placement
from vaekst.core.utm.standard import Standard
from vaekst.core.utm.tags import FIELDS, PREFIX, Tags, checked_link, key_of, parameters, tagged, tags_in

CHECKED = ("source", "medium", "campaign", "content", "term")
"""The fields a link is checked by."""

_UNTAGGED = {"(none)", "(not set)", "organic", "referral", ""}
_EMPTY = ("", "(not set)", "(none)")


@dataclass(frozen=True, slots=True)
class Checked:
    """A link or a row that was checked. `corrected` and `link` are None where the right ones cannot be known."""

    tags: Tags
    faults: tuple[Fault, ...] = ()
    placement: Placement | None = None
    corrected: Tags | None = None
    link: str | None = None

    @property
    def keeps(self) -> bool:
        """Whether it keeps the standard."""
        return not self.faults


def check_link(url: str, standard: Standard) -> Checked:
    """The link held against the standard. Nothing is raised: what is wrong is among its faults."""
    try:
        tags = tags_in(url)
    except BadInput as error:
        return Checked(Tags(), (Fault("", error.sentence),))
    faults = tuple(_faults_of_address(url))
    if not tags.told():
        none = Sentence("no_tags", N_("It holds no UTM fields: nobody can tell where its visits come from."))
        return Checked(tags, (*faults, Fault("", none)))
    found = check_tags(tags, standard)
    link = None if found.corrected is None else _tagged(url, found.corrected)
    return replace(found, faults=(*faults, *found.faults), link=link)


def check_tags(tags: Tags, standard: Standard, *, told: Collection[str] = CHECKED) -> Checked:
    """The tags held against the standard. `told` names the fields somebody looked at: others are not missing."""
    return _Check(tags, standard, frozenset(told)).result()


def is_tagged(tags: Tags, standard: Standard) -> bool:
    """Whether a row of an export came from a link of ours: it has a campaign, or a medium no tool gives by itself."""
    source = (tags.source or "").casefold()
    if source in {word.casefold() for word in standard.utm.elsewhere} or source.startswith("("):
        return False
    named = [value for value in (tags.campaign, tags.content) if value and not value.startswith("(")]
    return bool(named) or (tags.medium or "").casefold() not in _UNTAGGED


def group_remark(placement: Placement, standard: Standard) -> Sentence | None:
    """A word where GA4 will count the placement in another channel group than it belongs in."""
    meant, counted = standard.intended_group(placement), standard.group(placement)
    if meant == counted:
        return None
    template = N_(
        "Google Analytics will count this link as {counted}, not as {meant}: its rules read source '{source}', medium "
        "'{medium}' and campaign '{campaign}'. Choose other names if that matters."
    )
    tags = standard.tags(placement)
    values = {"source": tags.source, "medium": tags.medium, "campaign": tags.campaign}
    return Sentence("other_group", template, counted=counted, meant=meant, **values)


def _tagged(url: str, tags: Tags) -> str | None:
    try:
        return tagged(urlsplit(url.strip())._replace(fragment="").geturl() if _is_hidden(url) else url, tags)
    except BadInput:
        return None


def _is_hidden(url: str) -> bool:
    """Whether the fragment holds the fields."""
    return f"{PREFIX}source=" in urlsplit(url).fragment.lower()


def _faults_of_address(url: str) -> Iterator[Fault]:
    """What is wrong with the parameters' names, before their values are looked at."""
    seen: dict[str, str] = {}
    for name, value in parameters(checked_link(url)):
        key, field = key_of(name), key_of(name).removeprefix(PREFIX)
        if key.startswith(PREFIX) and field in FIELDS:
            if name != key:
                template = N_("'{given}' is written {right}: tools do not read it otherwise.")
                yield Fault(field, Sentence("field_case", template, given=unquote(name), right=key))
            if seen.setdefault(field, value) != value:
                template = N_("{field} stands twice, as '{first}' and as '{second}'. Keep one.")
                values = {"field": key, "first": unquote(seen[field]), "second": unquote(value)}
                yield Fault(field, Sentence("field_twice", template, **values))
        elif key.startswith("utm") and (near := nearest(key, [f"{PREFIX}{known}" for known in FIELDS])):
            template = N_("'{given}' is no UTM field. Did you mean {nearest}?")
            yield Fault("", Sentence("unknown_field", template, given=unquote(name), nearest=near))
    if _is_hidden(url):
        yield Fault("", Sentence("behind_hash", N_("UTM fields stand behind the #, where tools do not look.")))


class _Check:
    """One check: values put right first, then what they name, then whether they fit together."""

    def __init__(self, tags: Tags, standard: Standard, told: frozenset[str]) -> None:
        self.tags, self.standard, self.told = tags, standard, told
        self.faults: list[Fault] = []

    def result(self) -> Checked:
        clean = Tags(**{field: self._clean(field) for field in CHECKED if field in self.told})
        distribution = self._class(clean.medium)
        named = self._named(clean)
        placement = self._placement(named, distribution)
        if placement is None:
            self._source_alone(clean.source, distribution)
            return Checked(self.tags, tuple(self.faults))
        self._fits(clean, placement)
        corrected = self.standard.tags(placement) if self.faults else None
        return Checked(self.tags, tuple(self.faults), placement, corrected)

    def _clean(self, field: str) -> str | None:
        given = getattr(self.tags, field)
        if given is None or given.strip().casefold() in _EMPTY:
            if field != "term":
                self._note(field, "missing", N_("{field} is missing."))
            return None
        found: Cleaned = cleaned(field, given)
        self.faults.extend(found.faults)
        return found.value

    def _class(self, medium: str | None) -> Distribution | None:
        if medium is None:
            return None
        known = self.standard.classes
        if medium in known:
            return known[medium]
        meant = CLASSES.get(medium) or known.get(nearest(medium, known) or "")
        right = None if meant is None else dict(self.standard.utm.media)[meant]
        self._unknown("medium", "unknown_medium", N_("medium"), medium, right, known)
        return meant

    def _named(self, clean: Tags) -> dict[str, str | None] | None:
        """The dimensions that are carried, with the nearest names where unknown ones are close to one."""
        if not {"campaign", "content"} <= self.told or clean.campaign is None or clean.content is None:
            return None
        named = self.standard.parts_of(clean)
        if named is None:
            self._shape(clean)
            return None
        channel = self._known(N_("channel"), named["channel"], self.standard.channels)
        concept = self._known(N_("concept"), named["concept"], self.standard.concepts)
        shape = self._format(named["format"])
        if channel is None or (concept is None and named["concept"]):
            return None
        return {**named, "channel": channel, "concept": concept, "format": shape}

    def _shape(self, clean: Tags) -> None:
        for field in ("campaign", "content", "term"):
            template, value = getattr(self.standard.utm.fields, field), getattr(clean, field)
            if template is None or value is None or self.standard.fits(field, value):
                continue
            words = N_("{field} is '{given}', and has to read {template}.")
            self._note(field, "wrong_shape", words, given=getattr(self.tags, field), template=template)

    def _known(self, what: str, given: str | None, known: Collection[str]) -> str | None:
        if given is None or given in known:
            return given
        meant = nearest(given, known)
        self._unknown("content", f"unknown_{what}", what, given, meant, known)
        return meant

    def _format(self, given: str | None) -> str | None:
        """Formats are free; one that is nearly a usual one was misspelt."""
        if given is None or given in FORMATS:
            return given
        same = given.replace("-", "_")
        meant = same if same in FORMATS else nearest(given, FORMATS)
        if meant is None:
            return given
        self._unknown("content", "unknown_format", N_("format"), given, meant, FORMATS)
        return meant

    def _unknown(self, field: str, code: str, what: str, given: str, meant: str | None, known: Collection[str]) -> None:
        values = {"what": what, "given": given, "known": ", ".join(list(known)[:12]), "nearest": meant}
        if meant:
            self._note(
                field, code, N_("{field}: there is no {what:word} '{given}'. Did you mean '{nearest}'?"), **values
            )
        else:
            self._note(field, code, N_("{field}: there is no {what:word} '{given}'. Known: {known}."), **values)

    def _placement(self, named: dict[str, str | None] | None, distribution: Distribution | None) -> Placement | None:
        if named is None or distribution is None:
            return None
        return Placement(distribution=distribution, **named)  # type: ignore[arg-type]  # the required ones are there

    def _fits(self, clean: Tags, placement: Placement) -> None:
        """Whether source and id are those of the placement, and whether GA4 sorts it where it belongs."""
        right = self.standard.tags(placement)
        if clean.source is not None and clean.source != right.source:
            template = N_(
                "utm_source is '{given}', and has to be '{right}' for a link of {channel} in the class {class:word}."
            )
            values = {"given": clean.source, "right": right.source, "channel": placement.channel}
            self._note("source", "wrong_source", template, **values, **{"class": placement.distribution})
        if self.tags.id and not self.faults and self.tags.settled().id != right.id:
            template = N_("utm_id is '{given}', and this placement's is '{right}': the link was changed by hand.")
            self._note("id", "wrong_id", template, given=self.tags.id, right=right.id)

    def _source_alone(self, source: str | None, distribution: Distribution | None) -> None:
        """A source that cannot be held against a placement still names a platform, a creator, or neither."""
        words = set(self.standard.words.values())
        if source is None or source in words or distribution == "partner":
            return
        platform = PLATFORMS.get(source)
        fitting = [word for name, word in self.standard.words.items() if self.standard.channels[name] == platform]
        self._unknown(
            "source", "unknown_source", N_("source"), source, next(iter(fitting), nearest(source, words)), words
        )

    def _note(self, field: str, code: str, template: str, /, **values: Any) -> None:
        self.faults.append(Fault(field, Sentence(code, template, **{"field": f"{PREFIX}{field}", **values})))
