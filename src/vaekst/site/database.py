"""Where the operational store is, and how connections to it are opened."""

from __future__ import annotations

from pathlib import Path

import dj_database_url

_SQLITE_OPTIONS = {
    # A transaction takes the write lock at once: two writers queue instead of failing halfway.
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,  # seconds to wait for another writer
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
}


def database(home: Path, url: str) -> dj_database_url.DBConfig:
    """Django's description of the store: the one `url` names, else a SQLite file in the data home."""
    found: dj_database_url.DBConfig
    if url:
        found = dj_database_url.parse(url, conn_max_age=600, conn_health_checks=True)
    else:
        found = {"ENGINE": "django.db.backends.sqlite3", "NAME": str(home / "vaekst.sqlite3")}
    if found["ENGINE"] == "django.db.backends.sqlite3":
        found["OPTIONS"] = {**_SQLITE_OPTIONS, **found.get("OPTIONS", {})}
        found["CONN_MAX_AGE"] = None  # a file needs no reconnecting
    return found
