"""Where facts come from: files recognised by their content, read, and mapped to fact rows."""

from vaekst.sources.contract import Context, Document, Profile, Reading, Recognition, Source, Tag, Upload
from vaekst.sources.reading.members import check_size
from vaekst.sources.registry import SOURCES
from vaekst.sources.upload import read_upload

__all__ = [
    "SOURCES",
    "Context",
    "Document",
    "Profile",
    "Reading",
    "Recognition",
    "Source",
    "Tag",
    "Upload",
    "check_size",
    "read_upload",
]
