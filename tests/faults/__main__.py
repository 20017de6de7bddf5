"""Causes the full count of faults on both databases, one after the other, and prints what was found."""

import os
import subprocess
import sys
import time
from pathlib import Path

from tests import databases

ROOT = Path(__file__).resolve().parents[2]
FULL_COUNT = "200"


def main() -> int:
    """Run the fault tests on each database; gives 0 only if nothing was lost on any."""
    worst = 0
    for kind in databases.KINDS:
        print(f"\n=== faults on {kind} ===", flush=True)
        began = time.monotonic()
        environ = {"FAULT_ROUNDS": FULL_COUNT, **os.environ, "TEST_DATABASE": kind}
        command = [sys.executable, "-m", "pytest", "-q", "-m", "faults", "tests/faults", *sys.argv[1:]]
        worst = subprocess.run(command, cwd=ROOT, env=environ, check=False).returncode or worst
        print(f"{kind}: {time.monotonic() - began:.0f} s", flush=True)
    return worst


if __name__ == "__main__":
    sys.exit(main())
