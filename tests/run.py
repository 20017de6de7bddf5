"""Runs the whole suite: everything on SQLite with a real browser, then what meets a database on PostgreSQL."""

import os
import subprocess
import sys
import time
from pathlib import Path

from tests.browser.chromium import require_chromium

ROOT = Path(__file__).resolve().parent.parent
# These meet no database of ours, or are about one file of data: once is enough.
ONCE = ("tests/nlp", "tests/domain", "tests/house_rules", "tests/browser")
RUNS: dict[str, list[str]] = {
    "sqlite": [],
    "postgresql": [f"--ignore={folder}" for folder in ONCE],
}


def main() -> int:
    """Run the suite on both databases; gives 0 only if all of it passed."""
    print(f"Chromium: {require_chromium()}", flush=True)
    closing, worst = [], 0
    for kind, options in RUNS.items():
        print(f"\n=== the tests on {kind} ===", flush=True)
        status, line = run_pytest(kind, [*options, *sys.argv[1:]])
        closing.append(f"{kind}: {line}")
        worst = worst or status
    print("\n" + "\n".join(closing), flush=True)
    return worst


def run_pytest(kind: str, options: list[str]) -> tuple[int, str]:
    """Run pytest on one database, showing what it prints; gives its status and its closing line."""
    command = [sys.executable, "-m", "pytest", "-q", "-n", "2", "--dist", "worksteal", *options]
    began, line = time.monotonic(), ""
    with subprocess.Popen(
        command, cwd=ROOT, env={**os.environ, "TEST_DATABASE": kind}, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        for printed in process.stdout:
            print(printed, end="", flush=True)
            line = printed.strip("= \n") or line
    return process.returncode, f"{line} (in all {time.monotonic() - began:.0f} s)"


if __name__ == "__main__":
    sys.exit(main())
