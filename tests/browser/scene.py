"""The people, households and records that the browser finds."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from fqa_forms.domain.calendar import today
from fqa_forms.extensions import begin_write, db
from fqa_forms.models import Team, User
from tests import factories
from tests.browser.scene_checks import set_checks
from tests.browser.scene_records import set_records
from tests.browser.scene_writing import set_writing

VOICES = (
    "Maya said “I like it when Ann reads to me”. We were alone in her room; she showed me her drawings.",
    "Maya is doing well and is happy.",
    "I asked Maya about contact. She looked away, and later told me she misses her brother. I will raise it.",
)
ANALYSES = (
    "Ann responds to Maya’s worries at bedtime: I saw her kneel and wait. Sleep diaries show fewer wakings. "
    "Maya is safer and calmer; family time should be reviewed before Easter.",
    "All is fine. No concerns.",
    "Bob finds school runs hard. If nothing changes Maya will miss more mornings, so respite should start.",
)


@dataclass(frozen=True)
class Scene:
    """The addresses of what is there, by what it is."""

    household: str
    vacant: str
    new_households: tuple[str, str]
    empty_draft: str
    part_draft: str
    full_draft: str
    record: str
    places: dict[str, str] = field(default_factory=dict)

    def address(self, pattern: str) -> str:
        """An address in which names of the scene stand in braces."""
        return pattern.format(**{**vars(self), **self.places})


def set_scene() -> Scene:
    """One team with its people, households, and drafts and records in every state."""
    team = factories.make_team("North team", factories.make_service("Example fostering service"))
    ssw, manager = set_people(team)
    scene = set_journey(ssw)
    scene.places.update(set_writing(ssw, manager))
    scene.places.update(set_records(ssw, manager))
    scene.places.update(set_checks(ssw))
    scene.places.update(keyboard_household=f"/households/{fresh_household(ssw)}")
    scene.places.update(person=f"/people/{ssw.id}", team=f"/teams/{team.id}")
    return scene


def set_people(team: Team) -> tuple[User, User]:
    """Somebody of each kind, each with the e-mail address of their kind; gives the worker and the manager."""
    ssw = factories.make_user(team=team, name="Sam Ames", email="ssw@demo.test")
    manager = factories.make_user("team_manager", team=team, name="Mel Dunn", email="team_manager@demo.test")
    of_service = {
        "head_of_service": "Hana Cole",
        "auditor": "Ari Quinn",
        "reviewing_officer": "Ira Fenn",
        "panel_member": "Pia Lund",
        "administrator": "Ada Moss",
    }
    for role, name in of_service.items():
        factories.make_user(role, name=name, email=f"{role}@demo.test", service=team.service)
    factories.make_user(roles=(), name="Nell Orme", email="no_role@demo.test", service=team.service)
    quiet = factories.make_team("South team", team.service)
    factories.make_user(team=quiet, name="Neve Gray", email="new_ssw@demo.test")
    factories.make_user("team_manager", team=quiet, name="Noor Khan", email="new_manager@demo.test")
    return ssw, manager


def set_journey(ssw: User) -> Scene:
    """Three households, drafts as they fill, and records of six months."""
    children = (("Maya", date(2016, 5, 4)),)
    seen = factories.make_household(ssw=ssw, children=children)
    vacant = factories.make_household(ssw=ssw, carers=("Cleo Dale",), children=())
    new = factories.make_household(ssw=ssw, carers=("Dee Hart",), children=(("Jo", date(2012, 9, 1)), ("Kit", None)))
    for months in range(6, 0, -1):
        words = {"child_voice": VOICES[months % 3], "analysis": ANALYSES[months % 3]}
        record = factories.make_record(seen, ssw, today() - timedelta(days=30 * months), texts=words)
    part = factories.make_draft(seen, ssw, {"analysis_text": "A first thought."})
    empty, full = factories.make_draft(vacant, ssw), factories.make_draft(new, ssw)
    begin_write()
    factories.fill_in(full)
    db.session.commit()
    return Scene(
        household=f"/households/{seen.id}",
        vacant=f"/households/{vacant.id}",
        new_households=(f"/households/{fresh_household(ssw)}", f"/households/{fresh_household(ssw)}"),
        empty_draft=f"/drafts/{empty.id}",
        part_draft=f"/drafts/{part.id}",
        full_draft=f"/drafts/{full.id}",
        record=f"/records/{record.id}",
    )


def fresh_household(ssw: User) -> int:
    """A household that nobody has visited yet."""
    children = (("Max", date(2015, 2, 28)),)
    household = factories.make_household(ssw=ssw, carers=("Eve Finch", "Gil Finch"), children=children)
    return int(household.id)
