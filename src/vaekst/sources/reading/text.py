"""Bytes to text: which encoding, and the damage that must be refused or can be undone."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from vaekst.core.errors import BadFile
from vaekst.core.sentence import N_, Sentence
from vaekst.sources.reading.kinds import not_a_table

_STRAY_CONTROLS = 8
"""Control characters a text may hold by accident; more are the remains of another encoding."""

_BINARY_SHARE = 0.06
"""From this share of control characters on, bytes are no damaged text but no text at all."""

_CONTROLS = bytes([*range(0x09), *range(0x0E, 0x20)])
_MULTIBYTE = re.compile(rb"\xc3[\x80-\xbf]|[\xe2-\xef][\x80-\xbf]{2}|\xf0[\x90-\xbf][\x80-\xbf]{2}")
_HIGH = re.compile(rb"[\x80-\xff]")
_FOREIGN = re.compile(rb"[\x80-\xff]{4,}")  # whole words of letters no Western alphabet has in a row
_NOT_CP1252 = re.compile(rb"[\x81\x8d\x8f\x90\x9d]")
_MOJIBAKE = re.compile("[\u00c2-\u00c6\u00e2-\u00e3\u00f0][\u0080-\u00bf\u0152-\u2122]")
_NON_ASCII = re.compile(r"[^\x00-\x7f]+")
_LETTERS = frozenset("æøåäöüéèêëáàâãíìîïóòôõúùûñçßÆØÅÄÖÜÉÈÊËÁÀÂÃÍÌÎÏÓÒÔÕÚÙÛÑÇ")


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a file without its byte order mark, and how it was found."""

    text: str
    encoding: str
    warnings: tuple[Sentence, ...] = ()


def decode(raw: bytes, *, file: str) -> Decoded:
    """The bytes as text. Raises BadFile for mixed encodings and for bytes that are no text."""
    found = _marked(raw, file) or _utf16(raw, file) or _utf8(raw) or _legacy(raw, file)
    if (
        "\x00" in found.text
        or _controls(raw if _is_bytewise(found.encoding) else found.text.encode()) >= _STRAY_CONTROLS
    ):
        raise _damaged(file)
    return _without_mojibake(found)


def _is_bytewise(encoding: str) -> bool:
    """Whether control characters are single bytes in the encoding and no part of other characters."""
    return not encoding.startswith(("utf-16", "utf-32"))


def _controls(raw: bytes) -> int:
    return len(raw) - len(raw.translate(None, _CONTROLS))


def _marked(raw: bytes, file: str) -> Decoded | None:
    """Text that begins with a byte order mark."""
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with the same two bytes
        (codecs.BOM_UTF32_BE, "utf-32-be"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ):
        if raw.startswith(mark):
            return Decoded(_strictly(raw[len(mark) :], encoding, file), f"{encoding} with BOM")
    return None


def _utf16(raw: bytes, file: str) -> Decoded | None:
    """UTF-16 without a mark: every second byte of mostly Latin text is NUL."""
    head = raw[:4096]
    if len(head) < 4:
        return None
    half = len(head) // 2
    if head[1::2].count(0) > 0.6 * half and head[0::2].count(0) < 0.1 * half:
        return Decoded(_strictly(raw, "utf-16-le", file), "utf-16-le")
    if head[0::2].count(0) > 0.6 * half and head[1::2].count(0) < 0.1 * half:
        return Decoded(_strictly(raw, "utf-16-be", file), "utf-16-be")
    return None


def _utf8(raw: bytes) -> Decoded | None:
    try:
        return Decoded(raw.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        if error.start >= len(raw) - 3 and error.reason == "unexpected end of data":
            # Cut inside a character: the rest is UTF-8, and the missing end is reported with its row.
            return Decoded(raw[: error.start].decode("utf-8"), "utf-8")
        return None


def _legacy(raw: bytes, file: str) -> Decoded:
    """Eight-bit text of Western Windows, or of an old Mac where that makes more letters."""
    controls = _controls(raw)
    if controls > _BINARY_SHARE * len(raw):
        raise not_a_table(file, N_("a program's own file"))
    if controls >= _STRAY_CONTROLS:
        raise _damaged(file)
    rest = _MULTIBYTE.sub(b"", raw)
    if len(rest) < len(raw) and _HIGH.search(rest):
        raise _damaged(file)
    readings = {"mac-roman": raw.decode("mac-roman")}
    if not _NOT_CP1252.search(raw):
        readings = {"cp1252": raw.decode("cp1252"), **readings}
    encoding = max(readings, key=lambda name: _letters(readings[name]))  # the first of equals
    high = len(_HIGH.findall(raw))
    if _letters(readings[encoding]) * 2 < high or sum(map(len, _FOREIGN.findall(raw))) * 3 > high:
        raise BadFile(
            "unknown_encoding",
            N_(
                "The letters of {file} cannot be read: it is neither Unicode nor Western European text. Save it as UTF-8 and import it again."
            ),
            file=file,
        )
    assumed = Sentence(
        "encoding_assumed",
        N_("The file is not Unicode; it was read as {encoding}. Check a name with special letters."),
        encoding=encoding,
    )
    return Decoded(readings[encoding], encoding, (assumed,))


def _letters(text: str) -> int:
    return sum(text.count(letter) for letter in _LETTERS) + sum(
        text.count(sign) for sign in "–—’‘“”€°…·×−™®©\u00a0\u00ad"
    )


def _strictly(raw: bytes, encoding: str, file: str) -> str:
    unit = 4 if "32" in encoding else 2 if "16" in encoding else 1
    try:
        return raw[: len(raw) // unit * unit].decode(encoding)
    except UnicodeDecodeError as error:
        if error.start >= len(raw) - 4 and error.reason in ("unexpected end of data", "truncated data"):
            return raw[: error.start].decode(encoding)
        raise _damaged(file) from error


def _damaged(file: str) -> BadFile:
    return BadFile(
        "mixed_encodings",
        N_(
            "{file} is damaged: parts of it are in different encodings, as when an export is opened and saved in a spreadsheet. Export it again and import that file unopened."
        ),
        file=file,
    )


def _without_mojibake(found: Decoded) -> Decoded:
    """UTF-8 that was once read as cp1252 (`Ã¦` for `æ`) and saved as Unicode, put right where every odd character can be."""
    if not found.encoding.startswith("utf") or not _has_mojibake(found.text):
        return found
    try:
        text = _NON_ASCII.sub(lambda run: _bytes_of(run[0]).decode("utf-8"), found.text)
    except (UnicodeDecodeError, UnicodeEncodeError):
        return found
    repaired = Sentence(
        "letters_repaired", N_("Letters such as ‘Ã¦’ were put right: the file had been saved in the wrong encoding.")
    )
    return Decoded(text, found.encoding, (*found.warnings, repaired))


def _has_mojibake(text: str) -> bool:
    return any(lead in text for lead in "ÂÃÄÅÆâãð") and _MOJIBAKE.search(text) is not None


def _bytes_of(run: str) -> bytes:
    """The bytes a wrong reading came from; the five bytes cp1252 leaves open are kept as control characters."""
    return b"".join(
        character.encode("latin-1") if "\x80" <= character <= "\x9f" else character.encode("cp1252")
        for character in run
    )
