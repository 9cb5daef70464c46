"""The languages people read Vaekst in. One catalogue serves these pages and Django's templates."""

from __future__ import annotations

import gettext
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from babel import Locale

CATALOGUES = Path(__file__).resolve().parent.parent / "locale"
DOMAIN = "django"


@dataclass(frozen=True, slots=True)
class Language:
    """A language: `code` as in `lang="da"`, its own `name`, and the region numbers and dates follow."""

    code: str
    name: str
    region: str

    @property
    def locale(self) -> Locale:
        return _locale(self.region)

    def gettext(self, message: str) -> str:
        """The message in this language; in English where the catalogue does not have it."""
        return _catalogue(self.code).gettext(message) if message else ""

    def ngettext(self, one: str, many: str, count: int) -> str:
        """The form of the message that goes with the count."""
        return _catalogue(self.code).ngettext(one, many, count)


ENGLISH = Language("en", "English", "en_GB")
DANISH = Language("da", "Dansk", "da_DK")
LANGUAGES: Mapping[str, Language] = {language.code: language for language in (ENGLISH, DANISH)}


def language(code: str | None) -> Language:
    """The language for a code such as `da` or `da-DK`; English for any other."""
    return LANGUAGES.get((code or "").replace("_", "-").split("-")[0].lower(), ENGLISH)


@cache
def _locale(region: str) -> Locale:
    return Locale.parse(region)


@cache
def _catalogue(code: str) -> gettext.NullTranslations:
    return gettext.translation(DOMAIN, str(CATALOGUES), languages=[code], fallback=True)
