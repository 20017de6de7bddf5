"""What was measured of a few thousand records, worked out for all of a nation's."""

import os
import platform
from typing import Any

NATION = 5_000_000
MANY_CORES = 32
PRICE = 0.05  # pounds for one core and hour: an assumption, of the order of what clouds ask

BUSY = """

**The machine was not quiet**: other work kept {load:.0f} processes waiting for its {cores} cores, so what is measured
by the clock (records a second, hours of two cores) is far too slow here; processor time and memory hold."""
TEXT = """# Scoring many records

Written by `make bench-batch`; run it on a quiet machine. {many:,} records of the corpus by the command line, on
{cores} cores ({machine}, Python {python}). The rate is what comes once all is started.{busy}

| where | records a second | processor time for one | to start | largest process | all processes |
| --- | --- | --- | --- | --- | --- |
{rows}

Two processes do {gain:.2f} times what one does. Memory does not grow with the file: each worker holds at most a few
chunks of 64 records, in any order finished, in the file's order written (tests/nlp/test_many_lines.py holds 60 MB
against one line). A worker that dies costs no record (the same tests kill some, on both executors).

## A nation's records

{nation:,} records are ten years of a visit each month to some 40,000 fostering households:

| | hours | core-hours | memory of the workers |
| --- | --- | --- | --- |
| one core, by its processor time | {core_hours:.1f} | {core_hours:.1f} | {memory_one:.0f} MB |
| two cores, by the clock | {hours_two:.1f} | {core_hours_two:.1f} | {memory_two:.0f} MB |
| {many_cores} cores, by processor time | {hours_many:.2f} | {core_hours_many:.1f} | {memory_many:.1f} GB |

- **The {many_cores} cores** are reckoned from what two processes use for a record. One process hands out and writes
  for all of them, at {handing:.3f} ms of its processor for each record at most: it could feed {ceiling:.0f} workers;
  beyond that the file is better split than given more of them.
- **Disk**: {read:.0f} GB to read, {written:.0f} GB of scores to write ({record:.1f} kB a record).
- **Cost** grows with the records and hardly with anything else: no GPU, no service by the call, no start-up to speak
  of, and twice the cores cost the same for half the time. At {price:.0f} pence for a core and hour, say, all of it is
  £{pounds:.2f}; scoring everything again for a new model costs the same again.
"""


def report(found: list[Any], many: int, load: float) -> str:
    """The page, from what was measured of one process, two, and a cluster, with the machine under some load before."""
    cores = os.cpu_count() or 1
    one, two, _cluster = found
    core_hours = NATION * one.work / 1000 / 3600
    core_hours_many = NATION * two.work / 1000 / 3600
    hours_many = max(core_hours_many / MANY_CORES, NATION * two.handing / 1000 / 3600)
    worker = (two.held - two.largest) / two.workers
    return TEXT.format(
        many=many,
        cores=cores,
        busy=BUSY.format(load=load, cores=cores) if load > cores / 4 else "",
        machine=platform.machine(),
        python=platform.python_version(),
        rows="\n".join(_row(measured) for measured in found),
        gain=two.rate / one.rate,
        nation=NATION,
        core_hours=core_hours,
        memory_one=one.held,
        hours_two=NATION / two.rate / 3600,
        core_hours_two=2 * NATION / two.rate / 3600,
        memory_two=two.held,
        many_cores=MANY_CORES,
        hours_many=hours_many,
        core_hours_many=core_hours_many,
        memory_many=worker * MANY_CORES / 1000,
        handing=two.handing,
        ceiling=two.work / two.handing,
        read=NATION * one.read / 1e9,
        written=NATION * one.written / 1e9,
        record=one.written / 1000,
        price=PRICE * 100,
        pounds=core_hours_many * PRICE,
    )


def _row(measured: Any) -> str:
    return (
        f"| {measured.name} | {measured.rate:.0f} | {measured.work:.1f} ms | {measured.start:.1f} s "
        f"| {measured.largest:.0f} MB | {measured.held:.0f} MB |"
    )
