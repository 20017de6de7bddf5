"""A stored visit record shown without its form: every text under its own name, nothing left out."""

from dataclasses import dataclass
from typing import Any

from fqa_forms.domain.visit_record import TEXTS


@dataclass(frozen=True)
class DocumentSection:
    """A part of the stored record; `answers` are (field path, label, text)."""

    id: str
    title: str
    answers: list[tuple[str, str, str]]


def document_sections(document: dict[str, Any]) -> list[DocumentSection]:
    """The visit, who lives there, each narrative, and both lists of actions."""
    texts = document.get("text", {})
    narratives = [DocumentSection(name, _words(name), [(name, "Text", texts[name])]) for name in TEXTS if name in texts]
    return [
        DocumentSection("visit", "Visit details", _fields("visit", document["visit"])),
        DocumentSection("members", "Who lives in the household", _fields("household", document["household"])),
        *_items("prior_actions", "Actions from the last visit", document),
        *narratives,
        *_items("actions", "Actions", document),
    ]


def _fields(path: str, values: dict[str, Any]) -> list[tuple[str, str, str]]:
    return [(f"{path}.{key}", _words(key), _text(value)) for key, value in values.items()]


def _items(name: str, title: str, document: dict[str, Any]) -> list[DocumentSection]:
    """A list of the record; its section's id says 'list', as a narrative may have the list's name."""
    fields = [
        (f"{name}.{n}.{key}", f"{n + 1}: {_words(key)}", _text(value))
        for n, item in enumerate(document.get(name) or [])
        for key, value in item.items()
    ]
    return [DocumentSection(f"{name}_list", title, fields)] if fields else []


def _text(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(_text(item) for item in value)
    if isinstance(value, dict):
        return " ".join(_text(item) for item in value.values())
    return "" if value is None else str(value)


def _words(key: str) -> str:
    return key.replace("_", " ").capitalize()
