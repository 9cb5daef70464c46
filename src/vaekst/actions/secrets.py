"""Secrets of other services, kept encrypted beside the store.

The keys lie in `connections.key` in the data home, readable by its owner alone: one Fernet key per line, the newest
first. Whoever has only the database has nothing. A new key re-encrypts everything, and then the old one goes.
"""

from __future__ import annotations

import json
import os
import secrets
from collections.abc import Mapping
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings

from vaekst.core.errors import Trouble
from vaekst.core.sentence import N_

KEYS = "connections.key"


def sealed(values: Mapping[str, str]) -> str:
    """The values as text nobody can read without the key."""
    return _keyring().encrypt(json.dumps(dict(values)).encode()).decode("ascii")


def opened(token: str) -> dict[str, str]:
    """The values that were sealed. Raises Trouble where the key is gone."""
    try:
        values = json.loads(_keyring().decrypt(token.encode("ascii")))
    except InvalidToken:
        raise Trouble(
            "key_lost",
            N_(
                "The secret of this account cannot be read: {file} is not the key it was sealed with. Connect it again."
            ),
            file=KEYS,
        ) from None
    return {str(name): str(value) for name, value in values.items()}


def resealed(token: str) -> str:
    """The same secret under the newest key. Raises Trouble where the key is gone."""
    opened(token)
    return _keyring().rotate(token.encode("ascii")).decode("ascii")


def add_key() -> None:
    """A new key before the others; what is sealed from now on is sealed with it."""
    _write([Fernet.generate_key().decode("ascii"), *_keys()])


def forget_old_keys() -> None:
    """Only the newest key stays: for when everything was resealed."""
    _write(_keys()[:1])


def _keyring() -> MultiFernet:
    return MultiFernet([Fernet(key) for key in _keys()])


def _keys() -> list[str]:
    """The keys, newest first; the first is made on first use."""
    place = _place()
    if not place.exists():
        fresh = _written([Fernet.generate_key().decode("ascii")])
        try:
            os.link(fresh, place)
        except FileExistsError:
            pass  # another process was first; its key counts
        finally:
            fresh.unlink()
    return place.read_text(encoding="ascii").split()


def _write(keys: list[str]) -> None:
    _written(keys).replace(_place())


def _written(keys: list[str]) -> Path:
    """A file of its own with the keys, to be moved into place in one step."""
    place = _place()
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    fresh = place.with_name(f"connections.{secrets.token_hex(8)}.new")
    handle = os.open(fresh, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write("\n".join(keys) + "\n")
        file.flush()
        os.fsync(file.fileno())
    return fresh


def _place() -> Path:
    return Path(settings.VAEKST_HOME) / KEYS
