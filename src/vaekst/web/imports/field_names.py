"""What the fields, kinds and answers of one's own tables are called on a screen."""

from __future__ import annotations

from django.utils.translation import gettext as _

from vaekst.core.sentence import N_

_KINDS = {
    "posts": N_("a post"),
    "channel_days": N_("a day of a channel"),
    "production": N_("work on an asset"),
    "cost": N_("a cost"),
    "lead": N_("a lead, or a day's leads"),
    "tags": N_("a post and its concept"),
    "policy_events": N_("a strike, a removal or a warning"),
    "comments": N_("a comment"),
}
_FIELDS = {
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
    "event": N_("what happened: strike, removal, restriction or warning"),
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
_ANSWERS = {
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
}


def table_kind_name(id_: str) -> str:
    """What one row of such a table is."""
    return _(_KINDS[id_]) if id_ in _KINDS else id_.replace("_", " ")


def field_name(id_: str) -> str:
    return _(_FIELDS[id_]) if id_ in _FIELDS else id_.replace("_", " ")


def answer_name(id_: str) -> str:
    return _(_ANSWERS[id_]) if id_ in _ANSWERS else id_
