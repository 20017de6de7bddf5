"""The command line, as a person or a script meets it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from nlp.corpus_reader import CORPUS

LINES = (CORPUS / "records.jsonl").read_bytes().splitlines(keepends=True)[:6]


def run(*arguments: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """Run the command line with some standard input."""
    return subprocess.run(
        [sys.executable, "-m", "nlp", *arguments], input=given, capture_output=True, timeout=50, check=False
    )


def ids(output: bytes) -> list[str]:
    """Give the ids of the scores written."""
    return [json.loads(line)["id"] for line in output.splitlines()]


EXPECTED = [json.loads(line)["id"] for line in LINES]


def test_scores_standard_input_in_order() -> None:
    done = run("score", given=b"".join(LINES))
    assert (done.returncode, ids(done.stdout), done.stderr) == (0, EXPECTED, b"")


def test_scores_a_file(tmp_path: Path) -> None:
    path = tmp_path / "records.jsonl"
    path.write_bytes(b"\xef\xbb\xbf" + b"\r\n\r\n".join(line.strip() for line in LINES))
    assert ids(run("score", str(path)).stdout) == EXPECTED


BAD = [b"{", b"\xff\xfe", b"[1]", b"\x00", b'{"id": NaN}', b"[" * 50_000, b'"\\ud800"', b"9" * 5000]


def test_bad_lines_are_named_and_the_others_scored() -> None:
    mixed = b"\n".join([LINES[0].strip(), *BAD, LINES[1].strip()])
    done = run("score", given=mixed)
    told = done.stderr.decode().splitlines()
    assert done.returncode == 1
    assert ids(done.stdout) == EXPECTED[:2]
    assert [line.split(":")[0] for line in told] == [f"line {number}" for number in range(2, 2 + len(BAD))]


def test_a_lone_surrogate_or_nul_in_a_text_is_scored() -> None:
    record = json.loads(LINES[0])
    record["text"]["analysis"] = "\ud800 \x00 \u202e She said so."
    done = run("score", given=json.dumps(record).encode())
    assert (done.returncode, ids(done.stdout)) == (0, EXPECTED[:1])


@pytest.mark.parametrize("name", ["no-such-file.jsonl", "."])
def test_what_cannot_be_read_is_said(name: str) -> None:
    done = run("score", name)
    assert done.returncode == 2
    assert name.encode() in done.stderr
    assert b"Traceback" not in done.stderr


def test_empty_input_is_said() -> None:
    done = run("score")
    assert (done.returncode, done.stdout) == (0, b"")
    assert b"no records" in done.stderr


def test_a_closed_pipe_is_no_traceback() -> None:
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(
        [sys.executable, "-m", "nlp", "score", str(CORPUS / "records.jsonl")],
        stdout=writer,
        stderr=subprocess.PIPE,
        timeout=50,
        check=False,
    )
    os.close(writer)
    assert (done.returncode, done.stderr) == (1, b"")


def test_worker_processes_give_the_same_output() -> None:
    many = b"".join(LINES) * 30 + b"{\n"
    alone, together = run("score", given=many), run("score", "--workers", "2", given=many)
    assert together.returncode == alone.returncode == 1
    assert (together.stdout, together.stderr) == (alone.stdout, alone.stderr)


def in_shell(redirect: str) -> subprocess.CompletedProcess[bytes]:
    """Score the corpus with standard input or output as a shell can leave them."""
    command = f"'{sys.executable}' -m nlp score {redirect}"
    return subprocess.run(["sh", "-c", command], capture_output=True, timeout=50, check=False)


@pytest.mark.parametrize("redirect", ["<&-", f"'{CORPUS / 'records.jsonl'}' >&-"])
def test_a_closed_standard_stream_is_said_plainly(redirect: str) -> None:
    done = in_shell(redirect)
    assert done.returncode == 2
    assert done.stderr == b"nlp score: standard input and standard output must be open\n"


def test_a_full_disk_is_said_of_the_output() -> None:
    done = in_shell(f"'{CORPUS / 'records.jsonl'}' >/dev/full")
    assert done.returncode == 2
    assert done.stderr == b"nlp score: the scores cannot be written: No space left on device\n"
