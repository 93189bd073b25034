"""The tables of the reports: facts a month at a time, what was counted of them, which months wait for counting, exports, and their schedules.

Facts are nameless: ids, days and numbers. `report_cell` has what was counted twice: as it is, which no web request may read, and as it may be shown.
"""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, Date, DateTime, Float, ForeignKey, Index, LargeBinary, Text, UniqueConstraint, Uuid, text
from sqlalchemy.orm import Mapped, deferred, mapped_column

from backend.database import db

ID = Uuid(as_uuid=False)


class VisitFact(db.Model):  # type: ignore[name-defined,misc]
    """One visit whose day is over, or that was cancelled: `facts/visit.sql` says what each column is."""

    __tablename__ = "report_visit"
    __table_args__ = (Index("ix_report_visit_place_id", "place_id", "month"), Index("ix_report_visit_seen", "place_id", "patient", "day"))

    visit: Mapped[str] = mapped_column(ID, primary_key=True)
    place_id: Mapped[str] = mapped_column(ID)
    month: Mapped[date] = mapped_column(Date)
    day: Mapped[date] = mapped_column(Date)
    patient: Mapped[str | None] = mapped_column(ID)
    team: Mapped[str | None] = mapped_column(ID)
    practice: Mapped[str | None] = mapped_column(ID)
    staff: Mapped[str | None] = mapped_column(ID)
    profession: Mapped[str | None] = mapped_column(Text)
    sort: Mapped[str] = mapped_column(Text)
    ending: Mapped[str] = mapped_column(Text)
    called_off: Mapped[str | None] = mapped_column(Text)
    is_contact: Mapped[bool]
    people: Mapped[int]
    began_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    planned_minutes: Mapped[int]
    minutes: Mapped[int | None]
    travel_minutes: Mapped[int | None]
    late_minutes: Mapped[int | None]


class ContinuityFact(db.Model):  # type: ignore[name-defined,misc]
    """Of one person in the 90 days to a month's end, over all professions ("") and for each: `facts/continuity.sql`."""

    __tablename__ = "report_continuity"
    __table_args__ = (Index("ix_report_continuity_place_id", "place_id", "month"),)

    patient: Mapped[str] = mapped_column(ID, primary_key=True)
    month: Mapped[date] = mapped_column(Date, primary_key=True)
    profession: Mapped[str] = mapped_column(Text, primary_key=True)
    place_id: Mapped[str] = mapped_column(ID)
    team: Mapped[str | None] = mapped_column(ID)
    practice: Mapped[str | None] = mapped_column(ID)
    band: Mapped[str | None] = mapped_column(Text)
    contacts: Mapped[int]
    distinct_staff: Mapped[int]
    most_by_one: Mapped[int]
    squares: Mapped[int]
    same_again: Mapped[int]


class StaffDayFact(db.Model):  # type: ignore[name-defined,misc]
    """One member of staff on one day on which they attended a visit: `facts/staff_day.sql`."""

    __tablename__ = "report_staff_day"
    __table_args__ = (Index("ix_report_staff_day_place_id", "place_id", "month"),)

    staff: Mapped[str] = mapped_column(ID, primary_key=True)
    day: Mapped[date] = mapped_column(Date, primary_key=True)
    place_id: Mapped[str] = mapped_column(ID)
    month: Mapped[date] = mapped_column(Date)
    team: Mapped[str | None] = mapped_column(ID)
    profession: Mapped[str | None] = mapped_column(Text)
    contacts: Mapped[int]
    minutes: Mapped[int | None]


class ReferralFact(db.Model):  # type: ignore[name-defined,misc]
    """One referral received in a month: `facts/referral.sql`."""

    __tablename__ = "report_referral"
    __table_args__ = (Index("ix_report_referral_place_id", "place_id", "month"),)

    referral: Mapped[str] = mapped_column(ID, primary_key=True)
    place_id: Mapped[str] = mapped_column(ID)
    month: Mapped[date] = mapped_column(Date)
    day: Mapped[date] = mapped_column(Date)
    patient: Mapped[str | None] = mapped_column(ID)
    team: Mapped[str | None] = mapped_column(ID)
    practice: Mapped[str | None] = mapped_column(ID)
    source: Mapped[str] = mapped_column(Text)
    priority: Mapped[str] = mapped_column(Text)
    clock: Mapped[str] = mapped_column(Text)
    outcome: Mapped[str] = mapped_column(Text)
    triage_minutes: Mapped[int | None]
    clock_minutes: Mapped[float | None] = mapped_column(Float)
    clock_nights: Mapped[int | None]
    days: Mapped[int | None]


