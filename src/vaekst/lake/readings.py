"""What a comparison of posts at equal age needs of the snapshots: a few readings of each post, as one query.

A post read every day for three years has a thousand readings, and a comparison looks at one or two of them. Kept are
all rows of these days: the first one old enough for each set of metrics that a day's files state together, the newest
of a lifetime, and the newest of all. So whichever metrics a form needs, the first reading that carries them is there.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from vaekst.core.facts import COUNTS, NUMBERS, FactTable
from vaekst.lake.asof import PLACE, SAME_TELLING, instant, tellings

_POST = "channel, post_key"
# Said of the post and not of the reading: the newest word on it, whichever row brought it.
_DESCRIBED = ("format", "duration_s", "published_at", "published_date")
_STATED = " + ".join(
    f'CASE WHEN "{name}" IS NULL THEN 0 ELSE {1 << place} END' for place, name in enumerate((*COUNTS, *NUMBERS))
)
_DAY = "CAST(observed_at AS DATE)"


def readings_sql(table: FactTable, facts: str, *, as_of: datetime, age_days: float, since: date | None = None) -> str:
    """The query for the snapshot rows that comparisons at `age_days` need, as known at `as_of`.

    Posts published before `since` are left out; those whose day nobody tells are kept. The rows carry the newest
    format, length and time of publishing.
    """
    old_enough = f"observed_at >= _born + INTERVAL '{round(age_days * 86400)}' SECOND"
    known = f"(SELECT * FROM {facts} WHERE {_known(as_of, since)})"  # noqa: S608 (names from core.facts)
    newest = ", ".join(
        f'arg_max("{name}", _place) FILTER (WHERE "{name}" IS NOT NULL) AS _{name}' for name in _DESCRIBED
    )
    columns = ", ".join(f'_{name} AS "{name}"' if name in _DESCRIBED else f'told."{name}"' for name in table.names)
    return f"""
        WITH posts AS (
            SELECT *, coalesce(_published_at, CAST(_published_date AS TIMESTAMP) + INTERVAL '12' HOUR) AS _born FROM (
                SELECT {_POST}, {newest}, max({_DAY}) AS _seen,
                    max({_DAY}) FILTER (WHERE grain = 'lifetime') AS _seen_lifetime
                FROM (SELECT told.*, {PLACE} AS _place FROM {known} AS told JOIN {tellings(known)} ON {SAME_TELLING})
                GROUP BY {_POST}
            )
        ), sets AS (
            SELECT {_POST}, {_STATED} AS _stated, min({_DAY}) FILTER (WHERE {old_enough}) AS _day
            FROM (SELECT told.*, _born FROM {known} AS told JOIN posts USING ({_POST}) WHERE grain = 'lifetime')
            GROUP BY {_POST}, _stated
        ), several AS (
            SELECT {_POST} FROM sets GROUP BY {_POST} HAVING count(*) > 1
        ), together AS (
            SELECT {_POST}, {_DAY} AS _day, bit_or({_STATED}) AS _stated
            FROM (SELECT told.*, _born FROM {known} AS told JOIN posts USING ({_POST}) JOIN several USING ({_POST})
                WHERE grain = 'lifetime')
            GROUP BY {_POST}, _day HAVING max(CASE WHEN {old_enough} THEN 1 ELSE 0 END) = 1
        ), kept AS (
            SELECT {_POST}, _day FROM sets WHERE _day IS NOT NULL
            UNION SELECT {_POST}, min(_day) AS _day FROM together GROUP BY {_POST}, _stated
            UNION SELECT {_POST}, _seen AS _day FROM posts
            UNION SELECT {_POST}, _seen_lifetime AS _day FROM posts WHERE _seen_lifetime IS NOT NULL
        )
        SELECT {columns} FROM {known} AS told JOIN posts USING ({_POST})
        JOIN kept ON kept.channel = told.channel AND kept.post_key = told.post_key AND kept._day = {_DAY}
    """  # noqa: S608 (see above)


def first_month(since: date) -> str:
    """The first month (`YYYY-MM`) of files that can tell of a post published since; its zone may be ahead of UTC."""
    return f"{since - timedelta(days=1):%Y-%m}"


def _known(as_of: datetime, since: date | None) -> str:
    known = f"observed_at <= {instant(as_of)}"
    if since is None:
        return known
    return f"{known} AND (published_date IS NULL OR published_date >= DATE '{since.isoformat()}')"
