"""Minutes read the same as Markdown, as e-mail and on the page, and nobody's words act as mark-up."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from tests.core.standup.records import brief, outcome, record

from vaekst.present.language import DANISH, ENGLISH, LANGUAGES
from vaekst.present.minutes import account, as_email, as_markdown

MARKDOWN = """\
# Fjord Cykler: stand-up of week 48, 2026

- 30 Nov 2026, 09:02 to 09:31, 29 min
- There: Mette, Lars

## KPIs off track

- **✕ CTR · YouTube: off track**
  - 40%, where 50% is planned.
  - Growth Marketer

## Diagnoses

- **More posts, each of them weaker · YouTube**
  - There are too many formats.
  - 40%, where 50% is planned.

## Decisions

- **■ Ride-along · Instagram: stop**
  - The season is over.
  - 6 posts, Save rate: +5% against the baseline (−12% to +24%); chance to beat the baseline 68%, the bar 31%
  - Mette, 30 Nov 2026, 09:11. Proposed was: iterate
  - Before that: wait, by Lars, 30 Nov 2026, 09:08. Odd weather.

## Not decided

- **Workshop · YouTube**

## Posts of week 49, 2026

- **Instagram: 7 posts**
  - Ride-along: 4, with another hook
  - Museum: 1, a last look
  - Business as usual: 2

## New briefs

- **Ride-along · Instagram: change the angle**
  - Content Lead, by 7 Dec 2026
  - 40%, where 50% is planned.

_Strategy version 3, facts post\\_snapshot@12, as known on 30 Nov 2026, 09:31._
"""


def test_minutes_as_markdown():
    assert as_markdown(account(record(), ENGLISH, edition=1)).replace("\N{NO-BREAK SPACE}", " ") == MARKDOWN


def test_minutes_are_told_in_the_readers_language():
    text = as_markdown(account(record(), DANISH, edition=2))
    assert "# Fjord Cykler: stand-up for uge 48, 2026" in text
    assert "Udgave 2" in text
    assert "Ride-along · Instagram: ændr vinkel" in text


def test_minutes_that_are_not_written_yet_say_so():
    assert any("Draft" in fact for fact in account(record(), ENGLISH).facts)
    assert not any("Draft" in fact for fact in account(record(), ENGLISH, edition=1).facts)


def test_empty_parts_say_that_there_was_nothing():
    empty = record(kpis=(), diagnoses=(), plan=(), outcomes=(), undecided=(), briefs=(), present=(), lake_version="")
    text = as_markdown(account(empty, ENGLISH, edition=1))
    for words in (
        "No KPI with data is off track.",
        "Nothing was decided.",
        "No two figures that could be compared moved",
        "No new brief was asked for.",
        "facts none",
    ):
        assert words in text
    assert "Not decided" not in text
    assert "Posts of" not in text


def test_what_could_not_be_looked_at_is_counted_in_every_form():
    told = account(record(without_data=1, not_diagnosed=3, kpis=()), ENGLISH, edition=1)
    for text in (as_markdown(told), as_email(told, ENGLISH)):
        assert "No KPI with data is off track." in text
        assert "1 KPI has no data." in text
        assert "3 diagnoses could not be made for want of data." in text
    assert "planned.\n\n3 diagnoses" in as_markdown(told), "a remark is no part of the list above it"
    whole = as_markdown(account(record(), ENGLISH))
    assert "no data" not in whole
    assert "for want of data" not in whole


def test_a_draft_of_a_meeting_nobody_began_has_no_time():
    made = record()
    text = as_markdown(account(record(started=made.ended), ENGLISH))
    assert "The stand-up has not begun." in text
    assert "0 min" not in text


def test_a_concept_without_an_estimate_is_not_given_a_number():
    unknown = record(outcomes=(outcome(mid=None, low=None, high=None, posts=1, proposal=""),))
    text = as_markdown(account(unknown, ENGLISH, edition=1))
    assert "1 post, Save rate: not enough data for an estimate" in text
    assert "0%" not in text.partition("## Decisions")[2].partition("## New")[0]


NASTY = "<script>alert(1)</script> [x](http://evil.example) *bold* _it_ `code` | # \\ \n- a list"


def test_nobodys_words_become_markup():
    made = record(
        brand=NASTY, note=NASTY, present=(NASTY,), outcomes=(outcome(reason=NASTY),), briefs=(brief(owner=NASTY),)
    )
    told = account(made, ENGLISH, edition=1)
    markdown = as_markdown(told)
    assert not re.search(r"(?<!\\)[<\[*`|]", markdown.replace("**", ""))
    assert "\n- a list" not in markdown
    assert "<script" not in as_email(told, ENGLISH)


@pytest.mark.parametrize("language", LANGUAGES.values(), ids=LANGUAGES)
def test_an_email_carries_its_styles_inline_and_loads_nothing(language):
    found: list[tuple[str, dict[str, str | None]]] = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            found.append((tag, dict(attrs)))

    Reader().feed(as_email(account(record(), language, edition=1), language))
    assert ("html", {"lang": language.code}) in found
    assert not {tag for tag, _ in found} & {"style", "link", "script", "img", "iframe"}
    assert not [has for _, has in found if {"src", "href", "background", "class"} & has.keys()]
