"""The door of every page: refuses by default, hands a view only what its user may see.

@records.get("/records/<int:record_id>")
@requires(Permission.VIEW_RECORD, record=VisitRecord, logged=True)
def show(record): ...
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import Flask, abort, current_app, request
from flask_login import current_user
from sqlalchemy import select

from fqa_forms.domain.audit_actions import AuditAction
from fqa_forms.domain.permissions import Permission
from fqa_forms.extensions import begin_write, db
from fqa_forms.models.visibility import VISIBLE_TO
from fqa_forms.services.audit import record_entry

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
View = Callable[..., Any]


def requires(permission: Permission, *, logged: bool = False, **rows: type[Any]) -> Callable[[View], View]:
    """Declare a view's permission and the rows its address names.

    `record=VisitRecord` turns the address's `record_id` into the row, looked for only among what
    the person may see, so that somebody else's and nobody's are the same 404. `logged` says that
    the view writes an audit entry on reading, and needs a transaction that can.
    """

    def declare(view: View) -> View:
        @wraps(view)
        def guarded(**arguments: Any) -> Any:
            if permission is not Permission.PUBLIC:
                _check_person(permission)
            return view(**_load_rows(permission, rows, arguments))

        guarded.permission = permission  # type: ignore[attr-defined]
        guarded.logged = logged  # type: ignore[attr-defined]
        return guarded

    return declare


def _check_person(permission: Permission) -> None:
    if not current_user.is_authenticated:
        abort(401)
    if not current_user.can(permission):
        abort(403)


def _load_rows(permission: Permission, rows: dict[str, type[Any]], arguments: dict[str, Any]) -> dict[str, Any]:
    for name, model in rows.items():
        row_id = arguments.pop(f"{name}_id")
        if row_id > 2**31 - 1:
            abort(404)
        predicate = VISIBLE_TO[model](current_user, permission)
        row = db.session.scalar(select(model).where(model.id == row_id, predicate))
        if row is None:
            abort(404)
        arguments[name] = row
    return arguments


def start_transaction() -> None:
    """Before anything is read: open a writing transaction for a request that will write."""
    view = current_app.view_functions.get(request.endpoint or "")
    if request.method not in SAFE_METHODS or getattr(view, "logged", False):
        begin_write()


def log_refusal(status: int, reason: str) -> None:
    """Put a refusal in the audit log, in a transaction of its own: the request's work is undone."""
    begin_write()
    actor = current_user if current_user.is_authenticated else None
    record_entry(
        AuditAction.REFUSED,
        actor=actor,
        endpoint=request.endpoint or "",
        method=request.method,
        status=status,
        reason=reason,
    )
    db.session.commit()


def undeclared_endpoints(app: Flask) -> list[str]:
    """The endpoints whose views declare no permission; the service does not start with any."""
    return sorted(
        name for name, view in app.view_functions.items() if name != "static" and not hasattr(view, "permission")
    )
