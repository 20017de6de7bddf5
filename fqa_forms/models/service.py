"""A fostering service and its teams."""

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from fqa_forms.extensions import Base


class Service(Base):
    """A fostering service: a local authority's or an independent agency."""

    __tablename__ = "service"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(200), unique=True)
    teams: Mapped[list["Team"]] = relationship(back_populates="service", order_by="Team.name")


class Team(Base):
    """A team of supervising social workers under one manager."""

    __tablename__ = "team"
    __table_args__ = (UniqueConstraint("service_id", "name"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    service_id: Mapped[int] = mapped_column(ForeignKey("service.id"), index=True)
    name: Mapped[str] = mapped_column(String(200))
    service: Mapped[Service] = relationship(back_populates="teams")
