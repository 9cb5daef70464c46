"""Somebody's address is found as it is written, and not where it is part of another."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest

from vaekst.actions.erasure.traces import traces_of

LONE, KARL = "lone@example.org", "karl@example.org"


@pytest.mark.parametrize(
    ("content", "is_named"),
    [
        (b"a;LONE@example.org;b", True),
        (LONE.encode("utf-16"), True),
        (LONE.encode("utf-16-be"), True),
        (b"?mail=lone%40example.org&x", True),
        (b"mailto:lone@example.org.", True),
        (b"malone@example.org", False),
        ("malone@example.org".encode("utf-16"), False),
        (b"lone@example.organic", False),
        (b"big.lone@example.org", False),
        (b"", False),
        (b"PK\x03\x04 and no ZIP", False),
    ],
)
def test_an_address_is_found_as_it_is_written_and_not_inside_another(tmp_path, content, is_named):
    (tmp_path / "file").write_bytes(content)
    assert traces_of(LONE).named_in_file(tmp_path / "file") is is_named


def test_packed_files_are_looked_into(tmp_path):
    inner, outer = BytesIO(), tmp_path / "outer.zip"
    with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("xl/sharedStrings.xml", f"<t>{LONE}</t>" * 9)
    with zipfile.ZipFile(outer, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("leads.xlsx", inner.getvalue())
    assert traces_of(LONE).named_in_file(outer)
    assert not traces_of(KARL).named_in_file(outer)
