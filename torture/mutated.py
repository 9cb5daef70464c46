"""Damaged files by the thousand: no crash, every row accounted for, and no sum that is wrong in silence."""

from __future__ import annotations

import hashlib
import os
import random
import tempfile
import traceback
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from torture.children import ask_all
from torture.corpus import corpus
from torture.report import Outcome

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
_NOTICED = frozenset({"total_mismatch", "totals_differ", "truncated", "maybe_truncated", "truncated_search"})

Chance = random.Random
Mutation = Callable[[bytes, Chance], bytes]


def flip(content: bytes, chance: Chance) -> bytes:
    """A few bytes become others."""
    changed = bytearray(content)
    for _ in range(chance.choice((1, 1, 3, 20))):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def cut(content: bytes, chance: Chance) -> bytes:
    """The end is missing, at any byte."""
    return content[: chance.randrange(1, len(content))]


def rows_cut(content: bytes, chance: Chance) -> bytes:
    """Some lines are gone."""
    lines = content.split(b"\n")
    gone = {chance.randrange(len(lines)) for _ in range(chance.randint(1, max(1, len(lines) // 4)))}
    return b"\n".join(line for place, line in enumerate(lines) if place not in gone)


def rows_doubled(content: bytes, chance: Chance) -> bytes:
    """Some lines stand twice, some elsewhere."""
    lines = content.split(b"\n")
    for _ in range(chance.randint(1, 4)):
        lines.insert(chance.randrange(len(lines)), lines[chance.randrange(len(lines))])
    return b"\n".join(lines)


def columns_swapped(content: bytes, chance: Chance) -> bytes:
    """Two columns change places, in all rows or in some, as a careless edit leaves them."""
    mark = max((b",", b";", b"\t"), key=content.count)
    lines = [line.split(mark) for line in content.split(b"\n")]
    width = max(map(len, lines))
    one, other = chance.randrange(width), chance.randrange(width)
    share = chance.choice((1.0, 1.0, 0.3))
    for cells in lines:
        if len(cells) > max(one, other) and chance.random() < share:
            cells[one], cells[other] = cells[other], cells[one]
    return b"\n".join(mark.join(cells) for cells in lines)


def encoded_otherwise(content: bytes, chance: Chance) -> bytes:
    """The text in another encoding, or read wrongly and saved again."""
    text = content.decode("utf-16" if content.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig", "replace")
    how = chance.choice(("utf-16", "utf-8-sig", "cp1252", "mac_roman", "utf-16-be", "mojibake", "half"))
    if how == "mojibake":
        return text.encode("utf-8").decode("cp1252", "replace").encode("utf-8")
    if how == "half":
        middle = len(text) // 2
        return text[:middle].encode("utf-8") + text[middle:].encode("utf-16-le")
    return text.encode(how, "replace")


def numbers_otherwise(content: bytes, chance: Chance) -> bytes:
    """Points become commas, semicolons commas, or digits dates: a spreadsheet of another country."""
    one, other = chance.choice(
        ((b".", b","), (b",", b";"), (b"3", b"marts"), (b"1", b"1.0"), (b"0", b""), (b"\n", b"\r"))
    )
    return content.replace(one, other, chance.choice((1, 5, -1)))


MUTATIONS: tuple[Mutation, ...] = (
    *(flip, cut, rows_cut, rows_doubled, columns_swapped, encoded_otherwise, numbers_otherwise),
)


def ordeal(*, files: int = 10_000, seed: int = 20261124, samples: str = "") -> Outcome:
    """Reads as many damaged files as asked, half of them twice damaged, on every core."""
    cores = os.cpu_count() or 1
    shares = [range(core, files, cores) for core in range(cores)]
    told = ask_all([lambda share=share: _read_share(share, seed, samples) for share in shares])
    counted: Counter[str] = Counter()
    broken: list[str] = []
    for each in told:
        answer = each.get("answer") or {"counted": {}, "broken": [each.get("error", "")[-800:]]}
        counted.update(answer["counted"])
        broken += answer["broken"]
    return Outcome(
        "damaged files", f"{files:,} files, damaged in seven ways", dict(sorted(counted.items())), tuple(broken)
    )


def _read_share(share: range, seed: int, samples: str) -> dict[str, Any]:
    originals = corpus(samples)
    counted: Counter[str] = Counter(originals=len(originals) if share.start == 0 else 0)
    broken: list[str] = []
    with tempfile.TemporaryDirectory(prefix="vaekst-torture-") as folder:
        for number in share:
            chance = random.Random(f"{seed}/{number}")
            name, content = originals[number % len(originals)]
            for _ in range(chance.choice((1, 2))):
                mutation = chance.choice(MUTATIONS)
                content = mutation(content, chance) if content else content
            counted.update(_read(name, content, Path(folder) / "file", number, broken))
    return {"counted": dict(counted), "broken": broken}


def _read(name: str, content: bytes, path: Path, number: int, broken: list[str]) -> Counter[str]:
    """Reads one file; what came of it. What must not be is added to `broken`."""
    from vaekst.core.errors import VaekstError
    from vaekst.core.receipt import Status
    from vaekst.sources import Context, Upload, read_upload

    path.write_bytes(content)
    upload = Upload(name, path, hashlib.sha256(content).hexdigest(), len(content))
    channels = {each: each for each in ("youtube", "instagram", "tiktok", "linkedin", "x", "pinterest")}
    context = Context(now=NOW, currency="DKK", channels=channels, contact_secret=b"secret")
    try:
        readings = read_upload(upload, context)
    except VaekstError:
        return Counter(refused=1)
    except Exception as error:  # noqa: BLE001 (any crash is what this looks for)
        place = traceback.extract_tb(error.__traceback__)[-1]
        broken.append(
            f"{number} ({name}): {type(error).__name__}: {error} at {Path(place.filename).name}:{place.lineno}"
        )
        return Counter(crashed=1)
    counted: Counter[str] = Counter()
    for reading in readings:
        receipt = reading.receipt
        counted[receipt.status.value] += 1
        if receipt.rows_read != receipt.rows_kept + sum(receipt.rows_dropped.values()):
            broken.append(f"{number} ({name}): {receipt.rows_read} rows read, and not all accounted for")
        differing = [one.metric for one in receipt.control_totals if one.agrees is False]
        told = {warning.code for warning in receipt.warnings}
        if receipt.status is Status.IMPORTED and differing:
            counted["totals that disagree, told"] += 1
            if not told & _NOTICED:
                broken.append(
                    f"{number} ({name}): {', '.join(differing)} disagree with the file's own total in silence"
                )
    return counted
