"""The reference page of the feed, from the published columns themselves. `make docs` writes it."""

from __future__ import annotations

from collections.abc import Iterator

INTRODUCTION = """\
# The feed and its tables

Written from the code by `make docs`. Board, posts, decisions and clicks on links leave Vaekst as CSV, Excel, Parquet and JSON: in the browser under
**Export**, with `vaekst export`, and by address for dashboards:

```
GET /api/v1/{brand}/{table}.{csv|xlsx|parquet|json}?token=…[&as_of=2026-11-02]
Authorization: Bearer …            (instead of ?token=…)
```

- **A promise.** Columns keep their name and kind; new ones come at the end.
- **Unknown** is an empty cell or `null`, never 0. Shares are fractions from 0 to 1, money in whole units unless the name ends in `_minor`.
- **No cell is a formula**: a text that would be one begins with an apostrophe.
- **Unlike things stay apart**: what a view means differs by platform and date; `views_definition` says which it is. People (`reach_unique`, …) are
  never added up.
- **As of**: `as_of` gives the table as it was known at the end of that day.
- An unchanged table is answered with 304 to whoever sends its `ETag` in `If-None-Match`.
- A refusal is `{"error": {"code": …, "message": …}}`: 401 for a wrong token or a closed feed, 400 for a parameter that cannot be read, 404 for what
  there is not.
- `GET /api/v1/openapi.json` describes the addresses.
"""


def page() -> str:
    """The whole page, in Markdown."""
    import os

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vaekst.site.settings")
    import django

    django.setup()
    return "\n".join((INTRODUCTION, *_tables()))


def _tables() -> Iterator[str]:
    from vaekst.actions.exports import SHEETS

    for name, (fields, _) in SHEETS.items():
        rows = (f"| `{field.name}` | {field.kind.value} | {field.meaning} |" for field in fields)
        yield "\n".join((f"## {name}\n", "| column | kind | meaning |", "|---|---|---|", *rows, ""))
