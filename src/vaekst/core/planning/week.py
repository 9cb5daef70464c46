"""The whole week ahead, channel by channel."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from vaekst.core.figures import PostFigure
from vaekst.core.metrics.of_work import Asset
from vaekst.core.period import Week
from vaekst.core.planning.channel import ChannelPlan, Share, plan_channel
from vaekst.core.planning.formats import fewer_formats, formats_of
from vaekst.core.planning.phases import Work
from vaekst.core.planning.places import Places
from vaekst.core.planning.principles import in_batches, spare_room
from vaekst.core.planning.volume import Capacity, Pace, volume_of
from vaekst.core.rules.volume import Guard
from vaekst.core.strategy import Strategy


@dataclass(frozen=True, slots=True)
class ChannelFacts:
    """What is known of a channel's next week, whatever is decided. `posts` are the sprint's, by the channel's own metric."""

    pace: Pace
    capacity: Capacity
    guard: Guard
    posts: Sequence[PostFigure] = ()
    made: Sequence[Asset] = ()  # the channel's assets of late


@dataclass(frozen=True, slots=True)
class WeekAhead:
    """The plan of a week: what it is for, and each channel."""

    week: Week
    work: Work
    channels: tuple[ChannelPlan, ...]

    @property
    def posts(self) -> int:
        """The posts of all channels together."""
        return sum(channel.posts for channel in self.channels)


def plan_week(
    strategy: Strategy,
    week: Week,
    work: Work,
    *,
    facts: Mapping[str, ChannelFacts],
    places: Mapping[str, Places],
    share: Share,
) -> WeekAhead:
    """The week's plan for every channel of the facts. Raises ValueError for a share that does not add up."""
    return WeekAhead(
        week, work, tuple(_channel(strategy, name, work, facts[name], places[name], share) for name in facts)
    )


def _channel(
    strategy: Strategy, channel: str, work: Work, facts: ChannelFacts, places: Places, share: Share
) -> ChannelPlan:
    metric, sprint = strategy.metric_of(channel), strategy.sprint
    volume = volume_of(
        facts.pace,
        facts.guard,
        facts.capacity,
        work=work,
        sprint=sprint,
        rule=strategy.rules.volume,
        may_carry_more=places.may_carry_more,
    )
    formats = fewer_formats(formats_of(facts.posts), keep=sprint.winners_per_channel, metric=metric)
    return plan_channel(
        channel,
        volume,
        places,
        facts.guard,
        metric=metric,
        share=share,
        formats=formats,
        principles=(spare_room(volume, facts.guard, work), in_batches(facts.made, volume.posts)),
    )
