"""Loads the demonstration: everything in one transaction, or nothing."""

from collections.abc import Callable
from datetime import date
from random import Random

from sqlalchemy import select

from fqa_forms.demo.checks import add_checks
from fqa_forms.demo.data import CAST
from fqa_forms.demo.families import plan_families
from fqa_forms.demo.open_drafts import add_drafts
from fqa_forms.demo.people import add_cast, settle
from fqa_forms.demo.reviewed import add_reviews
from fqa_forms.demo.sources import read_sources
from fqa_forms.demo.visits import add_visits
from fqa_forms.extensions import db
from fqa_forms.models import Service

_SEED = 2019


def is_loaded() -> bool:
    """Whether the demonstration's service is there."""
    return db.session.scalar(select(Service.id).where(Service.name == CAST["service"])) is not None


def load_demo(today: date, report: Callable[[str], None]) -> None:
    """Add the demonstration; the same every time but for the day it ends on. The caller commits."""
    random = Random(_SEED)  # noqa: S311 - the same story every time, nothing to guess
    report("Loading the demonstration: fictional households and visit records.")
    users = add_cast()
    settled = settle(plan_families(read_sources(), today, random), users, today, random)
    report(f"  {len(users)} users and {len(settled)} households added")
    add_visits(settled, today, random, report)
    add_reviews(today, random, report)
    add_drafts(settled, today, random)
    report(f"  {add_checks(settled, today, random)} checks recorded")
