"""Timings as ratios: each case against its own yardstick, in turn, within one run."""
