"""What every command that uses the database needs: plain words instead of a traceback."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

import click
from sqlalchemy.exc import DataError, OperationalError, ProgrammingError

from fqa_forms.services.import_teams import TeamError

P = ParamSpec("P")
R = TypeVar("R")


def plain_errors(command: Callable[P, R]) -> Callable[P, R]:
    """Turn what a person can put right into a message and exit status 1."""

    @wraps(command)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return command(*args, **kwargs)
        except TeamError as error:
            raise click.ClickException(str(error)) from error
        except DataError as error:
            # The driver's own words would hold the value.
            raise click.ClickException("The database cannot hold a value of this line or option.") from error
        except (OperationalError, ProgrammingError) as error:
            raise click.ClickException(_database_advice(error)) from error

    return guarded


def _database_advice(error: OperationalError | ProgrammingError) -> str:
    """The database's own reason in one line, without the statement and its values."""
    reason = str(error.orig).strip().splitlines()[0]
    if "no such table" in reason or "does not exist" in reason:
        return "The database is not set up. Run: flask --app fqa_forms.app db upgrade"
    return f"The database cannot be used: {reason}"
