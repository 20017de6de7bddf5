"""The sign-in form."""

from flask_wtf import FlaskForm
from wtforms import PasswordField, StringField
from wtforms.validators import InputRequired

from fqa_forms.domain.messages import message
from fqa_forms.forms.typed_text import clean_text


class SignInForm(FlaskForm):
    """E-mail address and password."""

    email = StringField(
        "E-mail address",
        filters=[lambda typed: clean_text(typed or "")],
        validators=[InputRequired(message("enter_email"))],
    )
    password = PasswordField("Password", validators=[InputRequired(message("enter_password"))])
