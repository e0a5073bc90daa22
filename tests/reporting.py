"""What benchmarks print."""

import statistics
import sys


def report(what, values, unit="ms"):
    """One line: the median and the 95th percentile of the values."""
    ordered = sorted(values)
    p95 = ordered[min(len(ordered) - 1, round(0.95 * (len(ordered) - 1)))]
    sys.stdout.write(f"\n{what:58} median {statistics.median(values):8.2f}  p95 {p95:8.2f} {unit}")
