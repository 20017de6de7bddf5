"""The lists behind the numbers of the start page."""

from flask import Blueprint, abort
from flask.typing import ResponseReturnValue
from flask_login import current_user

from fqa_forms.domain.audit_actions import AuditAction
from fqa_forms.domain.permissions import Permission
from fqa_forms.extensions import db
from fqa_forms.services.audit import record_entry
from fqa_forms.views.access import requires
from fqa_forms.views.my_work_pages import LISTS, items_of, list_page

my_work = Blueprint("my_work", __name__)


@my_work.get("/my-work/<work_list>")
@requires(Permission.VIEW_HOUSEHOLD, logged=True)
def show(work_list: str) -> ResponseReturnValue:
    """One list, by the query that its number on the start page is counted with."""
    if work_list not in LISTS:
        abort(404)
    if not current_user.can(LISTS[work_list].permission):
        abort(403)
    items = items_of(work_list)
    record_entry(AuditAction.RECORD_LIST_VIEWED, actor=current_user, shown=len(items))
    page = list_page(work_list, items)
    db.session.commit()
    return page
