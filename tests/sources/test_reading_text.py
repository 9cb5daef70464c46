"""Bytes become text, or the file is refused; letters are never quietly wrong."""

from __future__ import annotations

import pytest

from vaekst.core.errors import BadFile
from vaekst.sources.reading.text import decode

DANISH = "Overskrift,Visninger\nGrøn æblekage på Ærø,12\n"
WIDE = "Date,Views\n2026-10-01,12\n2026-10-02,14\n"


@pytest.mark.parametrize(
    ("encoding", "found"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8 with BOM"),
        ("utf-16", "utf-16-le with BOM"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("utf-32", "utf-32-le with BOM"),
        ("cp1252", "cp1252"),
        ("mac-roman", "mac-roman"),
    ],
)
def test_danish_letters_survive_every_encoding(encoding, found):
    decoded = decode(DANISH.encode(encoding), file="x.csv")
    assert decoded.text == DANISH
    assert decoded.encoding == found


def test_an_old_encoding_is_said_to_be_assumed():
    assert [warning.code for warning in decode(DANISH.encode("cp1252"), file="x").warnings] == ["encoding_assumed"]
    assert not decode(DANISH.encode(), file="x").warnings


def test_windows_quotes_and_dashes_are_western_european():
    text = "“Sådan” – 50 € … naïve\n"
    assert decode(text.encode("cp1252"), file="x").text == text


def test_soft_hyphens_and_trade_marks_are_windows_and_no_mac():
    text = "Da\u00adtum;Auf\u00adrufe\r\n2020-01-01;7\r\nLego™ Film;8\r\n"
    assert decode(text.encode("cp1252"), file="x").text == text


def test_letters_are_put_right_in_utf16_too():
    decoded = decode("\ufeffData;Visualizações\n".encode().decode("cp1252").encode("utf-16"), file="x")
    assert "Visualizações" in decoded.text


@pytest.mark.parametrize("text", ["Grøn æblekage", "Põhja – “så”", "🚲 på Ærø", "naïve café"])
def test_utf8_once_read_as_windows_is_put_right(text):
    garbled = "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in f"Title\n{text}\n".encode())
    decoded = decode(garbled.encode(), file="x")
    assert decoded.text == f"Title\n{text}\n"
    assert "letters_repaired" in [warning.code for warning in decoded.warnings]


def test_true_accents_are_left_alone():
    text = "Âme, pâté, ÃO e SÃO, 100 °C\n"
    decoded = decode(text.encode(), file="x")
    assert decoded.text == text
    assert not decoded.warnings


def test_parts_in_two_encodings_are_refused():
    with pytest.raises(BadFile) as error:
        decode("grøn\n".encode() + "blå\n".encode("cp1252"), file="Audience.csv")
    assert error.value.code == "mixed_encodings"
    assert "Audience.csv" in str(error.value)


def test_remains_of_utf16_are_refused():
    remains = "Нови".encode("utf-16-le")
    with pytest.raises(BadFile, match="different encodings"):
        decode(b"Top Pages;;\r\n" + remains * 4 + b";1\r\n" + b"plain;text\r\n" * 40, file="x")


def test_nul_in_utf8_is_refused():
    with pytest.raises(BadFile, match="damaged"):
        decode(b"a,b\n1,\x002\n" + b"3,4\n" * 50, file="x")


def test_utf16_damaged_in_the_middle_is_refused():
    lone = b"\x00\xd8"  # half a pair
    with pytest.raises(BadFile, match="damaged"):
        decode(b"\xff\xfe" + WIDE.encode("utf-16-le") + lone + WIDE.encode("utf-16-le"), file="x")


def test_cyrillic_windows_text_is_refused_rather_than_garbled():
    with pytest.raises(BadFile) as error:
        decode("Дата;Прегледи\nпърви;3\n".encode("cp1251"), file="x")
    assert error.value.code == "unknown_encoding"


def test_bytes_that_are_no_text_are_called_that():
    with pytest.raises(BadFile) as error:
        decode(bytes(range(256)) * 4, file="x.bin")
    assert error.value.code == "not_a_table"


@pytest.mark.parametrize("cut", range(1, 4))
def test_a_file_cut_inside_a_letter_keeps_what_came_before(cut):
    whole = "Title\n🚲".encode()
    assert decode(whole[:-cut], file="x").text == "Title\n"
