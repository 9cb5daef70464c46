"""Events to visits: when each began, where it came from, what it saw."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from vaekst.sources.ledger import Ledger
from vaekst.sources.reading.fields import Fields
from vaekst.sources.reading.numbers import Number
from vaekst.sources.umami.headers import (
    CREATED,
    EVENT_ID,
    EVENT_SENT,
    HOST,
    NAME,
    PAGE_SEEN,
    PATH,
    PERSON,
    REFERRER,
    TAGS,
    TYPE,
    VISIT,
)
from vaekst.sources.web.visits import DAY, Visits, report_name


@dataclass(frozen=True, slots=True)
class Event:
    """A page seen (`name` is None) or an event sent, in UTC. Who did it is known as a number only."""

    at: datetime
    visit: str
    person: str
    path: str
    name: str | None
    touch: Mapping[str, str]
    line: int


@dataclass(frozen=True, slots=True)
class Visit:
    """The events of one visit in order, and the day it began on."""

    day: date
    events: Sequence[Event]

    @property
    def first(self) -> Event:
        """The first page seen, or the first event where none was."""
        return next((event for event in self.events if event.name is None), self.events[0])

    @property
    def pages(self) -> int:
        return sum(event.name is None for event in self.events)

    @property
    def seconds(self) -> float:
        """From the first event to the last, as Umami itself counts the time of a visit."""
        return (self.events[-1].at - self.events[0].at).total_seconds()


def events_of(table: Fields, zone: ZoneInfo, ledger: Ledger) -> list[Visit]:
    """The visits of all rows that can be used; the others are accounted for. Times without a zone are UTC."""
    moments = table.dates(CREATED).values
    visits, people, paths, types, names, ids, hosts, referrers = (
        table.texts(column) for column in (VISIT, PERSON, PATH, TYPE, NAME, EVENT_ID, HOST, REFERRER)
    )
    tags = {column: table.texts(header) for header, column in TAGS.items()}
    found: dict[str, list[Event]] = {}
    seen: set[str] = set()
    for place, line in enumerate(table.lines):
        moment, visit, person, number = moments[place], visits[place], people[place], ids[place]
        reason = None
        if moment is None:
            reason = "no_date"
        elif ledger.is_future(moment.date()):
            reason = "future_date"
        elif visit is None or person is None:
            reason = "no_identity"
        elif types[place] not in (PAGE_SEEN, EVENT_SENT):
            reason = "no_figures"
        elif number is not None and number in seen:
            reason = "duplicate"
        if reason or moment is None or visit is None or person is None:
            ledger.drop(reason or "no_identity")
            continue
        seen.add(number or "")
        touch = {column: value for column, values in tags.items() if (value := values[place])}
        if (referrer := referrers[place]) and referrer.removeprefix("www.") != (hosts[place] or "").removeprefix(
            "www."
        ):
            touch["referrer"] = referrer
        name = (names[place] or "") if types[place] == EVENT_SENT else None
        at = (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
        found.setdefault(visit, []).append(Event(at, visit, person, paths[place] or "", name, touch, line))
    return [_visit(events, zone) for events in found.values()]


def _visit(events: list[Event], zone: ZoneInfo) -> Visit:
    events.sort(key=lambda event: (event.at, event.line))
    return Visit(events[0].at.astimezone(zone).date(), events)


def reports_of(visits: Sequence[Visit]) -> list[Visits]:
    """The visits by day, by where they came from, and by the page they began on; pages and events by themselves."""
    cut: tuple[tuple[str, Callable[[Visit], Mapping[str, str]]], ...] = (
        (DAY, lambda _: {}),
        (report_name({*TAGS.values(), "referrer"}), lambda visit: visit.first.touch),
        ("landing_page", lambda visit: {"page": visit.first.path}),
    )
    found: list[Visits] = []
    for report, place in cut:
        groups: dict[tuple[date, tuple[tuple[str, str], ...]], list[Visit]] = {}
        for visit in visits:
            groups.setdefault((visit.day, tuple(sorted(place(visit).items()))), []).append(visit)
        found += [
            Visits(report, dict(touch), day, day, _figures(alike), min(visit.first.line for visit in alike))
            for (day, touch), alike in groups.items()
        ]
    return [*found, *_counted(visits, "page", "pageviews"), *_counted(visits, "event", "events")]


def _figures(visits: Sequence[Visit]) -> dict[str, Number]:
    return {
        "sessions": len(visits),
        "users": len({event.person for visit in visits for event in visit.events}),
        "pageviews": sum(visit.pages for visit in visits),
        "bounces": sum(len(visit.events) == 1 for visit in visits),
        "engagement_s": sum(visit.seconds for visit in visits),
    }


def _counted(visits: Iterable[Visit], report: str, figure: str) -> list[Visits]:
    """How often each page was seen, or each event sent, by the day its visit began."""
    times: Counter[tuple[date, str]] = Counter()
    lines: dict[tuple[date, str], int] = {}
    for visit in visits:
        for event in visit.events:
            if (event.name is None) != (report == "page"):
                continue
            key = (visit.day, event.path if event.name is None else event.name)
            times[key] += 1
            lines.setdefault(key, event.line)
    column = "page" if report == "page" else "member"
    return [
        Visits(report, {column: member}, day, day, {figure: count}, lines[day, member])
        for (day, member), count in times.items()
    ]
