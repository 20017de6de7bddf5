"""Fostering households: carers, children placed, other members, and who supervises them when."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from fqa_forms.extensions import Base
from fqa_forms.models.service import Team


class Household(Base):
    """An approved fostering household. `kind` is mainstream or kinship."""

    __tablename__ = "household"
    id: Mapped[int] = mapped_column(primary_key=True)
    service_id: Mapped[int] = mapped_column(ForeignKey("service.id"), index=True)
    team_id: Mapped[int] = mapped_column(ForeignKey("team.id"), index=True)
    name: Mapped[str] = mapped_column(String(200))
    kind: Mapped[str] = mapped_column(String(20), default="mainstream")
    approved_on: Mapped[date | None]
    imported: Mapped[bool] = mapped_column(default=False)
    team: Mapped[Team] = relationship()
    carers: Mapped[list["Carer"]] = relationship(back_populates="household", order_by="Carer.id")
    placements: Mapped[list["Placement"]] = relationship(back_populates="household", order_by="Placement.id")
    members: Mapped[list["HouseholdMember"]] = relationship(back_populates="household", order_by="HouseholdMember.id")
    allocations: Mapped[list["Allocation"]] = relationship(back_populates="household", order_by="Allocation.starts_on")


class Carer(Base):
    """An approved foster carer of a household; one or two at a time."""

    __tablename__ = "carer"
    id: Mapped[int] = mapped_column(primary_key=True)
    household_id: Mapped[int] = mapped_column(ForeignKey("household.id"), index=True)
    name: Mapped[str] = mapped_column(String(200))
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    household: Mapped[Household] = relationship(back_populates="carers")


class Child(Base):
    """A child or young person in care; an imported child has no date of birth."""

    __tablename__ = "child"
    id: Mapped[int] = mapped_column(primary_key=True)
    service_id: Mapped[int] = mapped_column(ForeignKey("service.id"), index=True)
    name: Mapped[str] = mapped_column(String(200))
    born_on: Mapped[date | None]


class Placement(Base):
    """A child living with a household, from a day to a day (both included; open while they live there)."""

    __tablename__ = "placement"
    __table_args__ = (CheckConstraint("ends_on IS NULL OR ends_on >= starts_on", name="ends_after_start"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    household_id: Mapped[int] = mapped_column(ForeignKey("household.id"), index=True)
    child_id: Mapped[int] = mapped_column(ForeignKey("child.id"), index=True)
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]
    household: Mapped[Household] = relationship(back_populates="placements")
    child: Mapped[Child] = relationship(lazy="joined")


class HouseholdMember(Base):
    """Somebody else in the home: the carers' own children, a grandparent, a lodger."""

    __tablename__ = "household_member"
    id: Mapped[int] = mapped_column(primary_key=True)
    household_id: Mapped[int] = mapped_column(ForeignKey("household.id"), index=True)
    name: Mapped[str] = mapped_column(String(200))
    relation: Mapped[str] = mapped_column(String(100), default="")
    born_on: Mapped[date | None]
    household: Mapped[Household] = relationship(back_populates="members")


class Allocation(Base):
    """Which supervising social worker holds a household, from a day to a day (both included)."""

    __tablename__ = "allocation"
    __table_args__ = (CheckConstraint("ends_on IS NULL OR ends_on >= starts_on", name="ends_after_start"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    household_id: Mapped[int] = mapped_column(ForeignKey("household.id"), index=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), index=True)
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]
    household: Mapped[Household] = relationship(back_populates="allocations")
