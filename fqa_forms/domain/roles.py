"""Who uses the service: the roles of English fostering, by the names the field uses."""

from enum import StrEnum


class Role(StrEnum):
    """A part a person plays; one person can hold several."""

    SUPERVISING_SOCIAL_WORKER = "supervising_social_worker"
    TEAM_MANAGER = "team_manager"
    HEAD_OF_SERVICE = "head_of_service"
    AUDITOR = "auditor"
    REVIEWING_OFFICER = "reviewing_officer"
    PANEL_ADVISER = "panel_adviser"
    PANEL_CHAIR = "panel_chair"
    PANEL_MEMBER = "panel_member"
    AGENCY_DECISION_MAKER = "agency_decision_maker"
    ADMINISTRATOR = "administrator"


ROLE_TITLES: dict[Role, str] = {
    Role.SUPERVISING_SOCIAL_WORKER: "Supervising social worker",
    Role.TEAM_MANAGER: "Team manager",
    Role.HEAD_OF_SERVICE: "Head of service",
    Role.AUDITOR: "Auditor (quality assurance unit)",
    Role.REVIEWING_OFFICER: "Fostering independent reviewing officer",
    Role.PANEL_ADVISER: "Panel adviser",
    Role.PANEL_CHAIR: "Panel chair",
    Role.PANEL_MEMBER: "Panel member",
    Role.AGENCY_DECISION_MAKER: "Agency decision maker",
    Role.ADMINISTRATOR: "Administrator",
}
