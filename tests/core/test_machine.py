"""Disks and databases fail in words; mistakes of ours stay mistakes."""

from __future__ import annotations

import errno

import pytest

from vaekst.core.machine import trouble_of


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "disk_full"),
        (PermissionError(errno.EACCES, "Permission denied", "/srv/vaekst"), "no_access"),
        (Exception("database or disk is full"), "disk_full"),
        (Exception("disk I/O error"), "store_io"),
        (Exception("database is locked"), "store_busy"),
        (Exception("attempt to write a readonly database"), "no_store"),
        (Exception("file is not a database"), "store_damaged"),
        (Exception('connection to server at "db" failed: Connection refused'), "no_database"),
    ],
)
def test_what_a_person_can_mend_is_told(error, code):
    trouble = trouble_of(error)
    assert trouble is not None
    assert trouble.code == code


@pytest.mark.parametrize("mistake", [OSError(errno.EBADF, "Bad file"), Exception("no such column: colour"), KeyError()])
def test_a_mistake_of_ours_is_none(mistake):
    assert trouble_of(mistake) is None
