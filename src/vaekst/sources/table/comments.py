"""Tables of comments as facts: what kind each is and how long. The words and the name of who wrote them are not kept."""

from __future__ import annotations

import re

from vaekst.sources.contacts import contact_key
from vaekst.sources.ledger import Row
from vaekst.sources.reading.permalinks import platform_of
from vaekst.sources.reading.words import plain
from vaekst.sources.table.own import Made, Own, below_zero, dated, first_reason, post_key

KINDS_OF_COMMENT = ("question", "emoji", "statement")
_LINK = re.compile(r"https?://\S+|www\.\S+", re.IGNORECASE)
_NAMED = re.compile(r"[@#]\w[\w.]*")
_WORD = re.compile(r"\w*[^\W\d_]\w*(?:['’\-]\w+)*|\d+(?:[.,]\d+)*")
_ASKS = frozenset("?？¿؟")


def make_comments(own: Own) -> Made:
    """One row per comment. A comment that stands twice is left out the second time."""
    made = Made()
    seen: set[str] = set()
    for place in own.places():
        own.ledger.read += 1
        cell = own.values.cell
        day, likes = cell("date", place), cell("likes", place)
        kind, words = _kind_and_words(cell("text", place), cell("kind", place), cell("words", place))
        reason = first_reason(
            (day is None, "no_date"),
            (own.ledger.is_future(day), "future_date"),
            (kind is None, "no_figures"),
            (below_zero([likes, words]), "negative_count"),
        )
        if reason:
            own.ledger.drop(reason)
            continue
        row = _placed(own, place)
        if row["entry_id"] in seen:
            own.ledger.drop("duplicate")
            continue
        seen.add(row["entry_id"])
        is_reply = cell("is_reply", place)
        made.add("comment", {**row, "kind": kind, "words": words, "likes": likes, "is_reply": is_reply}, day=day)
    return made


def kind_of_comment(text: str) -> tuple[str, int]:
    """Whether a comment asks, is made of signs alone, or says something; and how many words it has.

    Links and the names of accounts are no words. A question is known by its mark.
    """
    said = _NAMED.sub(" ", _LINK.sub(" ", text))
    words = len(_WORD.findall(said))
    if words == 0:
        return "emoji", 0
    return ("question" if _ASKS & set(said) else "statement"), words


def _kind_and_words(text: str | None, kind: str | None, words: int | None) -> tuple[str | None, int | None]:
    """By the comment's text, else as the file says; None where neither tells."""
    if text:
        return kind_of_comment(text)
    said = plain(kind or "")
    return (said if said in KINDS_OF_COMMENT else None), words


def _placed(own: Own, place: int) -> Row:
    """Which comment it is, on which post, by whom: the last only as a keyed hash."""
    cell = own.values.cell
    channel, link = own.channel(place), cell("permalink", place)
    platform = cell("platform", place) or (platform_of(link) if link else None) or own.platform(channel)
    post, author = post_key(own, place, channel), contact_key(cell("author", place), own.ledger)
    number = cell("comment_id", place)
    if number:
        entry = f"comment:{platform or channel or 'other'}:{number}"
    else:
        said = contact_key(cell("text", place), own.ledger)  # told apart without being readable
        entry = own.entry("comment", cell("date", place), channel, post, author, said)
    return {
        **dated(own, place),
        "entry_id": entry,
        "channel": channel,
        "platform": platform,
        "post_key": post,
        "permalink": link,
        "author_key": author,
    }
