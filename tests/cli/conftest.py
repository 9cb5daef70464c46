from __future__ import annotations

from pathlib import Path

import pytest

from vaekst.actions import people
from vaekst.store.models import Person


@pytest.fixture
def keyboard(db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Person:
    """The person at the keyboard, in an empty folder, on an English machine."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("getpass.getuser", lambda: "freja")
    monkeypatch.setattr("vaekst.cli.init._machines_language", lambda: "en")
    return people.at_the_keyboard().person
