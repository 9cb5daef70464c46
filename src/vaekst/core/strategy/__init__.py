"""The strategy document: the one readable file that governs a brand."""

from vaekst.core.strategy.comparing import Change, changes, differences, settings
from vaekst.core.strategy.document import Brand, Channel, Concept, Conversions, Costs, Outcome, Sprint, Strategy
from vaekst.core.strategy.faults import BadStrategy, Fault
from vaekst.core.strategy.kpis import KPIS, KpiPlan, Kpis
from vaekst.core.strategy.match_rules import MatchRule
from vaekst.core.strategy.matching import PostText, concept_of, fits_any, hashtags_in, matching_concepts
from vaekst.core.strategy.reading import read_strategy
from vaekst.core.strategy.reference import json_schema, reference_page
from vaekst.core.strategy.rhythm import BatchPlan, Library, Phase, Rhythm, WeekPlan
from vaekst.core.strategy.rules import (
    BaselineRule,
    ComparisonRule,
    DiagnosesRule,
    EvidenceRule,
    ExperimentBars,
    Gates,
    PortfolioRule,
    RiskRule,
    Rules,
    Span,
    StatusRule,
    StopRule,
    VolumeRule,
)
from vaekst.core.strategy.targets import Target
from vaekst.core.strategy.vocabulary import CADENCES, CURRENCIES, LOCALES, METRICS, PLATFORMS, Metric
from vaekst.core.strategy.writing import write_default

__all__ = [
    "CADENCES", "CURRENCIES", "KPIS", "LOCALES", "METRICS", "PLATFORMS",
    "BadStrategy", "BaselineRule", "BatchPlan", "Brand", "Change", "Channel", "ComparisonRule", "Concept",
    "Conversions", "Costs", "DiagnosesRule", "EvidenceRule", "ExperimentBars", "Fault", "Gates", "KpiPlan", "Kpis", "Library",
    "MatchRule", "Metric", "Outcome", "Phase", "PortfolioRule", "PostText", "Rhythm", "RiskRule", "Rules", "Span",
    "Sprint", "StatusRule", "StopRule", "Strategy", "Target", "VolumeRule", "WeekPlan",
    "changes", "concept_of", "differences", "fits_any", "hashtags_in", "json_schema", "matching_concepts", "read_strategy",
    "reference_page", "settings", "write_default",
]  # fmt: skip
