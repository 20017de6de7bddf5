"""Oversight for managers: missed visits, late write-ups, and recording quality over time."""

from flask import Blueprint, abort, render_template, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from fqa_forms.domain.calendar import today
from fqa_forms.domain.permissions import Permission
from fqa_forms.services.criteria_shown import criterion_title
from fqa_forms.services.record_lists import list_choices
from fqa_forms.services.standing_scores import OVERALL
from fqa_forms.services.trends import monthly_grades, months_up_to
from fqa_forms.views.access import requires
from fqa_forms.views.oversight_pages import LISTS, find_late_today, list_page, summary_page
from fqa_forms.views.trend_pages import month_lines, trend_fields, trend_figure, trend_scope

quality = Blueprint("quality", __name__)


@quality.get("/oversight")
@requires(Permission.VIEW_OVERSIGHT)
def oversight() -> ResponseReturnValue:
    """How much is late, of what, with whom; every figure opens its list."""
    return summary_page(find_late_today())


@quality.get("/oversight/<list_name>")
@requires(Permission.VIEW_OVERSIGHT)
def late(list_name: str) -> ResponseReturnValue:
    """One list of what is late; `?team=` and `?worker=` narrow it to one team or worker."""
    if list_name not in LISTS:
        abort(404)
    return list_page(list_name, find_late_today(), request.args.get("team", ""), request.args.get("worker", ""))


@quality.get("/quality")
@requires(Permission.VIEW_QUALITY)
def trend() -> ResponseReturnValue:
    """Mean grade by month of one criterion or overall; every month opens its list."""
    choices = list_choices(current_user)
    fields = trend_fields(choices)
    criterion, team, months = (each.read(request.args) for each in fields)
    chosen = criterion or OVERALL
    figures = monthly_grades(
        current_user, chosen, months_up_to(today(), int(months or 12)), int(team) if team else None
    )
    errors = [{"text": text, "href": f"#{each.id}"} for each in fields for text in each.errors]
    page = render_template(
        "quality/trend.html",
        fields=fields,
        errors=errors,
        title=criterion_title(chosen),
        scope=trend_scope(current_user, choices, team),
        total=sum(each.count for each in figures),
        figure=trend_figure(figures),
        lines=month_lines(figures),
        first=figures[0].month,
        last=figures[-1].month,
    )
    return page, 400 if errors else 200
