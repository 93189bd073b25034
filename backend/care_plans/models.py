"""The tables of the plan: one typed column per synced field of sync/policies.toml, of the same name."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ARRAY, Date, Index, Numeric, Text, Uuid, text
from sqlalchemy.orm import Mapped, mapped_column

from backend.database import db
from backend.record.models import SyncedColumns

ID = Uuid(as_uuid=False)
NUMBER = Numeric(18, 6, asdecimal=False)
"""Numbers have at most 6 decimals and lie between -1e12 and 1e12 (PROTOCOL §2)."""


class PartOfPlan(SyncedColumns):
    """What every part of a plan has besides its words: where it came from, its place among its like, how it stands and why."""

    origin_kind: Mapped[str | None] = mapped_column(Text)
    origin_record: Mapped[str | None] = mapped_column(ID)
    origin_link: Mapped[str | None] = mapped_column(Text)
    position: Mapped[float | None] = mapped_column(NUMBER)
    status: Mapped[str | None] = mapped_column(Text)
    status_reason: Mapped[str | None] = mapped_column(Text)


class CarePlan(SyncedColumns, db.Model):  # type: ignore[name-defined,misc]
    """What matters, what to do if it gets worse, who agreed. One per patient (R1)."""

    __tablename__ = "care_plan"

    what_matters: Mapped[str | None] = mapped_column(Text)
    if_worse: Mapped[str | None] = mapped_column(Text)
    agreed_on: Mapped[date | None] = mapped_column(Date)
    agreed_with: Mapped[list[str] | None] = mapped_column(ARRAY(Text))
    agreed_kind: Mapped[str | None] = mapped_column(Text)
    not_agreed_why: Mapped[str | None] = mapped_column(Text)
    review_on: Mapped[date | None] = mapped_column(Date)
    review_by: Mapped[str | None] = mapped_column(ID)
    status: Mapped[str | None] = mapped_column(Text)
    status_reason: Mapped[str | None] = mapped_column(Text)


class Goal(PartOfPlan, db.Model):  # type: ignore[name-defined,misc]
    """An "I" statement with where it began, where it stands, where it should end."""

    __tablename__ = "goal"

    words: Mapped[str | None] = mapped_column(Text)
    i_statement: Mapped[str | None] = mapped_column(Text)
    baseline: Mapped[str | None] = mapped_column(Text)
    baseline_on: Mapped[date | None] = mapped_column(Date)
    target: Mapped[str | None] = mapped_column(Text)
    target_unit: Mapped[str | None] = mapped_column(Text)
    target_how: Mapped[str | None] = mapped_column(Text)
    target_on: Mapped[date | None] = mapped_column(Date)
    now: Mapped[str | None] = mapped_column(Text)
    now_how: Mapped[str | None] = mapped_column(Text)
    now_on: Mapped[date | None] = mapped_column(Date)
    progress: Mapped[int | None]
    progress_on: Mapped[date | None] = mapped_column(Date)
    review_on: Mapped[date | None] = mapped_column(Date)
    review_by: Mapped[str | None] = mapped_column(ID)


class Action(PartOfPlan, db.Model):  # type: ignore[name-defined,misc]
    """Who does what, how often, until when. `until` is text: "wound drier". `repeat_*`: the visits that it asks for (`repeating`)."""

    __tablename__ = "action"
    __table_args__ = (Index("ix_action_repeat_team", "repeat_team", postgresql_where=text("repeat_team is not null")),)

    words: Mapped[str | None] = mapped_column(Text)
    frequency: Mapped[str | None] = mapped_column(Text)
    until: Mapped[str | None] = mapped_column(Text)
    staff: Mapped[str | None] = mapped_column(ID)
    organisation: Mapped[str | None] = mapped_column(ID)
    who: Mapped[str | None] = mapped_column(Text)
    goals: Mapped[list[str] | None] = mapped_column(ARRAY(ID))
    measures: Mapped[list[str] | None] = mapped_column(ARRAY(Text))
    repeat_days: Mapped[list[str] | None] = mapped_column(ARRAY(Text))
    repeat_per_week: Mapped[int | None]
    repeat_every_weeks: Mapped[int | None]
    repeat_every_days: Mapped[int | None]
    repeat_apart_days: Mapped[int | None]
    repeat_times: Mapped[list[str] | None] = mapped_column(ARRAY(Text))
    repeat_is_hard: Mapped[bool | None]
    repeat_reason: Mapped[str | None] = mapped_column(Text)
    repeat_gap_least_minutes: Mapped[int | None]
    repeat_gap_most_minutes: Mapped[int | None]
    repeat_minutes: Mapped[int | None]
    repeat_people: Mapped[int | None]
    repeat_skills: Mapped[list[str] | None] = mapped_column(ARRAY(Text))
    repeat_from: Mapped[date | None] = mapped_column(Date)
    repeat_until: Mapped[date | None] = mapped_column(Date)
    repeat_holidays: Mapped[str | None] = mapped_column(Text)
    repeat_team: Mapped[str | None] = mapped_column(ID)


class Contingency(PartOfPlan, db.Model):  # type: ignore[name-defined,misc]
    """If this, then that, and whom to call."""

    __tablename__ = "contingency"

    if_this: Mapped[str | None] = mapped_column(Text)
    then_do: Mapped[str | None] = mapped_column(Text)
    call_who: Mapped[str | None] = mapped_column(Text)
    call_phone: Mapped[str | None] = mapped_column(Text)
