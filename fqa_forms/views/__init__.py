"""The pages, one blueprint a file."""

from flask import Blueprint

from fqa_forms.views.about import about
from fqa_forms.views.account import account
from fqa_forms.views.allocations import allocations
from fqa_forms.views.audit_log import audit_log
from fqa_forms.views.checks import checks
from fqa_forms.views.corrections import corrections
from fqa_forms.views.drafts import drafts
from fqa_forms.views.home import home
from fqa_forms.views.households import households
from fqa_forms.views.my_work import my_work
from fqa_forms.views.people import people
from fqa_forms.views.prints import prints
from fqa_forms.views.quality import quality
from fqa_forms.views.records import records
from fqa_forms.views.reviews import reviews
from fqa_forms.views.sign_in import sign_in
from fqa_forms.views.teams import teams
from fqa_forms.views.withdrawals import withdrawals
from fqa_forms.views.writing import writing

ALL_BLUEPRINTS: tuple[Blueprint, ...] = (
    home,
    my_work,
    sign_in,
    about,
    account,
    households,
    checks,
    drafts,
    writing,
    records,
    corrections,
    reviews,
    prints,
    withdrawals,
    quality,
    allocations,
    people,
    teams,
    audit_log,
)