class PersonFact(db.Model):  # type: ignore[name-defined,misc]
    """How things stood with one person when a month was counted last: `facts/person.sql`."""

    __tablename__ = "report_person"
    __table_args__ = (Index("ix_report_person_place_id", "place_id", "month"),)

    patient: Mapped[str] = mapped_column(ID, primary_key=True)
    month: Mapped[date] = mapped_column(Date, primary_key=True)
    place_id: Mapped[str] = mapped_column(ID)
    team: Mapped[str | None] = mapped_column(ID)
    practice: Mapped[str | None] = mapped_column(ID)
    band: Mapped[str] = mapped_column(Text)
    client_group: Mapped[str] = mapped_column(Text)
    number_is_verified: Mapped[bool]
    has_plan: Mapped[bool]
    plan_is_current: Mapped[bool]
    review_is_due: Mapped[bool]
    has_lead: Mapped[bool]
    has_coordinator: Mapped[bool]
    has_consent: Mapped[bool]


class WellBeingFact(db.Model):  # type: ignore[name-defined,misc]
    """By how many points each of one person's four answers got better by their last asking in a month: `facts/well_being.sql`."""

    __tablename__ = "report_well_being"
    __table_args__ = (Index("ix_report_well_being_place_id", "place_id", "month"),)

    patient: Mapped[str] = mapped_column(ID, primary_key=True)
    month: Mapped[date] = mapped_column(Date, primary_key=True)
    place_id: Mapped[str] = mapped_column(ID)
    team: Mapped[str | None] = mapped_column(ID)
    practice: Mapped[str | None] = mapped_column(ID)
    satisfied: Mapped[int | None]
    worthwhile: Mapped[int | None]
    happy: Mapped[int | None]
    less_anxious: Mapped[int | None]


class EventFact(db.Model):  # type: ignore[name-defined,misc]
    """One event that a file from outside tells of, in the month in which it counts: `facts/event.sql`."""

    __tablename__ = "report_event"
    __table_args__ = (Index("ix_report_event_place_id", "place_id", "month"),)

    event: Mapped[str] = mapped_column(ID, primary_key=True)
    month: Mapped[date] = mapped_column(Date, primary_key=True)
    place_id: Mapped[str] = mapped_column(ID)
    practice: Mapped[str | None] = mapped_column(ID)
    patient: Mapped[str | None] = mapped_column(ID)
    sort: Mapped[str] = mapped_column(Text)
    age: Mapped[int | None]
    code: Mapped[str | None] = mapped_column(Text)
    outcome: Mapped[str | None] = mapped_column(Text)
    at_risk: Mapped[str | None] = mapped_column(Text)
    days: Mapped[int | None]
    is_readmitted: Mapped[bool | None]


class EligibleFact(db.Model):  # type: ignore[name-defined,misc]
    """One person at high risk as a month began, and their emergency admissions in it: `facts/eligible.sql`."""

    __tablename__ = "report_eligible"
    __table_args__ = (Index("ix_report_eligible_place_id", "place_id", "month"),)

    patient: Mapped[str] = mapped_column(ID, primary_key=True)
    month: Mapped[date] = mapped_column(Date, primary_key=True)
    place_id: Mapped[str] = mapped_column(ID)
    team: Mapped[str | None] = mapped_column(ID)
    practice: Mapped[str | None] = mapped_column(ID)
    band: Mapped[str] = mapped_column(Text)
    admissions: Mapped[int]


class ResidentsFact(db.Model):  # type: ignore[name-defined,misc]
    """A whole place in one month, of files from outside: `facts/residents.sql`."""

    __tablename__ = "report_residents"

    place_id: Mapped[str] = mapped_column(ID, primary_key=True)
    month: Mapped[date] = mapped_column(Date, primary_key=True)
    people: Mapped[int]
    people_18: Mapped[int]
    people_65: Mapped[int]
    part_of_year: Mapped[float] = mapped_column(Float)
    moved_65: Mapped[int | None]
    avoidable: Mapped[int | None]
    delayed: Mapped[int | None]
    people_moved: Mapped[int | None]
    people_avoidable: Mapped[int | None]


