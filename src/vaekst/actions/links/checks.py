"""Which links keep the brand's UTM standard: single ones, those of a file, and those its visits came by."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import narwhals as nw

from vaekst.actions import facts
from vaekst.actions.links.register import standard
from vaekst.actions.links.tables import links_in
from vaekst.core.sentence import N_, Sentence
from vaekst.core.utm import CHECKED, Checked, Standard, Tags, check_link, check_tags, is_tagged
from vaekst.store.models import Brand

NOT_SET = "(not set)"
"""What analytics tools write for a field that was not there."""

_COLUMNS = {
    "web_traffic": {
        "source": "source",
        "medium": "medium",
        "campaign": "campaign",
        "content": "content",
        "term": "term",
    },
    "touch": {
        name: f"utm_{name}" for name in ("source", "medium", "campaign", "content", "term", "id", "creative_format")
    },
    "lead": {name: f"utm_{name}" for name in CHECKED},
    "post_snapshot": {"campaign": "utm_campaign", "content": "utm_content"},
}
"""Where the lake keeps UTM fields, by table."""


@dataclass(frozen=True, slots=True)
class Found:
    """A link that was checked, and where it stood: the line of a file, or the table of facts and how many rows had it."""

    checked: Checked
    given: str  # the link, or its fields as people read them
    where: str = ""
    rows: int = 1


@dataclass(frozen=True, slots=True)
class Report:
    """Links that were checked, those that break the standard first, the most frequent first."""

    found: tuple[Found, ...]

    @property
    def broken(self) -> tuple[Found, ...]:
        return tuple(each for each in self.found if not each.checked.keeps)

    @property
    def summary(self) -> Sentence:
        """How many of the links break the standard."""
        if not self.found:
            return Sentence("nothing_checked", N_("There is no tagged link to check yet."))
        if not self.broken:
            return Sentence("all_links_keep", N_("All {all} links keep the standard."), all=len(self.found))
        template = N_("{broken} of {all} links break the standard.")
        return Sentence("links_break", template, broken=len(self.broken), all=len(self.found))


def check_links(brand: Brand, links: Iterable[str]) -> Report:
    """The links held against the standard in force. What is wrong with them is in the report; nothing is raised."""
    rules = standard(brand)
    return _report(Found(check_link(link, rules), link.strip()) for link in links if link.strip())


def check_file(brand: Brand, path: Path, *, name: str) -> Report:
    """The links, or sets of UTM fields, of a CSV, a workbook or a list. Each set counts once, with the rows it stands in.

    Rows of visits that came by no tagged link are left out. Raises BadFile for a file without links.
    """
    rules = standard(brand)
    counted: dict[tuple[str, Tags, tuple[str, ...]], list[int]] = {}
    for row in links_in(path, name=name):
        if row.told and not is_tagged(row.tags, rules):
            continue
        counted.setdefault((row.link if not row.told else "", row.tags, row.told), []).append(row.line)
    return _report(
        Found(
            check_link(link, rules) if link else check_tags(tags, rules, told=told),
            link or written(tags),
            f"{lines[0]}",
            len(lines),
        )
        for (link, tags, told), lines in counted.items()
    )


def check_facts(brand: Brand, *, now: datetime) -> Report:
    """The UTM fields that visits, leads and posts of the brand came in with, each set once a table."""
    rules = standard(brand)
    return _report(found for table in _COLUMNS for found in _of_table(brand, table, rules, now))


def _of_table(brand: Brand, table: str, rules: Standard, now: datetime) -> Iterator[Found]:
    columns = _COLUMNS[table]
    rows: Any = facts.lake(brand).latest(table, as_of=now)
    sets = rows.select(*columns.values()).group_by(*columns.values()).agg(nw.len().alias("rows")).collect()
    for row in sets.iter_rows(named=True):
        values = {name: row[column] for name, column in columns.items() if row[column] is not None}
        tags = Tags(**values)
        if is_tagged(tags, rules):
            told = tuple(columns) if table == "lead" else tuple(values)
            yield Found(check_tags(tags, rules, told=told), written(tags), table, row["rows"])


def written(tags: Tags) -> str:
    """The fields as people read them."""
    return " · ".join(f"{name}={value}" for name, value in tags.told().items() if value != NOT_SET)


def _report(found: Iterable[Found]) -> Report:
    return Report(tuple(sorted(found, key=lambda each: (each.checked.keeps, -each.rows, each.given))))


def for_machines(report: Report) -> dict[str, Any]:
    """The report under the stable names of `vaekst link check --json`."""
    return {
        "checked": len(report.found),
        "broken": len(report.broken),
        "links": [
            {
                "link": each.given,
                "where": each.where or None,
                "rows": each.rows,
                "keeps": each.checked.keeps,
                "faults": [
                    {"field": fault.field or None, "code": fault.code, "message": fault.sentence.english()}
                    for fault in each.checked.faults
                ],
                "corrected": corrected(each),
            }
            for each in report.found
        ],
    }


def corrected(found: Found) -> str | None:
    """The link, or the fields, as they should read; None where that cannot be known or nothing is wrong."""
    checked = found.checked
    return checked.link or (written(checked.corrected) if checked.corrected is not None else None)
