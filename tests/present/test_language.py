"""Which language a person reads, and what happens where it has no words."""

from __future__ import annotations

from pathlib import Path

import pytest

from vaekst.present import language as languages
from vaekst.present.language import DANISH, ENGLISH, LANGUAGES, language


@pytest.mark.parametrize("code", ["da", "da-DK", "da_DK", "DA"])
def test_danish_is_known_by_all_its_codes(code: str) -> None:
    assert language(code) is DANISH


@pytest.mark.parametrize("code", [None, "", "en", "sv", "klingon"])
def test_every_other_reader_gets_english(code: str | None) -> None:
    assert language(code) is ENGLISH


def test_messages_are_translated_and_counted() -> None:
    assert DANISH.gettext("no data") == "ingen data"
    assert DANISH.ngettext("{count} post", "{count} posts", 2) == "{count} opslag"
    assert ENGLISH.ngettext("{count} post", "{count} posts", 1) == "{count} post"


def test_what_the_catalogue_lacks_is_said_in_english() -> None:
    assert DANISH.gettext("Nobody translated this.") == "Nobody translated this."


def test_without_a_catalogue_everything_is_said_in_english(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(languages, "CATALOGUES", tmp_path / "none")
    languages._catalogue.cache_clear()
    assert DANISH.gettext("no data") == "no data"


def test_an_empty_message_stays_empty() -> None:
    # gettext keeps the catalogue's header under the empty message.
    assert DANISH.gettext("") == ""


def test_every_language_has_numbers_and_days_of_its_own() -> None:
    assert {code: str(one.locale) for code, one in LANGUAGES.items()} == {"en": "en_GB", "da": "da_DK"}
