"""Compares a shop with twelve plans with others, without the rest of `make bench`.

python -m benchmarks.twelve_plans [--base PATH] [--purchases N] [--rounds N] [--seconds S]
"""

import argparse
import sys
import tempfile
from pathlib import Path

from benchmarks import beside, beside_report
from benchmarks.processes import ROOT


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.twelve_plans")
    parser.add_argument("--base", type=Path, metavar="PATH", help="an earlier commit's checkout")
    parser.add_argument("--purchases", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=1.0)
    asked = parser.parse_args()
    scale = beside.Scale(asked.purchases, asked.rounds, asked.seconds)
    with tempfile.TemporaryDirectory(dir=ROOT, prefix=".bench-") as name:
        found = beside.measure(Path(name), scale, asked.base and asked.base.resolve())
    sys.stdout.write(f"{beside_report.targets_table(found)}\n\n{beside_report.table(found)}\n")


if __name__ == "__main__":
    main()
