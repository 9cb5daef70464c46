"""What a forecast comes to, in sentences."""

from __future__ import annotations

from collections.abc import Iterator

from vaekst.core.sentence import N_, Sentence
from vaekst.core.simulation.forecasts import Forecast
from vaekst.core.simulation.score import Figure

EVEN = 0.5
"""A forecast names the first week by which the concept is found in half of the sprints."""


def told(forecast: Forecast) -> tuple[Sentence, ...]:
    """The sentences, the answer first."""
    return tuple(_told(forecast))


def _told(forecast: Forecast) -> Iterator[Sentence]:
    plan = forecast.plan
    week = forecast.found_in(EVEN) or plan.weeks
    yield Sentence(
        "forecast_found",
        N_(
            "With {posts} posts a week that scatter by {scatter:percent}, a concept {effect:change} against the baseline is found in {week} weeks in {found:percent} of sprints (± {error:percent})."
        ),
        posts=plan.posts,
        scatter=round(plan.scatter, 2),
        effect=plan.effect,
        week=week,
        **_chance("found", forecast.found[week - 1]),
    )
    yield Sentence(
        "forecast_false",
        N_(
            "Where no concept is better, something is scaled all the same in {false:percent} of sprints (± {error:percent}), with a look every week for {weeks} weeks."
        ),
        weeks=plan.weeks,
        **_chance("false", forecast.false[-1]),
    )
    yield Sentence(
        "forecast_stopped",
        N_("The better concept ends up stopped in {stopped:percent} of sprints (± {error:percent})."),
        **_chance("stopped", forecast.stopped),
    )
    for one in forecast.more[1:]:
        yield Sentence(
            "forecast_more",
            N_(
                "With {posts} posts a week it is found in {week} weeks in {found:percent} of sprints (± {error:percent})."
            ),
            posts=one.posts,
            week=week,
            **_chance("found", one.found[week - 1]),
        )


def _chance(name: str, figure: Figure) -> dict[str, float | None]:
    return {name: round(figure.value, 2), "error": figure.error and round(figure.error, 2)}
