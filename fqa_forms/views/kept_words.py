"""Words typed into a page that can no longer be accepted: kept, and offered again to the same person.

When the session or the page's token ran out, the answer carries what was typed, signed and tied
to its author. After signing in the author is shown it and saves it; nobody else ever is. When
the database could not store it, the answer shows it and offers to save it again.
"""

from collections.abc import Iterable
from typing import Any

from flask import current_app, render_template, request
from flask.typing import ResponseReturnValue
from flask_login import current_user
from itsdangerous import BadSignature, URLSafeSerializer

from fqa_forms.extensions import db
from fqa_forms.forms.sign_in import SignInForm
from fqa_forms.forms.typed_text import clean_text
from fqa_forms.models import Draft, User
from fqa_forms.views.body_sizes import AGAIN
from fqa_forms.views.sessions import current_session

_NEVER_KEPT = frozenset({"csrf_token", "password", "present_password", "new_password", "email", "kept", "next", AGAIN})
NOT_WORDS = frozenset({"then", "revision", "window", "submission_key"})
NOT_SAVED = "Not saved: the service cannot store anything just now"


def refuse_but_keep(status: int) -> ResponseReturnValue:
    """The page for a request whose session or token ran out: sign in again, or save again."""
    fields = _typed_fields()
    if current_user.is_authenticated:
        return _save_again(fields, request.path), status
    owner = _owner()
    kept = _seal({"owner": owner, "action": request.path, "fields": fields}) if owner and fields else ""
    form = SignInForm(formdata=None)
    target = request.full_path.rstrip("?") if request.method == "GET" else ""
    return render_template("sign_in/show.html", form=form, next=target, kept=kept, timed_out=True), status


def keep_unsaved() -> ResponseReturnValue | None:
    """The answer to a save that could not be stored, with what was typed; None where nothing came with it."""
    if request.form.get("then") == "autosave":
        return {"fault": NOT_SAVED}, 503
    fields = _typed_fields()
    if not fields:
        return None
    return _save_again(fields, request.path, NOT_SAVED), 503


def offer_again(user: User) -> ResponseReturnValue | None:
    """The page with what this person typed before the session ran out, if the request carries it."""
    kept = _unseal(request.form.get("kept", ""))
    if kept is None or kept.get("owner") != user.id:
        return None
    return _save_again(kept["fields"], kept["action"]), 200


def sign_in_again() -> ResponseReturnValue | None:
    """The answer to a sign-in with a stale token, as after signing in in another window; None if no words came."""
    if current_user.is_authenticated:
        return offer_again(current_user)
    kept = request.form.get("kept", "")
    if _unseal(kept) is None:
        return None
    form = SignInForm(formdata=None)
    return render_template("sign_in/show.html", form=form, next="", kept=kept, timed_out=True), 401


def typed_words() -> list[tuple[str, str]]:
    """What the request carries of a person's words, for a page that can only show them."""
    return only_words(_typed_fields())


def only_words(fields: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """The fields that a person filled in: what the page itself sends along is left out."""
    return [(name, value) for name, value in fields if value.strip() and name not in NOT_WORDS]


def _typed_fields() -> list[tuple[str, str]]:
    return [
        (name, clean_text(value))
        for name, values in request.form.lists()
        if name not in _NEVER_KEPT
        for value in values
    ]


def _save_again(fields: list[tuple[str, str]], action: str, fault: str = "") -> str:
    return render_template(
        "errors/save_again.html", fields=fields, typed=only_words(fields), action=action, fault=fault
    )


def _owner() -> int | None:
    """Whose words these are: the ended session's person, or the author of the draft in the address."""
    row = current_session()
    if row is not None:
        return row.user_id
    draft_id = (request.view_args or {}).get("draft_id", 0)
    draft = db.session.get(Draft, draft_id) if draft_id < 2**31 else None
    return draft.author_id if draft else None


def _sealer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.config["SECRET_KEY"], salt="kept-words")


def _seal(kept: dict[str, Any]) -> str:
    sealed = _sealer().dumps(kept)
    return sealed if isinstance(sealed, str) else sealed.decode()


def _unseal(sealed: str) -> dict[str, Any] | None:
    try:
        kept: dict[str, Any] = _sealer().loads(sealed)
    except BadSignature:
        return None
    return kept
