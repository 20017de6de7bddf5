"""Records in the states that a record can be in, for the list of states."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import select

from fqa_forms.domain.calendar import today
from fqa_forms.domain.record_status import Step
from fqa_forms.extensions import begin_write, db
from fqa_forms.models import Draft, Household, RecordVersion, User, VisitRecord
from fqa_forms.services.carer_comments import add_carer_comment
from fqa_forms.services.corrections import submit_correction
from fqa_forms.services.drafts import start_draft
from fqa_forms.services.hint_answers import answer_hint
from fqa_forms.services.imports import import_document
from fqa_forms.services.records import submit_draft
from fqa_forms.services.reviews import review_record
from fqa_forms.services.withdrawals import withdraw_record
from tests import factories
from tests.browser.scene_writing import correction_of

ASKED = "Was Lily seen alone? The record says that she was spoken to, not where."
SAID = "Lily said “I feel safe when Fay sings”. We were alone in the kitchen; she drew me her room."
CARERS = ("Alexandrina Featherstonehaugh-Cholmondeley", "Fay Grant")


def set_records(ssw: User, manager: User) -> dict[str, str]:
    """One household's records, one in each state; gives the address of each."""
    home = factories.make_household(ssw=ssw, carers=CARERS, children=(("Lily", date(2013, 7, 1)),))
    made = make_records(home, ssw, manager)
    carers = {f"carer_{number}": f"/carers/{carer.id}/records" for number, carer in enumerate(home.carers, 1)}
    records = {f"{name}_record": f"/records/{each.id}" for name, each in made.items()}
    return {
        **records,
        **carers,
        "withdrawn_page": f"/withdrawn-records/{made['withdrawn'].id}",
        "comment_page": f"/records/{made['commented'].id}/carers/{home.carers[0].id}/comment",
        "submitted_draft": f"/drafts/{submitted_draft(made['signed_off'])}",
        "carer_without": carer_without_copies(ssw),
        "long_household": f"/households/{home.id}",
    }


def make_records(home: Household, ssw: User, manager: User) -> dict[str, VisitRecord]:
    """A record in each state, most of them of one household."""
    days = iter(range(70, 0, -5))

    def record() -> VisitRecord:
        return factories.make_record(home, ssw, today() - timedelta(days=next(days)), texts={"child_voice": SAID})

    return {
        "corrected": corrected(record(), ssw),
        "signed_off": reviewed(record(), manager, (Step.SIGNED_OFF, "")),
        "returned": reviewed(record(), manager, (Step.RETURNED, ASKED)),
        "answered": answered(record(), ssw, manager),
        "half_corrected": half_corrected(record(), ssw, manager),
        "corrected_by_manager": corrected(record(), manager),
        "commented": commented(record(), ssw),
        "withdrawn": withdrawn(record(), manager),
        "unknown_form": of_unknown_form(record()),
        "imported": imported(ssw),
        "hinted": with_hints(ssw),
        "note": note(manager, ssw),
        "journey": factories.make_record(factories.make_household(ssw=ssw), ssw, today() - timedelta(days=2)),
    }


def submitted_draft(record: VisitRecord) -> int:
    """The draft that became a record."""
    return int(db.session.scalars(select(Draft.id).where(Draft.record_id == record.id)).one())


def carer_without_copies(ssw: User) -> str:
    """Somebody whose household nobody has visited yet."""
    household = factories.make_household(ssw=ssw, carers=("Jon Eady",))
    return f"/carers/{household.carers[0].id}/records"


def _commit(record: VisitRecord) -> VisitRecord:
    db.session.commit()
    return record


def reviewed(record: VisitRecord, manager: User, *steps: tuple[Step, str]) -> VisitRecord:
    """A record on which a manager has taken steps."""
    for step, comment in steps:
        begin_write()
        review_record(record, step, comment, manager, str(record.current.number))
        db.session.commit()
    return record


def answered(record: VisitRecord, ssw: User, manager: User) -> VisitRecord:
    """A record returned and answered."""
    reviewed(record, manager, (Step.RETURNED, ASKED))
    return reviewed(record, ssw, (Step.ANSWERED, "She was: we sat in the kitchen, and Fay was out."))


def corrected(record: VisitRecord, author: User) -> VisitRecord:
    """A record with two versions, the second a late addition."""
    draft = correction_of(record, author, "A sentence was left out, and a name was wrong.")
    begin_write()
    draft.answers = {**draft.answers, "analysis_text": "Lily is settled, and Fay’s patience is why. The plan goes on."}
    assert submit_correction(draft, author, 5).record
    return _commit(record)


def half_corrected(record: VisitRecord, ssw: User, manager: User) -> VisitRecord:
    """A record that two people have begun to correct."""
    correction_of(record, ssw, "The time was wrong.")
    correction_of(record, manager, "A name was wrong.")
    return record


def commented(record: VisitRecord, ssw: User) -> VisitRecord:
    """A record on which one carer has said two things."""
    carer = record.household.carers[1]
    begin_write()
    add_carer_comment(record, carer, False, "I said weekly, not monthly.", today(), ssw)
    add_carer_comment(record, carer, True, "", today(), ssw)
    return _commit(record)


def withdrawn(record: VisitRecord, manager: User) -> VisitRecord:
    """A record made on the wrong household."""
    begin_write()
    withdraw_record(record, "Made on the wrong household.", manager)
    return _commit(record)


def of_unknown_form(record: VisitRecord) -> VisitRecord:
    """A record whose form this service does not hold."""
    old = record.current
    columns = {"context": old.context, "answers": old.answers, "document": old.document}
    begin_write()
    db.session.add(RecordVersion(record_id=record.id, number=2, form="lost_form", form_version=7, **columns))
    return _commit(record)


def imported(ssw: User) -> VisitRecord:
    """A record brought in from elsewhere."""
    visit = {"type": "supervision", "date": "2024-03-02", "recorded_on": None}
    household = {"carers": [{"name": "Zoe Ash"}], "children": [{"name": "Max", "age": 9}], "others": []}
    document: dict[str, Any] = {"id": "X1", "household": household, "visit": visit, "text": {"analysis": "Good care."}}
    begin_write()
    assert ssw.team
    return _commit(import_document(document, ssw.team, 1).record)


def with_hints(ssw: User) -> VisitRecord:
    """A record whose author answered the coach."""
    draft = factories.make_draft(factories.make_household(ssw=ssw, carers=("Bea Cray",)), ssw)
    begin_write()
    factories.fill_in(draft)
    answer_hint(draft, ssw, "observation", "does_not_apply", "The children were at school")
    submission = submit_draft(draft, ssw)
    assert submission.record
    return _commit(submission.record)


def note(manager: User, ssw: User) -> VisitRecord:
    """A manager's note, submitted."""
    household = factories.make_household(ssw=ssw, carers=("Gus Dean",))
    begin_write()
    draft = start_draft(household, manager, "case_supervision_note")
    draft.answers = {"discussed_on": factories.typed_date(today())}
    submission = submit_draft(factories.fill_in(draft), manager)
    assert submission.record
    return _commit(submission.record)
