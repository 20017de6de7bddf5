import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import select

from fqa_forms.domain.roles import Role
from fqa_forms.extensions import db
from fqa_forms.models import AuditEntry, Service, User
from fqa_forms.services.accounts import check_password
from tests import factories

PASSWORD = "seven grey herons"


def add(app: Flask, *more: str, password: str = PASSWORD, role: str = "administrator") -> Result:
    args = ["add-user", "--email", "Kim@Service.example", "--name", "Kim Lowe", "--role", role, *more]
    return app.test_cli_runner().invoke(args=args, env={"FQA_NEW_PASSWORD": password})


def test_a_new_installation_gets_its_service_and_first_administrator(app: Flask) -> None:
    db.session.delete(factories.the_service())
    db.session.commit()
    result = add(app, "--service", "Moorland Fostering")
    assert result.exit_code == 0, result.output
    user = check_password("kim@service.example", PASSWORD)
    assert user is not None
    assert (user.service.name, user.roles) == ("Moorland Fostering", {Role.ADMINISTRATOR})
    entry = db.session.scalars(select(AuditEntry).where(AuditEntry.action == "user_added")).one()
    assert (entry.actor_id, entry.service_id, entry.subject_id) == (None, user.service_id, user.id)


def test_the_only_service_need_not_be_named_and_a_team_can_be(app: Flask) -> None:
    team = factories.make_team("North")
    assert add(app, "--team", "North", role="team_manager").exit_code == 0
    assert db.session.scalars(select(User)).one().team_id == team.id


@pytest.mark.parametrize(
    ("more", "password", "role", "said"),
    [
        (("--service", "Nowhere"), PASSWORD, "administrator", "Name the fostering service"),
        (("--team", "Nowhere"), PASSWORD, "administrator", "no team called 'Nowhere'"),
        ((), PASSWORD, "team_manager", "team"),
        ((), "short", "administrator", "characters"),
        ((), PASSWORD, "emperor", "is not one of"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_added(
    app: Flask, more: tuple[str, ...], password: str, role: str, said: str
) -> None:
    result = add(app, *more, password=password, role=role)
    assert result.exit_code != 0
    assert said in result.output
    db.session.rollback()
    assert db.session.scalars(select(User)).all() == []
    assert len(db.session.scalars(select(Service)).all()) == 1


def test_an_address_in_use_is_refused(app: Flask) -> None:
    add(app)
    again = add(app)
    assert again.exit_code == 1
    assert "Error:" in again.output
    assert len(db.session.scalars(select(User)).all()) == 1
