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

    @property
    def error_list(self) -> list[dict[str, str]]:
        """The faults in the order of the page, each leading to its field."""
        fields = (self.email, self.password)
        return [{"text": str(text), "href": f"#{field.id}"} for field in fields for text in field.errors]
