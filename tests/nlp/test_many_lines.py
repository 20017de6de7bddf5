"""Many lines and bad ones: every line is answered once, in order, in bounded memory, whoever dies meanwhile."""

import json
import os
import pty
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path

import psutil
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nlp import lines
from nlp.__main__ import main
from tests.nlp.records import ids, numbered

COMMAND = [sys.executable, "-m", "nlp", "score"]
MANY = 320
SHORT_LINE = 20_000  # what counts as too long here: the real limit is 32 MB, and takes its time to write
GOOD = numbered(12).splitlines()
BROKEN = [b"{", b"\xff\xfe", b"[1]", b"\x00", b"null", b'{"id": NaN}', b"[" * 9000, b'"\\ud800"', b"9" * 5000, b"{}"]
EMPTY = [b"", b" ", b"\t", b"\r", b" \r"]
NO_RECORD = b"{" + b"x" * 3000 + b"\n"
ASK = """
import resource, subprocess, sys
quiet = subprocess.DEVNULL
assert subprocess.run(sys.argv[1:], stdout=quiet, stderr=quiet).returncode == 1
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""
CASES = {
    "good": st.sampled_from(GOOD),
    "broken": st.sampled_from(BROKEN) | st.binary(max_size=200).map(lambda body: b"{" + body.replace(b"\n", b"")),
    "empty": st.sampled_from(EMPTY),
    "huge": st.sampled_from([b"x" * (SHORT_LINE + 5), b'{"id": "' + b"y" * SHORT_LINE * 3 + b'"}']),
}
ONE_LINE = st.sampled_from(list(CASES)).flatmap(lambda kind: st.tuples(st.just(kind), CASES[kind]))


def score(text: bytes) -> tuple[int, str, str]:
    """The exit status, what was written and what was told, of scoring a file in this process."""
    with (
        tempfile.TemporaryDirectory() as folder,
        redirect_stdout(StringIO()) as out,
        redirect_stderr(StringIO()) as err,
    ):
        path = Path(folder) / "records.jsonl"
        path.write_bytes(text)
        return main(["score", str(path)]), out.getvalue(), err.getvalue()


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(ONE_LINE, max_size=12), st.booleans())
def test_every_line_is_answered_once_and_in_order(
    monkeypatch: pytest.MonkeyPatch, mixed: list[tuple[str, bytes]], ended: bool
) -> None:
    monkeypatch.setattr(lines, "LONGEST_LINE", SHORT_LINE)
    status, out, err = score(b"\n".join(body for _kind, body in mixed) + (b"\n" if ended else b""))
    told = [line.partition(":")[0] for line in err.splitlines()]
    wrong = [f"line {number}" for number, (kind, _body) in enumerate(mixed, 1) if kind in ("broken", "huge")]
    good = [json.loads(body)["id"] for kind, body in mixed if kind == "good"]
    assert ids(out.encode()) == good
    assert told == (wrong or ([] if good else ["nlp score"]))
    assert status == (1 if wrong else 0)


def test_a_line_longer_than_any_record_is_refused_and_the_next_is_scored() -> None:
    huge = b'{"id": "' + b"z" * (lines.LONGEST_LINE + 1000) + b'"}\n'
    done = subprocess.run(COMMAND, input=huge + numbered(1), capture_output=True, check=False)
    assert (done.returncode, ids(done.stdout)) == (1, ["0"])
    assert done.stderr == b"line 1: is longer than 32 MB\n"


def test_a_worker_killed_in_the_middle_costs_no_record(tmp_path: Path) -> None:
    path = tmp_path / "records.jsonl"
    path.write_bytes(numbered(MANY))
    command = [*COMMAND, "--workers", "2", str(path)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, bufsize=0)
    assert process.stdout is not None
    first = process.stdout.read(1)
    workers = [w for w in psutil.Process(process.pid).children() if "spawn_main" in " ".join(w.cmdline())]
    workers[0].kill()
    rest, complaints = process.communicate(timeout=120)
    assert (process.returncode, complaints) == (0, b"")
    assert ids(first + rest) == [str(number) for number in range(MANY)]


@pytest.mark.parametrize("workers", ["1", "2"])
def test_a_file_many_times_as_long_needs_no_more_memory(tmp_path: Path, workers: str) -> None:
    little, much = tmp_path / "little.jsonl", tmp_path / "much.jsonl"
    little.write_bytes(NO_RECORD)
    with much.open("wb") as file:
        file.writelines(NO_RECORD for _line in range(20_000))  # 60 MB
    most = [most_memory([*COMMAND, "--workers", workers, str(path)]) for path in (little, much)]
    assert most[1] < most[0] + 24


def most_memory(command: list[str]) -> int:
    """The most memory in MB that one process of a command held; asked by a small process, which counts itself in."""
    asked = subprocess.run([sys.executable, "-c", ASK, *command], capture_output=True, check=True)
    return int(asked.stdout) // 1024


def on_terminal(text: bytes, folder: Path) -> str:
    """What somebody sees at a terminal while a file is scored into another."""
    path = folder / "records.jsonl"
    path.write_bytes(text)
    ours, theirs = pty.openpty()
    subprocess.run([*COMMAND, str(path)], stdout=subprocess.DEVNULL, stderr=theirs, check=True)
    os.close(theirs)
    with os.fdopen(ours, "rb") as terminal:
        return b"".join(until_closed(terminal.fileno())).decode()


def until_closed(terminal: int) -> Iterator[bytes]:
    """What a terminal was sent; on Linux reading fails once nobody can send any more."""
    while True:
        try:
            yield os.read(terminal, 65536)
        except OSError:
            return


def test_a_terminal_shows_how_far_it_is(tmp_path: Path) -> None:
    seen = on_terminal(numbered(40), tmp_path)
    shown = [int(share) for share in re.findall(r"(\d+)%", seen)]
    assert shown == sorted(shown)
    assert shown[-1] == 100
    assert seen.rstrip().endswith("40 records")
