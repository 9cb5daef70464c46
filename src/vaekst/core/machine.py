"""What the machine says when it fails, in words a person can act on."""

from __future__ import annotations

import errno

from vaekst.core.errors import Trouble
from vaekst.core.sentence import N_

_FULL = N_("The disk is full. Nothing was changed. Make room and try again.")
_CLOSED = N_("The store cannot be opened for writing. See that you may write to the data home, or set VAEKST_HOME.")
_DAMAGED = N_(
    "The store (vaekst.sqlite3 in the data home) is damaged. Put a backup in its place; upgrades leave theirs in the "
    "folder 'backups'."
)

_TOLD_BY_STORES = (
    ("disk is full", "disk_full", _FULL),
    (
        "disk I/O error",
        "store_io",
        N_("The store could not be read or written; most likely the disk is full. Make room and try again."),
    ),
    (
        "database is locked",
        "store_busy",
        N_("Another process is busy writing to the store. Nothing was changed. Try again."),
    ),
    ("unable to open", "no_store", _CLOSED),
    ("readonly", "no_store", _CLOSED),
    ("not a database", "store_damaged", _DAMAGED),
    ("malformed", "store_damaged", _DAMAGED),
    (
        "connection",
        "no_database",
        N_("The database named by DATABASE_URL does not answer. See that it runs and that the address is right."),
    ),
)
"""What the database says, and how a person is told."""


def trouble_of(error: Exception) -> Trouble | None:
    """The error of a disk or a database in words, if it is one a person can mend; else it is a mistake of ours."""
    if isinstance(error, OSError):
        return _of_system(error)
    told = str(error)
    return next((Trouble(code, template) for words, code, template in _TOLD_BY_STORES if words in told), None)


def _of_system(error: OSError) -> Trouble | None:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return Trouble("disk_full", _FULL)
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS) and error.filename:
        template = N_("'{file}' may not be read or written by you. Change its rights, or choose another place.")
        return Trouble("no_access", template, file=str(error.filename))
    return None
