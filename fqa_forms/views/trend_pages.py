"""What the page of recording quality over time shows, put together for its template."""

from typing import Any

from flask import url_for

from fqa_forms.domain.permissions import Permission, Scope
from fqa_forms.models import User
from fqa_forms.services.quality import GRADE_LABELS
from fqa_forms.services.record_lists import Choices
from fqa_forms.services.standing_scores import OVERALL
from fqa_forms.services.trends import FEWEST_FOR_A_MEAN, HIGHEST_GRADE, MonthFigure
from fqa_forms.views.record_filters import CRITERION_CHOICES, FilterField, as_query

PERIODS = {"12": "12 months", "24": "24 months"}


def trend_fields(choices: Choices) -> list[FilterField]:
    """The boxes above the chart: criterion, team and period."""
    criteria = {key: title for key, title in CRITERION_CHOICES.items() if key != OVERALL}
    teams = {str(key): name for key, name in choices.teams.items()}
    return [
        FilterField("criterion", "Criterion", "the criterion", criteria, any_label=CRITERION_CHOICES[OVERALL]),
        FilterField("team", "Team", "the team", teams),
        FilterField("months", "Period", "the period", {"24": PERIODS["24"]}, any_label=PERIODS["12"]),
    ]


def trend_scope(user: User, choices: Choices, team: str) -> str:
    """Whose records the figures are of, in words."""
    if team:
        return choices.teams[int(team)]
    if Scope.SERVICE in user.scopes(Permission.VIEW_QUALITY):
        return "the whole service"
    return user.team.name if user.team else "your team"


def trend_figure(figures: list[MonthFigure]) -> dict[str, Any]:
    """The chart: a line with a gap wherever the records are too few."""
    return {
        "kind": "line",
        "x": [f"{each.month:%b %Y}" for each in figures],
        "y": {"name": "Mean grade", "min": 0, "max": HIGHEST_GRADE, "labels": list(GRADE_LABELS)},
        "series": [{"name": "Mean grade", "values": [_rounded(each.mean) for each in figures]}],
    }


def month_lines(figures: list[MonthFigure]) -> list[list[Any]]:
    """The same figures as the rows of a table, newest month first."""
    return [[f"{each.month:%B %Y}", _mean_in_words(each), _count(each)] for each in reversed(figures)]


def _count(figure: MonthFigure) -> dict[str, Any] | int:
    """How many records the mean is of; each opens the list of them."""
    if not figure.count:
        return 0
    return {"text": figure.count, "href": url_for("records.index", **as_query(figure.filters))}


def _mean_in_words(figure: MonthFigure) -> str:
    if figure.mean is not None:
        return f"{figure.mean:.1f}"
    return f"Too few to say (under {FEWEST_FOR_A_MEAN})" if figure.count else "No records"


def _rounded(mean: float | None) -> float | None:
    return None if mean is None else round(mean, 2)
