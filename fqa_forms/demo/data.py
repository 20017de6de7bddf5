"""The demonstration's data files, read once."""

import tomllib
from pathlib import Path
from typing import Any

_HERE = Path(__file__).resolve().parent


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((_HERE / name).read_text(encoding="utf-8"))


CAST = _read("cast.toml")
NAMES = _read("names.toml")
HOUSEHOLDS = _read("households.toml")["household"]
BOXES = _read("boxes.toml")
