"""The flask commands, one subject a file."""

import click

ALL_COMMANDS: tuple[click.Command, ...] = ()
