"""Forms for users, their passwords, teams, and who holds a household."""

import re
from typing import Any

from wtforms.validators import DataRequired, InputRequired, ValidationError

from fqa_forms.domain.messages import message
from fqa_forms.domain.roles import ROLE_TITLES
from fqa_forms.forms.plain_fields import (
    CheckBoxesField,
    DateField,
    PasswordField,
    PlainField,
    PlainForm,
    RadiosField,
    SelectField,
    TextField,
)

_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+")
_LONGEST_EMAIL, _LONGEST_NAME = 254, 200
HINT = "12 characters or more. Three words that do not belong together are easy to remember and hard to guess."


class NamedForm(PlainForm):
    """A form that asks for a name."""

    name = TextField("Name", validators=[DataRequired(message("enter_name"))])

    def validate_name(self, field: PlainField) -> None:
        """Refuse a name that does not fit."""
        if len(field.data) > _LONGEST_NAME:
            raise ValidationError(message("name_long"))


class TeamForm(NamedForm):
    """A team's name."""


class UserForm(NamedForm):
    """Who somebody is here: `address` is the e-mail address, a name that no filled-in sign-in takes away."""

    address = TextField("E-mail address", hint="They sign in with it.")
    roles = CheckBoxesField(
        "Roles",
        hint="Choose every part they play.",
        choices=[(role.value, title) for role, title in ROLE_TITLES.items()],
        validators=[DataRequired(message("roles_none"))],
    )
    team = SelectField("Team")

    def __init__(self, *, teams: list[tuple[str, str]], **settings: Any) -> None:
        super().__init__(**settings)
        self.team.choices = [("", "The whole service"), *teams]

    def validate_address(self, field: PlainField) -> None:
        """Refuse what cannot be an address."""
        if len(field.data) > _LONGEST_EMAIL or not _EMAIL.fullmatch(field.data):
            raise ValidationError(message("email_not_real"))


class NewUserForm(UserForm):
    """A new user, with the first password."""

    new_password = PasswordField("First password", hint=HINT, validators=[InputRequired(message("enter_new_password"))])


class ChangeUserForm(UserForm):
    """A user there already; somebody who leaves is made inactive, never deleted."""

    active = RadiosField(
        "Can they sign in?",
        hint="Nobody is deleted: their name stays at what they wrote and did.",
        choices=[("yes", "Yes"), ("no", "No, their account is closed")],
    )


class NewPasswordForm(PlainForm):
    """A password that an administrator gives somebody."""

    new_password = PasswordField("New password", hint=HINT, validators=[InputRequired(message("enter_new_password"))])


class OwnPasswordForm(PlainForm):
    """A password that somebody chooses, who knows the present one."""

    present_password = PasswordField("Present password", validators=[InputRequired(message("enter_password"))])
    new_password = PasswordField("New password", hint=HINT, validators=[InputRequired(message("enter_new_password"))])


class AllocationForm(PlainForm):
    """Who is to hold a household, and from when."""

    holder = SelectField("Supervising social worker", validators=[DataRequired(message("choose_ssw"))])
    starts_on = DateField(
        "First day",
        thing="the first day",
        hint="For example, 27 3 2026. The present allocation ends the day before.",
        validators=[InputRequired(message("enter_starts_on"))],
    )

    def __init__(self, *, holders: list[tuple[str, str]], **settings: Any) -> None:
        super().__init__(**settings)
        self.holder.choices = [("", "Choose"), *holders]
