"""What kinds, fields and answers of one's own tables are called, to be translated where they are shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from vaekst.core.sentence import N_

KIND_WORDS: Mapping[str, str] = {
    "posts": N_("a post"),
    "channel_days": N_("a day of a channel"),
    "production": N_("work on an asset"),
    "cost": N_("a cost"),
    "lead": N_("a lead, or a day's leads"),
    "tags": N_("a post and its concept"),
    "policy_events": N_("a strike, a removal or a warning"),
    "comments": N_("a comment"),
}
"""Kind -> what one row of it is."""

FIELD_WORDS: Mapping[str, str] = {
    "post_id": N_("the post's number"),
    "permalink": N_("the post's link"),
    "published_at": N_("when it was published"),
    "title": N_("title"),
    "text": N_("text"),
    "format": N_("format"),
    "duration_s": N_("length of the video"),
    "views": N_("views"),
    "reach": N_("reach (people)"),
    "likes": N_("likes"),
    "comments": N_("comments"),
    "shares": N_("shares"),
    "saves": N_("saves"),
    "link_clicks": N_("link clicks"),
    "retention_3s": N_("3-second retention"),
    "retention_15s": N_("15-second retention"),
    "avg_view_s": N_("average time watched"),
    "watch_time_s": N_("total time watched"),
    "follows": N_("new followers"),
    "impressions": N_("impressions"),
    "channel": N_("channel"),
    "date": N_("day"),
    "profile_visits": N_("profile visits"),
    "entry_id": N_("number of the entry"),
    "asset_id": N_("asset"),
    "concept": N_("concept"),
    "stage": N_("stage"),
    "minutes": N_("time of work"),
    "ai_minutes": N_("time of AI work"),
    "ai_tokens": N_("AI tokens used"),
    "creator": N_("creator"),
    "batch": N_("batch"),
    "vat": N_("VAT: with it or without"),
    "distribution": N_("owned, paid or partner"),
    "supplier": N_("supplier"),
    "cost": N_("cost"),
    "currency": N_("currency"),
    "reused_from": N_("earlier asset it reuses"),
    "category": N_("category"),
    "amount": N_("amount"),
    "note": N_("note"),
    "lead_id": N_("number of the lead"),
    "leads": N_("leads"),
    "qualified": N_("qualified leads"),
    "visits": N_("visits to the landing page"),
    "email": N_("e-mail address (kept only as a fingerprint)"),
    "stage_date": N_("day of the stage"),
    "value": N_("value of the deal"),
    "original_source": N_("where the lead first came from"),
    "is_test": N_("whether it is a test"),
    "platform": N_("platform"),
    "event": N_("what happened: strike or removal or …"),
    "reason": N_("reason"),
    "appealed_on": N_("day of the appeal"),
    "outcome": N_("outcome of the appeal"),
    "outcome_date": N_("day of the outcome"),
    "comment_id": N_("number of the comment"),
    "author": N_("who wrote it (kept only as a fingerprint)"),
    "kind": N_("kind of comment"),
    "words": N_("number of words"),
    "is_reply": N_("whether it is a reply"),
}
"""Field -> what its cells hold; a field without one is called by its name (`utm_source`)."""

ANSWER_WORDS: Mapping[str, str] = {
    "day first": N_("day before month: 31/12"),
    "month first": N_("month before day: 12/31"),
    "comma": N_("comma: 1,5"),
    "point": N_("point: 1.5"),
    "percent": N_("percent: 52"),
    "fraction": N_("fraction: 0.52"),
    "seconds": N_("seconds"),
    "minutes": N_("minutes"),
    "hours": N_("hours"),
    "milliseconds": N_("milliseconds"),
    "h:mm": N_("hours and minutes: 1:30"),
    "m:ss": N_("minutes and seconds: 1:30"),
    "ones": N_("as printed: 12 is 12"),
    "thousands": N_("thousands: 12 is 12,000"),
}
"""Answer to a question about the cells -> how it is put."""


def field_words(names: Iterable[str]) -> str:
    """Fields as words between commas, for a sentence that marks them `words`."""
    return ", ".join(FIELD_WORDS.get(name, name.replace("_", " ")) for name in names)
