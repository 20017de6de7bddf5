"""The project's own files, as the house rules look at them."""

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
OURS = ("fqa_forms", "nlp", "bench", "migrations/env.py", "gunicorn.conf.py")
Function = ast.FunctionDef | ast.AsyncFunctionDef


@cache
def tracked_files() -> tuple[str, ...]:
    """Everything that git keeps, or everything there is where this is no clone."""
    done = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode == 0:
        return tuple(sorted(name for name in done.stdout.split("\0") if name and (ROOT / name).is_file()))
    return tuple(sorted(str(path.relative_to(ROOT)) for folder in OURS for path in (ROOT / folder).rglob("*.py")))


def files(suffix: str, *folders: str) -> list[str]:
    """The tracked files of a kind in some folders."""
    return [name for name in tracked_files() if name.endswith(suffix) and name.startswith(folders)]


@cache
def text_of(name: str) -> str:
    """What a file holds."""
    return (ROOT / name).read_text(encoding="utf-8")


@cache
def tree_of(name: str) -> ast.Module:
    """A module, parsed."""
    return ast.parse(text_of(name))


def functions(name: str) -> Iterator[Function]:
    """Every function and method of a module."""
    for node in ast.walk(tree_of(name)):
        if isinstance(node, Function):
            yield node


def length(function: Function) -> int:
    """How many lines a function takes, decorators and docstring left out."""
    body = function.body[1:] if ast.get_docstring(function) and len(function.body) > 1 else function.body
    return (function.end_lineno or 0) - body[0].lineno + 1


def decorator_names(function: Function) -> list[str]:
    """What a function is decorated with, as it is written."""
    return [ast.unparse(decorator) for decorator in function.decorator_list]