class AssessmentFact(db.Model):  # type: ignore[name-defined,misc]
    """One assessment begun in a month: `facts/assessment.sql`."""

    __tablename__ = "report_assessment"
    __table_args__ = (Index("ix_report_assessment_place_id", "place_id", "month"),)

    assessment: Mapped[str] = mapped_column(ID, primary_key=True)
    place_id: Mapped[str] = mapped_column(ID)
    month: Mapped[date] = mapped_column(Date)
    team: Mapped[str | None] = mapped_column(ID)
    practice: Mapped[str | None] = mapped_column(ID)
    patient: Mapped[str | None] = mapped_column(ID)
    profession: Mapped[str | None] = mapped_column(Text)
    days: Mapped[int | None]
    is_signed: Mapped[bool]


class EntryFact(db.Model):  # type: ignore[name-defined,misc]
    """One attendance, and how long until the record had it: `facts/entry.sql`."""

    __tablename__ = "report_entry"
    __table_args__ = (Index("ix_report_entry_place_id", "place_id", "month"),)

    attendance: Mapped[str] = mapped_column(ID, primary_key=True)
    place_id: Mapped[str] = mapped_column(ID)
    month: Mapped[date] = mapped_column(Date)
    team: Mapped[str | None] = mapped_column(ID)
    practice: Mapped[str | None] = mapped_column(ID)
    patient: Mapped[str | None] = mapped_column(ID)
    profession: Mapped[str | None] = mapped_column(Text)
    minutes: Mapped[int]


class MatterFact(db.Model):  # type: ignore[name-defined,misc]
    """One disagreement that was settled, or one change that was refused: `facts/matter.sql`."""

    __tablename__ = "report_matter"
    __table_args__ = (Index("ix_report_matter_place_id", "place_id", "month"),)

    matter: Mapped[str] = mapped_column(ID, primary_key=True)
    place_id: Mapped[str] = mapped_column(ID)
    month: Mapped[date] = mapped_column(Date)
    team: Mapped[str | None] = mapped_column(ID)
    practice: Mapped[str | None] = mapped_column(ID)
    person: Mapped[str | None] = mapped_column(ID)
    sort: Mapped[str] = mapped_column(Text)
    about: Mapped[str] = mapped_column(Text)


class GoalFact(db.Model):  # type: ignore[name-defined,misc]
    """One goal whose day lies in a month: `facts/goal.sql`."""

    __tablename__ = "report_goal"
    __table_args__ = (Index("ix_report_goal_place_id", "place_id", "month"),)

    goal: Mapped[str] = mapped_column(ID, primary_key=True)
    place_id: Mapped[str] = mapped_column(ID)
    month: Mapped[date] = mapped_column(Date)
    team: Mapped[str | None] = mapped_column(ID)
    practice: Mapped[str | None] = mapped_column(ID)
    patient: Mapped[str | None] = mapped_column(ID)
    statement: Mapped[str] = mapped_column(Text)
    status: Mapped[str] = mapped_column(Text)
    progress: Mapped[int | None]


class Cell(db.Model):  # type: ignore[name-defined,misc]
    """One measure of one scope in one month. `part`: "" for the whole, else a value of the measure's split.

    `numerator`, `denominator`: as counted; `shown_*`: as they may be shown, null where `mark` says why not. `made_at`: when it was counted.
    """

    __tablename__ = "report_cell"

    place_id: Mapped[str] = mapped_column(ID, primary_key=True)
    scope: Mapped[str] = mapped_column(Text, primary_key=True)
    month: Mapped[date] = mapped_column(Date, primary_key=True)
    measure: Mapped[str] = mapped_column(Text, primary_key=True)
    part: Mapped[str] = mapped_column(Text, primary_key=True)
    numerator: Mapped[float | None] = mapped_column(Float)
    denominator: Mapped[float | None] = mapped_column(Float)
    shown_numerator: Mapped[float | None] = mapped_column(Float)
    shown_denominator: Mapped[float | None] = mapped_column(Float)
    mark: Mapped[str] = mapped_column(Text)
    made_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class Counted(db.Model):  # type: ignore[name-defined,misc]
    """That a month of a place was counted: when, of how many rows of facts."""

    __tablename__ = "report_counted"

    place_id: Mapped[str] = mapped_column(ID, primary_key=True)
    month: Mapped[date] = mapped_column(Date, primary_key=True)
    made_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    rows: Mapped[int] = mapped_column(BigInteger)


