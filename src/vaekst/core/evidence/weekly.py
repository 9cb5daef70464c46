"""The evidence as a player of sprints: shown a week as plain values, it answers with decisions and next week's posts.

    Weekly(weeks=12).week(view) -> {"decisions": {"c0k0": "scale", …}, "allocation": {"c0": {"c0k0": 3, "baseline": 1}}}

A view is `{"week": weeks completed, "next_posts": {channel: posts}, "channels": [{"id", "baseline", "control", "concepts":
[{"id", "decision", "posts"}]}]}`; a post is `{"trials", "successes", "age"}`, its age in weeks. Nothing is left to chance.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

import numpy as np

from vaekst.core.evidence.model import Weighing
from vaekst.core.evidence.turns import Turn, last_look
from vaekst.core.evidence.values import ChannelEvidence, Estimate, NoEstimate, Settings
from vaekst.core.evidence.verdicts import Thresholds
from vaekst.core.figures import PostFigure

FIRST_DAY = date(2000, 1, 3)
"""When the sprint begins, so that every post has a day."""

View = Mapping[str, Any]
Decide = Callable[[ChannelEvidence, Estimate | NoEstimate, float], str]
"""The decision on a concept: its channel's evidence, its estimate, and the share of the sprint that has passed."""


class Weekly:
    """Plays one sprint of so many weeks by the evidence. `decide` tells verdicts; by default the thresholds alone."""

    def __init__(self, weeks: int, *, decide: Decide | None = None, settings: Settings | None = None) -> None:
        self.weeks = weeks
        self.decide = decide or by_thresholds
        self.settings = settings or Settings()
        self._looked: dict[str, int] = {}  # channel -> the week it had its last look

    def week(self, view: View) -> dict[str, Any]:
        """The decisions on every concept after this week, and next week's posts over concepts and usual posts."""
        elapsed = view["week"] / self.weeks
        evidence = [_evidence(channel, view["week"]) for channel in view["channels"]]
        weighing = Weighing(evidence)
        answers = weighing.answers(self.settings)
        asked = {one.channel: one for one in evidence}
        found = {answer.concept: self.decide(asked[answer.channel], answer, elapsed) for answer in answers}
        before = {concept["id"]: concept["decision"] for channel in view["channels"] for concept in channel["concepts"]}
        decisions = {concept: "stop" if before[concept] == "stop" else found[concept] for concept in before}
        turns = [self._turn(view, channel, answers, decisions) for channel in view["channels"]]
        shares = zip(view["channels"], weighing.shares(turns), strict=True)
        return {
            "decisions": decisions,
            "allocation": {
                channel["id"]: {concept or "baseline": posts for concept, posts in share.items() if posts}
                for channel, share in shares
            },
        }

    def _turn(
        self, view: View, channel: View, answers: Sequence[Estimate | NoEstimate], decisions: Mapping[str, str]
    ) -> Turn:
        posts = view["next_posts"][channel["id"]]
        pace = sum(view["next_posts"].values()) / len(view["channels"])
        closed = {concept["id"] for concept in channel["concepts"] if decisions[concept["id"]] == "stop"}
        inside = [
            one
            for one in answers
            if isinstance(one, Estimate) and one.channel == channel["id"] and one.concept not in closed
        ]
        return Turn(
            posts=posts,
            left=max((self.weeks - view["week"]) * pace, posts),
            closed=closed,
            owed=self._owed(view, channel, inside) if posts else (),
        )

    def _owed(self, view: View, channel: View, inside: Sequence[Estimate]) -> tuple[str, ...]:
        """The concept that is due its last look; one a channel in the last third of the sprint."""
        week = view["week"]
        if channel["id"] in self._looked:
            return ()
        silent = {
            one["id"]: min((post["age"] + 1 for post in one["posts"]), default=week) for one in channel["concepts"]
        }
        owed = last_look(inside, silent, elapsed=week / self.weeks)
        if owed is None:
            return ()
        self._looked[channel["id"]] = week
        return (owed,)


def by_thresholds(evidence: ChannelEvidence, answer: Estimate | NoEstimate, elapsed: float) -> str:
    """The verdict of the thresholds alone."""
    del evidence  # the estimate says it all
    if isinstance(answer, NoEstimate):
        return "wait"
    today = Thresholds().after(elapsed)
    above, better, posts = (np.array(each) for each in (answer.chance_above_bar, answer.chance_better, answer.posts))
    if today.stops(above, posts):
        return "stop"
    return "scale" if today.scales(better, posts) else "iterate"


def _evidence(channel: View, week: int) -> ChannelEvidence:
    return ChannelEvidence(
        channel["id"],
        "rate",
        [_figure(post, FIRST_DAY - timedelta(days=1)) for post in channel["baseline"]],
        {one["id"]: _figures(one["posts"], week) for one in channel["concepts"]},
        _figures(channel["control"], week),
    )


def _figures(posts: Iterable[View], week: int) -> list[PostFigure]:
    return [_figure(post, FIRST_DAY + timedelta(days=7 * (week - 1 - post["age"]))) for post in posts]


def _figure(post: View, day: date) -> PostFigure:
    rate = post["successes"] / post["trials"] if post["trials"] else 0.0
    return PostFigure("", "", None, None, day, 7.0, rate, part=post["successes"], whole=post["trials"])
