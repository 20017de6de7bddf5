"""The flask commands, one subject a file."""

import click

from fqa_forms.commands.add_user import add_user_command
from fqa_forms.commands.definitions import check_definition, compare_definitions
from fqa_forms.commands.export_records import export_scores_command, export_visits_command
from fqa_forms.commands.import_visits import import_visits_command
from fqa_forms.commands.load_demo import load_demo_command
from fqa_forms.commands.rescore import rescore_records

ALL_COMMANDS: tuple[click.Command, ...] = (
    add_user_command,
    check_definition,
    compare_definitions,
    export_scores_command,
    export_visits_command,
    import_visits_command,
    load_demo_command,
    rescore_records,
)
