"""When this holds, propose that. The team's rules (stop rule, gates) and the proposal drawn from them and the evidence."""

from vaekst.core.rules.gates import Gate, GateState, gate, scatter_of
from vaekst.core.rules.proposals import HELD_BY_GATE, Proposal, ProposalRules, Verdict, propose
from vaekst.core.rules.stop import StopState, stop_rule

__all__ = [
    "HELD_BY_GATE",
    "Gate",
    "GateState",
    "Proposal",
    "ProposalRules",
    "StopState",
    "Verdict",
    "gate",
    "propose",
    "scatter_of",
    "stop_rule",
]
