"""Experiments: registered before they run, read every week, closed with the evidence. Versions replace, nothing is rewritten.

register(actor, brand, Draft(name="Kort hook", …), now=now)
read(brand, "kort-hook", now=now).reading.state
close(actor, brand, "kort-hook", now=now)
"""

from vaekst.actions.experiments.closing import close
from vaekst.actions.experiments.reading import (
    ExperimentPage,
    Listed,
    experiment_of,
    for_machines,
    listed,
    posts_of,
    read,
)
from vaekst.actions.experiments.registering import draft_for, register, revise

__all__ = [
    "ExperimentPage", "Listed", "close", "draft_for", "experiment_of", "for_machines", "listed", "posts_of", "read", "register",
    "revise",
]  # fmt: skip
