"""Next week's posts: how many on each channel, and for which concepts, with a reason for each number.

    work = work_of(strategy.sprint, week)              # what the phase of the sprint asks for
    look = look_due(candidates, posted, …)              # who was left aside and is looked at once more
    places = places_of(candidates, work, …, look=look)  # which concepts are made
    plan_week(strategy, week, work, facts=…, places=…, share=…)   # how many posts there are, and whose

Nothing here decides, draws lots or reads a clock. How it is worked out: docs/explanation/planning.md.
"""

from vaekst.core.planning.channel import ChannelPlan, Planned, Share, plan_channel
from vaekst.core.planning.formats import FormatLevel, fewer_formats, formats_of
from vaekst.core.planning.looks import LastLook, look_due
from vaekst.core.planning.phases import Work, remarks_on, work_of
from vaekst.core.planning.places import Candidate, LeftOut, Places, Running, places_of
from vaekst.core.planning.principles import parts_in
from vaekst.core.planning.promises import due_posts, promised
from vaekst.core.planning.reading import finished_lately, guard_of, is_on, minutes_per_post, pace_of
from vaekst.core.planning.shares import by_evidence
from vaekst.core.planning.volume import Capacity, Pace, Volume, volume_of
from vaekst.core.planning.week import ChannelFacts, WeekAhead, plan_week

__all__ = [
    "Candidate", "Capacity", "ChannelFacts", "ChannelPlan", "FormatLevel", "LastLook", "LeftOut", "Pace", "Places", "Planned", "Running", "Share",
    "Volume", "WeekAhead", "Work",
    "by_evidence", "due_posts", "fewer_formats", "finished_lately", "formats_of", "guard_of", "is_on", "look_due", "minutes_per_post", "pace_of", "parts_in",
    "places_of", "plan_channel", "plan_week", "promised", "remarks_on", "volume_of", "work_of",
]  # fmt: skip
