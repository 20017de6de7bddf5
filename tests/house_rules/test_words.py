"""What files are called, what they say of themselves, and that every message is used."""

import ast
import re
import tomllib

import pytest

from fqa_forms.definitions import FORMS
from fqa_forms.domain.answer_types import ANSWER_TYPES
from tests.house_rules.sources import OURS, ROOT, files, functions, text_of, tracked_files, tree_of

MODULES = files(".py", *OURS)
SAYS_NOTHING = {"utils", "util", "helpers", "helper", "common", "misc", "stuff", "shared"}
# A home directory, a scratch or work folder: somebody's machine, of no use to the next reader.
MACHINE = re.compile(r"(?<![\w.])/(?:home|Users|root|work|mnt)/\w|[A-Z]:\\\\Users")
BINARY = (".png", ".npz", ".woff2", ".ico", ".min.js")
MESSAGES = tomllib.loads(text_of("fqa_forms/definitions/error_messages.toml"))


@pytest.mark.parametrize("name", MODULES)
def test_a_module_says_what_it_is_for(name: str) -> None:
    assert ast.get_docstring(tree_of(name))


@pytest.mark.parametrize("name", MODULES)
def test_what_others_use_says_what_it_is_for(name: str) -> None:
    top = [node for node in tree_of(name).body if isinstance(node, ast.FunctionDef | ast.ClassDef)]
    assert [node.name for node in top if node.name[0] != "_" and not ast.get_docstring(node)] == []


@pytest.mark.parametrize("name", MODULES)
def test_imports_stand_at_the_top(name: str) -> None:
    inside = [
        node for each in functions(name) for node in ast.walk(each) if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    assert inside == []


def test_no_file_has_a_name_that_says_nothing() -> None:
    names = {name: set(re.split(r"[/._]", name.lower())) for name in tracked_files() if name.endswith(".py")}
    assert [name for name, parts in names.items() if parts & SAYS_NOTHING] == []


def test_no_file_names_a_place_on_somebodys_machine() -> None:
    texts = [name for name in tracked_files() if not name.endswith(BINARY) and not name.startswith("fqa_forms/static/")]
    named = {}
    for name in texts:
        if found := MACHINE.search((ROOT / name).read_bytes().decode("utf-8", "replace")):
            named[name] = found[0]
    assert named == {}


def used_messages() -> set[str]:
    """The messages that some text of the code names, and those that the forms' date limits ask for."""
    nodes = [node for name in MODULES for node in ast.walk(tree_of(name))]
    named = {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    begun = [ast.unparse(node)[2:].partition("{")[0] for node in nodes if isinstance(node, ast.JoinedStr)]
    named |= {key for key in MESSAGES for start in begun if start.endswith("_") and key.startswith(start)}
    limits = {
        f"{word}_{limit}"
        for form in FORMS.values()
        for question in form.questions
        for word, names in (("not_before", question.not_before), ("not_after", question.not_after))
        for limit in names
    }
    return named | limits


def test_every_message_is_used() -> None:
    assert sorted(set(MESSAGES) - used_messages()) == []


def test_every_date_limit_of_a_form_has_its_message() -> None:
    wanted = {name for name in used_messages() if re.fullmatch(r"not_(before|after)_[a-z_]+", name)}
    assert sorted(wanted - set(MESSAGES)) == []


def test_every_fault_of_an_answer_has_its_message() -> None:
    source = tree_of("fqa_forms/domain/answer_types.py")
    faults = {
        node.value
        for node in ast.walk(source)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and re.match(r"(date|time|number|too|not)_", node.value)
    }
    assert faults <= set(MESSAGES)
    assert len(faults) >= len(ANSWER_TYPES)


@pytest.mark.parametrize("text", MESSAGES.values(), ids=MESSAGES)
def test_a_message_says_what_to_do_without_blame(text: str) -> None:
    assert not re.search(r"\b(invalid|please|error|failed|illegal)\b", text, re.IGNORECASE)
    assert not text.endswith(".")
