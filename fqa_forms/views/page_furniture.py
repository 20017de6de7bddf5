"""What every page shows around its content: navigation by permission, who is signed in, demo mode."""

from datetime import date, datetime
from typing import Any

from flask import Flask, current_app, request, url_for
from flask_login import current_user

from fqa_forms.domain.calendar import LONDON
from fqa_forms.domain.permissions import Permission

_NAVIGATION = (
    ("Start", "home.start", Permission.OWN_ACCOUNT),
    ("Households", "households.index", Permission.VIEW_HOUSEHOLD),
    ("Visit records", "records.index", Permission.LIST_RECORDS),
    ("Oversight", "quality.oversight", Permission.VIEW_OVERSIGHT),
    ("Quality over time", "quality.trend", Permission.VIEW_QUALITY),
    ("Allocations", "allocations.index", Permission.ALLOCATE_HOUSEHOLD),
    ("People and teams", "people.index", Permission.MANAGE_PEOPLE),
    ("Audit log", "audit_log.index", Permission.VIEW_AUDIT_LOG),
)

_BELONGS_TO = {
    **dict.fromkeys(("drafts", "writing", "checks"), "households"),
    **dict.fromkeys(("corrections", "reviews"), "records"),
    "teams": "people",
}


def join(app: Flask) -> None:
    """Give templates their furniture and the ways dates are written."""
    app.context_processor(_furniture)
    app.jinja_env.filters["long_date"] = long_date
    app.jinja_env.filters["moment"] = moment


def long_date(value: date | str | None) -> str:
    """27 March 2026; empty where there is no date. Words that are no ISO date stay as they are."""
    if isinstance(value, str):
        try:
            value = date.fromisoformat(value)
        except ValueError:
            return str(value)
    return f"{value.day} {value:%B %Y}" if value else ""


def moment(value: datetime | None) -> str:
    """27 March 2026 at 14:32, on England's clocks."""
    if value is None:
        return ""
    local = value.astimezone(LONDON)
    return f"{long_date(local.date())} at {local:%H:%M}"


def _furniture() -> dict[str, Any]:
    demo = current_app.extensions["fqa_settings"].demo
    footer = [
        {"text": "Accessibility", "href": url_for("about.accessibility")},
        {"text": "Privacy", "href": url_for("about.privacy")},
    ]
    if not current_user.is_authenticated:
        return {
            "demo": demo,
            "home_href": url_for("home.start"),
            "navigation": [],
            "errors": [],
            "footer_links": footer,
        }
    return {
        "demo": demo,
        "footer_links": footer,
        "home_href": url_for("home.start"),
        "account_href": url_for("account.show"),
        "sign_out_href": url_for("sign_in.sign_out"),
        "errors": [],
        "navigation": [
            {"text": text, "href": url_for(endpoint), "current": endpoint == _place()}
            for text, endpoint, permission in _NAVIGATION
            if current_user.can(permission)
        ],
    }


def _place() -> str | None:
    """The item of the navigation that this page belongs to: its own, or that of its neighbours."""
    endpoints = [endpoint for _text, endpoint, _permission in _NAVIGATION]
    if request.endpoint in endpoints:
        return request.endpoint
    blueprint = _BELONGS_TO.get(request.blueprint or "", request.blueprint)
    return next((endpoint for endpoint in endpoints if endpoint.partition(".")[0] == blueprint), None)
