"""The data home: the one folder that holds all a person's brands."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from platformdirs import user_data_path


def data_home() -> Path:
    """The folder named by `VAEKST_HOME`, else the place this system keeps a person's data. Nothing is created."""
    named = os.environ.get("VAEKST_HOME", "").strip()
    return Path(named).expanduser().absolute() if named else user_data_path("vaekst", appauthor=False)


def secret_key(folder: Path) -> str:
    """The installation's signing key, made on first use and readable by its owner alone.

    The key is written to a file of its own and then linked into place, so that two processes starting
    together agree on one key and neither ever reads half of it.
    """
    target = folder / "secret.key"
    if not target.exists():
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        fresh = folder / f"secret.{secrets.token_hex(8)}.new"
        handle = os.open(fresh, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(48))
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(fresh, target)
        except FileExistsError:
            pass  # another process was first; its key counts
        finally:
            fresh.unlink()
    return target.read_text(encoding="ascii").strip()
