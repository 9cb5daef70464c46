"""Secrets are sealed, and a new key leaves none behind."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from vaekst.actions import secrets
from vaekst.core.errors import Trouble

TOKEN = {"token": "hunter2hunter2"}


@pytest.fixture(autouse=True)
def home(settings: Any, tmp_path: Path) -> Path:
    settings.VAEKST_HOME = tmp_path / "home"
    return settings.VAEKST_HOME


def test_what_is_sealed_can_be_opened_and_not_be_read():
    sealed = secrets.sealed(TOKEN)
    assert secrets.opened(sealed) == TOKEN
    assert "hunter2" not in sealed
    assert secrets.sealed(TOKEN) != sealed


def test_the_key_is_for_its_owner_alone(home: Path):
    secrets.sealed(TOKEN)
    assert (home / secrets.KEYS).stat().st_mode & 0o777 == 0o600
    assert [path.name for path in home.iterdir()] == [secrets.KEYS]


def test_a_new_key_opens_what_an_old_one_sealed_until_that_is_forgotten(home: Path):
    sealed = secrets.sealed(TOKEN)
    secrets.add_key()
    assert secrets.opened(sealed) == TOKEN
    anew = secrets.resealed(sealed)
    secrets.forget_old_keys()
    assert secrets.opened(anew) == TOKEN
    assert len((home / secrets.KEYS).read_text().split()) == 1
    with pytest.raises(Trouble, match="not the key"):
        secrets.opened(sealed)


def test_without_its_key_a_secret_is_lost_in_words(home: Path):
    sealed = secrets.sealed(TOKEN)
    (home / secrets.KEYS).unlink()
    with pytest.raises(Trouble, match="Connect it again"):
        secrets.opened(sealed)
