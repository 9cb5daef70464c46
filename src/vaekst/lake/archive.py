"""The original files, kept under the hash of their bytes, so that a better reader can read them again."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from vaekst.core.errors import Trouble
from vaekst.core.sentence import N_
from vaekst.lake import trouble

_PIECE = 1 << 20  # bytes read at a time
_UNFINISHED = ".unfinished-"
_ABANDONED = 24 * 3600  # seconds after which nobody is copying any more
_SHA256 = re.compile(r"[0-9a-f]{64}")


class Archive:
    """A folder of read-only files named after their SHA-256. A file put twice is kept once."""

    def __init__(self, root: Path | str) -> None:
        self.root = Path(root)

    def put(self, path: Path) -> str:
        """The SHA-256 of the file, of which a copy is now kept. Raises Trouble when it cannot be written."""
        with path.open("rb") as source:
            try:
                return self._keep(source)
            except OSError as error:
                raise trouble.writing(self.root, error) from error

    def path(self, sha256: str) -> Path:
        """Where the original is kept. Raises Trouble when it is not there."""
        place = self._place(sha256)
        if not place.is_file():
            raise Trouble(
                "original_missing",
                N_("The original file {sha256} is not in {folder}. Restore it from a backup."),
                sha256=sha256,
                folder=str(self.root),
            )
        return place

    def holds(self, sha256: str) -> bool:
        """Whether the original is here."""
        return self._place(sha256).is_file()

    def drop(self, sha256: str) -> None:
        """Delete an original: nothing was made of it, or it held somebody who was erased."""
        self._place(sha256).unlink(missing_ok=True)

    def originals(self) -> list[str]:
        """The SHA-256 of every original there is."""
        return sorted(path.name for path in self.root.glob("??/*") if _SHA256.fullmatch(path.name))

    def drop_unfinished(self) -> None:
        """Delete copies that were never finished. Only while nobody is importing."""
        for left in self.root.glob(f"{_UNFINISHED}*"):
            left.unlink(missing_ok=True)

    def erase_brand(self) -> int:
        """Delete every original of the brand for good; how many there were."""
        kept = sum(1 for path in self.root.glob("??/*") if path.is_file())
        try:
            shutil.rmtree(self.root)
        except FileNotFoundError:
            return 0
        except OSError as error:
            raise trouble.writing(self.root, error) from error
        return kept

    def _keep(self, source: BinaryIO) -> str:
        """Copy under a name nobody looks at, then move into place in one step."""
        self.root.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=self.root, prefix=_UNFINISHED)
        unfinished = Path(name)
        self._sweep(os.fstat(handle).st_mtime)
        try:
            digest = hashlib.sha256()
            with os.fdopen(handle, "wb") as copy:
                while piece := source.read(_PIECE):
                    digest.update(piece)
                    copy.write(piece)
                copy.flush()
                os.fsync(copy.fileno())
            place = self._place(digest.hexdigest())
            if not place.exists():
                place.parent.mkdir(exist_ok=True)
                unfinished.chmod(0o444)
                unfinished.replace(place)
            return digest.hexdigest()
        finally:
            unfinished.unlink(missing_ok=True)

    def _sweep(self, now: float) -> None:
        """Remove the copies that processes killed long ago left unfinished; `now` is by the disk's clock."""
        for left in self.root.glob(f"{_UNFINISHED}*"):
            with suppress(OSError):
                if now - left.stat().st_mtime > _ABANDONED:
                    left.unlink()

    def _place(self, sha256: str) -> Path:
        if not _SHA256.fullmatch(sha256):
            raise ValueError(f"'{sha256}' is not a SHA-256 in lower-case hexadecimal.")
        return self.root / sha256[:2] / sha256
