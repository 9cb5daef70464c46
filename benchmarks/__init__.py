"""Slow measurements, run by `make bench`. Times are quoted as ratios of two things measured side by side in one run."""
