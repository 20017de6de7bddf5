"""Scoring on a real Dask cluster: what comes back, and what happens when parts of it die."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from nlp.__main__ import main
from nlp.corpus_reader import CORPUS
from tests.nlp.dask_processes import PATIENCE, ROOT, Cluster
from tests.nlp.records import ids, numbered

MANY = 320


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """A cluster for the module."""
    with Cluster(tmp_path_factory.mktemp("cluster")) as cluster:
        yield cluster


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """A file of many records."""
    path = tmp_path / "records.jsonl"
    path.write_bytes(numbered(MANY))
    return path


def begin(cluster: Cluster, path: Path) -> "subprocess.Popen[bytes]":
    """Begin to score a file on a cluster; the first score has come."""
    command = [sys.executable, "-m", "nlp", "score", "--dask", cluster.address, str(path)]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, bufsize=0)
    assert process.stdout is not None
    assert process.stdout.read(1) == b"{"
    return process


def test_a_cluster_gives_what_one_process_gives(cluster: Cluster, many: Path) -> None:
    many.write_bytes(numbered(130) + b"{\n")
    command = [sys.executable, "-m", "nlp", "score", str(many)]
    alone = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
    there = subprocess.run([*command, "--dask", cluster.address], cwd=ROOT, capture_output=True, check=False)
    assert (there.returncode, there.stdout, there.stderr) == (1, alone.stdout, alone.stderr)


def test_a_worker_killed_in_the_middle_costs_no_record(cluster: Cluster, many: Path) -> None:
    process = begin(cluster, many)
    killed = cluster.workers()[0]
    killed.kill()
    rest, _complaints = process.communicate(timeout=PATIENCE)
    assert process.returncode == 0
    assert ids(b"{" + rest) == [str(number) for number in range(MANY)]
    cluster.wait_until(lambda: len(cluster.workers()) == 2)
    assert killed.pid not in {worker.pid for worker in cluster.workers()}


def test_a_cluster_that_goes_away_is_said_and_what_is_written_is_whole(tmp_path: Path, many: Path) -> None:
    with Cluster(tmp_path) as cluster:
        process = begin(cluster, many)
        cluster.scheduler.kill()
        rest, complaints = process.communicate(timeout=PATIENCE)
    written = ids(b"{" + rest)
    assert process.returncode == 2, complaints.decode()
    assert b"went away" in complaints
    assert b"Traceback" not in complaints
    assert written == [str(number) for number in range(len(written))]


def test_an_address_where_no_cluster_is_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["score", "--dask", "nowhere", str(CORPUS / "records.jsonl")]) == 2
    assert "the Dask cluster at nowhere does not answer" in capsys.readouterr().err


def test_that_dask_is_not_installed_is_said(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    assert main(["score", "--dask", "tcp://127.0.0.1:1", str(CORPUS / "records.jsonl")]) == 2
    assert "needs the package dask[distributed]" in capsys.readouterr().err
