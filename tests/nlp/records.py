"""Records to score, as lines."""

import json
from itertools import cycle, islice

from nlp.corpus_reader import CORPUS


def numbered(many: int) -> bytes:
    """The corpus over and over, each record with its number as its id."""
    with (CORPUS / "records.jsonl").open(encoding="utf-8") as lines:
        records = [json.loads(line) for line in islice(lines, 40)]
    repeated = zip(range(many), cycle(records), strict=False)
    return b"".join(json.dumps({**record, "id": str(number)}).encode() + b"\n" for number, record in repeated)


def ids(output: bytes) -> list[str]:
    """The ids of the scores written."""
    return [json.loads(line)["id"] for line in output.splitlines()]
