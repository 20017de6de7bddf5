"""The forms, as versioned data, and the checks; every definition is read and checked once, when the service starts."""

from collections.abc import Iterable
from pathlib import Path

from fqa_forms.domain.check_kinds import load_check_kinds
from fqa_forms.domain.form_definition import FormDefinition
from fqa_forms.domain.load_definition import load_definition
from fqa_forms.domain.toml_values import DefinitionError

FOLDER = Path(__file__).resolve().parent
NOT_FORMS = {"error_messages.toml", "coach.toml", "placeholders.toml", "checks.toml"}


def load_all(folder: Path) -> dict[tuple[str, int], FormDefinition]:
    """Every form in a folder by (form, version); raises DefinitionError for the first with a mistake."""
    forms = {}
    for path in sorted(folder.glob("*.toml")):
        if path.name not in NOT_FORMS:
            definition = load_definition(path)
            if path.stem != f"{definition.form}_v{definition.version}":
                raise DefinitionError(f"{path.name}: holds {definition.form} version {definition.version}")
            forms[definition.form, definition.version] = definition
    return forms


FORMS = load_all(FOLDER)
CHECKS = load_check_kinds(FOLDER / "checks.toml")


def newest(form: str) -> FormDefinition:
    """The newest version of a form: the one that new drafts are made with."""
    return FORMS[form, max(version for name, version in FORMS if name == form)]


def forms_recorded_by(roles: Iterable[str]) -> list[FormDefinition]:
    """The newest version of every form that somebody with these roles may record, by title."""
    held = set(roles)
    names = {form for form, _version in FORMS}
    forms = [newest(name) for name in names if held & set(newest(name).recorded_by)]
    return sorted(forms, key=lambda form: (not form.visit, form.title))
