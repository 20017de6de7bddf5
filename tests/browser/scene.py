"""The people, households and records that the browser finds."""

from dataclasses import dataclass
from datetime import date, timedelta

from fqa_forms.domain.calendar import today
from fqa_forms.extensions import begin_write, db
from tests import factories

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


def set_scene() -> Scene:
    """One team with its people, three households, drafts in every state and records of six months."""
    team = factories.make_team("North team", factories.make_service("Example fostering service"))
    ssw = factories.make_user(team=team, name="Sam Ames", email="ssw@demo.test")
    for role, name in (("team_manager", "Mel Dunn"), ("head_of_service", "Hana Cole"), ("auditor", "Ari Quinn")):
        of_team = {"team": team} if role == "team_manager" else {"service": team.service}
        factories.make_user(role, name=name, email=f"{role}@demo.test", **of_team)  # type: ignore[arg-type]
    factories.make_user("administrator", name="Ada Moss", email="administrator@demo.test", service=team.service)
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


def fresh_household(ssw: object) -> int:
    """A household that nobody has visited yet."""
    children = (("Max", date(2015, 2, 28)),)
    household = factories.make_household(ssw=ssw, carers=("Eve Finch", "Gil Finch"), children=children)  # type: ignore[arg-type]
    return int(household.id)
