"""A Dask cluster as one more Executor; the package dask[distributed] is needed only here."""

import logging
import time
from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from nlp.batch import ATTEMPTS
from nlp.lines import score_lines

PATIENCE = 30.0  # seconds, for a worker to begin


class ClusterError(Exception):
    """The cluster cannot be used; the message says why and what to do."""


@dataclass(frozen=True)
class Cluster:
    """A Dask cluster that was joined and can score."""

    client: Any
    address: str

    @property
    def threads(self) -> int:
        """How many records it can score at once."""
        return sum(self.client.nthreads().values()) or 1

    def executor(self) -> Executor:
        """The cluster as an executor; a task whose worker is lost goes to another by itself."""
        self.check()
        made: Executor = self.client.get_executor(pure=False, retries=ATTEMPTS)
        return made

    def check(self) -> None:
        """Raise ClusterError once the scheduler has gone for good: what was asked of it is never answered.

        Until then Dask tries to reach it again. A lost scheduler must not be taken for lost workers.
        """
        while self.client.status == "connecting":
            time.sleep(0.1)
        if self.client.status in ("closing", "closed"):
            raise ClusterError(f"the Dask cluster at {self.address} went away; the scores written so far are whole")


@contextmanager
def joined(address: str) -> Iterator[Cluster]:
    """Join the Dask cluster at an address, and leave it."""
    try:
        join = import_module("distributed").Client
    except ImportError as error:
        raise ClusterError("--dask needs the package dask[distributed], which is not installed") from error
    logging.getLogger("distributed").setLevel(logging.CRITICAL)  # we say ourselves what matters of it
    try:
        client = join(address, timeout="10s")
    except (OSError, ValueError) as error:
        raise ClusterError(f"the Dask cluster at {address} does not answer") from error
    try:
        _try_out(client, address)
        yield Cluster(client, address)
    finally:
        client.close()


def _try_out(client: Any, address: str) -> None:
    """Score nothing on the cluster, to say in plain words what would otherwise come up in the middle."""
    try:
        client.submit(score_lines, [], pure=False).result(timeout=PATIENCE)
    except Exception as error:
        raise ClusterError(
            f"no worker of the Dask cluster at {address} could score; start its scheduler and its workers "
            "where Python finds nlp (PYTHONPATH) and the packages of requirements.txt"
        ) from error