class Due(db.Model):  # type: ignore[name-defined,misc]
    """A month in which something was written after it had been counted: it is counted again."""

    __tablename__ = "report_due"

    place_id: Mapped[str] = mapped_column(ID, primary_key=True)
    month: Mapped[date] = mapped_column(Date, primary_key=True)


class Asked:
    """What somebody asks for: which report, in which form, of what part of the place, of how many months, and why."""

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    place_id: Mapped[str] = mapped_column(ID, ForeignKey("place.id"))
    asked_by: Mapped[str] = mapped_column(ID)
    asked_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    what: Mapped[str] = mapped_column(Text)
    form: Mapped[str] = mapped_column(Text)
    scope: Mapped[str] = mapped_column(Text)
    scope_name: Mapped[str] = mapped_column(Text)
    months: Mapped[int]
    why: Mapped[str] = mapped_column(Text)


class Schedule(Asked, db.Model):  # type: ignore[name-defined,misc]
    """An export that is made of each month once its figures are counted: who wants it, of what, in which form, why, and from which month on.

    `state`: running, paused, ended by a person, or stopped for `reason`, as it could not be made any more. `changed_at`, `changed_by`: since when
    it is so, and by whom; nobody, where it stopped by itself.
    """

    __tablename__ = "report_schedule"
    __table_args__ = (
        Index("ix_report_schedule_place_id", "place_id", "asked_at"),
        Index(
            "uq_report_schedule_place_id", "place_id", "what", "form", "scope", "months",
            unique=True, postgresql_where=text("state in ('running', 'paused')"),
        ),
        CheckConstraint("state in ('running', 'paused', 'ended', 'stopped')", name="state"),
        CheckConstraint("(state = 'stopped') = (reason is not null)", name="reason"),
    )  # fmt: skip

    first: Mapped[date] = mapped_column(Date)
    state: Mapped[str] = mapped_column(Text)
    reason: Mapped[str | None] = mapped_column(Text)
    changed_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    changed_by: Mapped[str | None] = mapped_column(ID)


class Export(Asked, db.Model):  # type: ignore[name-defined,misc]
    """A file that somebody asked for: what of, why, how far it is; the file itself until `ends_at`, and that it was made for ever.

    `what`, `form`: of `exports.WHATS`. `until`: its last month, of `months`. `steps`, `done`: how far it is, and `doing` in words. `message`: why it
    failed, or what to know of it. `rows`, `size` (bytes), `sha256`: of the file. `has_names`: somebody can be told from it. `schedule_id`: made by a
    schedule, one for each of its months.
    """

    __tablename__ = "report_export"
    __table_args__ = (
        Index("ix_report_export_place_id", "place_id", "asked_at"),
        UniqueConstraint("schedule_id", "until", name="uq_report_export_schedule_id"),
        CheckConstraint("state in ('waiting', 'making', 'ready', 'failed', 'stopped', 'removed')", name="state"),
        CheckConstraint("(state = 'ready') = (content is not null)", name="content"),
    )

    until: Mapped[date] = mapped_column(Date)
    has_names: Mapped[bool]
    state: Mapped[str] = mapped_column(Text)
    steps: Mapped[int]
    done: Mapped[int]
    doing: Mapped[str | None] = mapped_column(Text)
    message: Mapped[str | None] = mapped_column(Text)
    name: Mapped[str | None] = mapped_column(Text)
    rows: Mapped[int | None]
    pages: Mapped[int | None]
    size: Mapped[int | None]
    sha256: Mapped[str | None] = mapped_column(Text)
    ended_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    ends_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    content: Mapped[bytes | None] = deferred(mapped_column(LargeBinary))
    schedule_id: Mapped[str | None] = mapped_column(ID, ForeignKey("report_schedule.id"))
