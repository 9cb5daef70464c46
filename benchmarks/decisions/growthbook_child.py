"""Answers questions with gbstats, in an environment of its own: JSON lines in, JSON lines out. Knows nothing of Vaekst.

A question is {"kind": "bayes" | "sequential", "ratio": bool, "base": sums, "arms": [sums, …]}; sums are posts, trials, successes,
and the sums of their squares and product. The answer is the chance to win of each arm, or the ends of its interval.
"""

import json
import sys
import warnings

from gbstats.bayesian.tests import EffectBayesianABTest, EffectBayesianConfig
from gbstats.frequentist.tests import SequentialConfig, SequentialTwoSidedTTest
from gbstats.models.statistics import ProportionStatistic, RatioStatistic, SampleMeanStatistic

TUNING = {False: 5000, True: 30}
"""How many units the sequential test is tuned for: impressions, or posts."""


def statistic(sums, ratio):
    posts, trials, successes, trials2, successes2, product = sums
    if not ratio:
        return ProportionStatistic(n=int(trials), sum=successes)
    return RatioStatistic(
        n=int(posts),
        m_statistic=SampleMeanStatistic(n=int(posts), sum=successes, sum_squares=successes2),
        d_statistic=SampleMeanStatistic(n=int(posts), sum=trials, sum_squares=trials2),
        m_d_sum_of_products=product,
    )


def answer(question):
    ratio = question["ratio"]
    base = statistic(question["base"], ratio)
    for sums in question["arms"]:
        arm = statistic(sums, ratio)
        if question["kind"] == "bayes":
            yield EffectBayesianABTest(base, arm, EffectBayesianConfig()).compute_result().chance_to_win
        else:
            settings = SequentialConfig(alpha=0.05, sequential_tuning_parameter=TUNING[ratio])
            yield SequentialTwoSidedTTest(base, arm, settings).compute_result().ci


warnings.filterwarnings("ignore")
EffectBayesianABTest.get_risk = staticmethod(lambda *_: [0.0, 0.0])  # slow, and no part of a verdict
for line in sys.stdin:
    print(json.dumps(list(answer(json.loads(line)))), flush=True)
