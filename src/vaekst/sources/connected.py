"""All APIs figures are pulled from, by name, and the documents their answers are kept in.

A new API is a folder beside the others and a line here.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from vaekst.core.errors import BadFile
from vaekst.core.sentence import N_
from vaekst.sources import bluesky, ga4_api, mastodon, youtube_api
from vaekst.sources.contract import Context, Reading, Upload
from vaekst.sources.pulling.contract import Service
from vaekst.sources.pulling.documents import BEGINS, read_document

SERVICES: Mapping[str, Service] = {
    service.name: service for service in (youtube_api.SERVICE, ga4_api.SERVICE, mastodon.SERVICE, bluesky.SERVICE)
}


def is_pull(path: Path) -> bool:
    """Whether the file holds the answers of a pull. One that cannot be opened does not; its reader says why."""
    try:
        with path.open("rb") as file:
            return file.read(len(BEGINS)) == BEGINS
    except OSError:
        return False


def read_pull(upload: Upload, context: Context) -> Reading:
    """The facts in the answers of a pull. Raises BadFile for answers of another shape than the API's own."""
    pulled = read_document(upload.path)
    if pulled.service not in SERVICES:
        raise BadFile("newer_pull", N_("{file} was written by a newer Vaekst. Install that version."), file=upload.name)
    try:
        return SERVICES[pulled.service].read(pulled, upload, context)
    except (LookupError, TypeError, ValueError, AttributeError) as error:
        raise BadFile(
            "odd_pull",
            N_("{service} gave answers Vaekst cannot use ({said}). Nothing of them was kept."),
            service=SERVICES[pulled.service].label,
            said=type(error).__name__,
        ) from error
