"""The sign-in form."""

from flask_wtf import FlaskForm
from wtforms import PasswordField, StringField
from wtforms.validators import InputRequired

from fqa_forms.domain.messages import message


class SignInForm(FlaskForm):
    """E-mail address and password."""

    email = StringField("E-mail address", validators=[InputRequired(message("enter_email"))])
    password = PasswordField("Password", validators=[InputRequired(message("enter_password"))])
