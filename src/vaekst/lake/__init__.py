"""The facts: what happened, in append-only tables that can be read as they were at any moment.

    lake = Lake(folder)                                     # one brand's facts
    lake.append(stamp(batch, import_id=…, recorded_at=…), import_id=…)
    lake.latest("post_snapshot", as_of=…)                   # one row per post, as known then
    lake.rows("post_snapshot", version=lake.version())      # every row ever told, pinned
    Archive(folder).put(path)                               # the original file, kept for good
    Spool(folder).append(line)                              # kept on disk until it is taken into the lake

How and why: docs/explanation/lake.md.
"""

from vaekst.lake.archive import Archive
from vaekst.lake.incoming import stamp
from vaekst.lake.lake import Lake
from vaekst.lake.spool import Spool, lines_of
from vaekst.lake.version import LakeVersion

__all__ = ["Archive", "Lake", "LakeVersion", "Spool", "lines_of", "stamp"]
