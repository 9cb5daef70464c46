"""A file somebody hands over to be looked at once."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from vaekst.core.errors import BadFile
from vaekst.core.sentence import N_
from vaekst.web.shell.access import Request

_MOST = 20 * 1024 * 1024  # bytes


@contextmanager
def handed(request: Request) -> Iterator[tuple[Path, str]]:
    """The file as a path, and its name; gone afterwards. Raises BadFile where there is none, or one that is far too large."""
    given = request.FILES.get("file")
    if given is None or not given.name:
        raise BadFile("no_file_given", N_("Choose a file first."))
    if (given.size or 0) > _MOST:
        raise BadFile("file_too_large", N_("{file} is too large for this. Allowed: 20 MB."), file=given.name)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "given"
        with path.open("wb") as kept:
            for chunk in given.chunks():
                kept.write(chunk)
        yield path, given.name
