"""Taking a suggestion, whole or in part: visits, and by them their grants, through the one door.

1. What one press writes is frozen before any of it is written: changes with their ids, what each saw, who asked. A job that was killed goes on with
   the same ids, and what was written already ends as it ended (R6).
2. The takings of a team wait for each other; nothing is taken of what is no longer as it was suggested: of that the lead is told by name, and nothing
   of the rest is written. A visit that a colleague made meanwhile is there, and is left out.
3. A week never has more days than are asked: what replaces something is taken with what it replaces, or not at all.
4. A visit that was taken away by an earlier taking comes back as itself, its id being that of its day (R1).
5. Who stops a taking that is being written stops it between two people: what is written stays, each person's weeks are whole or as they were, and a
   day of a series is never half.
6. Taking back is a taking too: what it made is cancelled and what it changed is put back, as far as it stands as it was written and lies ahead.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import case, delete, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session, undefer

from backend.board import publishing
from backend.board.draft import Lead as Author
from backend.board.draft import Meanwhile, NotPossible
from backend.board.facts import ENGINE
from backend.board.publishing import AT_ONCE, Busy
from backend.board.services import change_id, changed, writer_of
from backend.record import Change
from backend.record import services as record
from backend.transaction import transaction
from backend.visits.models import Visit
from backend.weeks.due import days_due
from backend.weeks.facts import Facts, Lead, load
from backend.weeks.models import WeekPlanner, WeekSuggestion, WeekTaking
from backend.weeks.series import GROUPS, Series, wired

KEPT = timedelta(days=180)
"""For how long it is known which changes were a taking's, and so which visits nobody changed by hand."""
OVER = ("done", "stopped")
TAKEN_BACK = "Taken back by who planned it."
STILL = case((WeekTaking.state == "stopping", "stopping"), else_="writing")
"""What is being written is so until it is over; that somebody stopped it is not forgotten meanwhile."""
TEXTS = {"applied": "Written.", "merged": "Written, joined with what somebody else wrote meanwhile."}


class BeingWritten(Exception):
    """What somebody took for this team is not written yet."""


class Nothing(Exception):
    """There is nothing to take."""


class NotThere(Exception):
    """No such suggestion that can be taken."""


@contextmanager
def held(lead: Lead) -> Iterator[Session]:
    """The team's planner, locked until the block ends. The session acts as the engine."""
    with transaction(ENGINE) as session:
        session.execute(insert(WeekPlanner).values(team_id=lead.team, place_id=lead.place).on_conflict_do_nothing())
        session.execute(select(WeekPlanner.team_id).where(WeekPlanner.team_id == lead.team).with_for_update())
        yield session


def take(lead: Lead, suggestion: str, visits: Sequence[str] | None, id_: str, now: datetime) -> WeekTaking:
    """Freezes what is taken. The job that writes is the caller's to hand over. Raises NotThere, BeingWritten, Nothing, Meanwhile, NotPossible,
    NotLeading."""
    with held(lead) as session:
        row = session.get(WeekSuggestion, suggestion, options=[undefer(WeekSuggestion.result)])
        if row is None or row.state != "open" or row.team_id != lead.team:
            raise NotThere
        facts = load(lead, now, session)
        if facts.taking is not None and facts.taking.state not in OVER:
            raise BeingWritten
        made = _frozen(lead, changes_of(facts, row.result, visits, id_, now), id_, now)
        session.add(made)
        session.execute(update(WeekSuggestion).where(WeekSuggestion.id == suggestion).values(state="taken"))
        session.flush()
        session.expunge(made)
    return made


def undo(lead: Lead, taking: str, id_: str, now: datetime) -> WeekTaking:
    """Freezes what takes a taking back (rule 6); the job that writes is the caller's to hand over. Raises NotThere, BeingWritten, Nothing,
    NotLeading."""
    with held(lead) as session:
        row = session.get(WeekTaking, taking, options=[undefer(WeekTaking.changes)])
        if row is None or row.team_id != lead.team:
            raise NotThere
        wrote = [Change(**change) for change in row.changes]
        facts = load(lead, now, session)
        if facts.taking is not None and facts.taking.state not in OVER:
            raise BeingWritten
        made = _frozen(lead, back(facts, wrote, id_, now), id_, now)
        session.add(made)
        session.flush()
        session.expunge(made)
    return made


def _frozen(lead: Lead, changes: Sequence[Change], id_: str, now: datetime) -> WeekTaking:
    """What one press writes (rule 1). Raises Nothing."""
    if not changes:
        raise Nothing
    changes = sorted(changes, key=lambda change: change.bundle)  # person by person, so that it can be stopped between two (rule 5)
    told = [asdict(change) for change in changes]
    whose = {"place_id": lead.place, "team_id": lead.team, "first": lead.first, "by": lead.staff}
    return WeekTaking(id=id_, **whose, at=now, state="waiting", changes=told, change_ids=[one.id for one in changes], endings=[])


def back(facts: Facts, wrote: Sequence[Change], id_: str, now: datetime) -> list[Change]:
    """The changes that take others back (rule 6)."""
    writing = _Writing(facts, id_, now)
    series = {visit.id: (Series(facts, facts.actions[action]), visit) for action, some in facts.of_action.items() for visit in some}
    changes: list[Change] = []
    for change in wrote:
        mine, visit = series.get(change.record, (None, None))
        if (
            mine is None
            or visit is None
            or visit.planned_start is None
            or visit.planned_start <= now
            or facts.state(visit) not in ("planned", "cancelled")
        ):
            continue
        stands = {name: wired(getattr(visit, name)) for name in change.set}
        if facts.disputed.get(visit.id) or facts.by_hand.get(visit.id) or stands != dict(change.set):
            continue
        wanted = {"status": "cancelled", "status_reason": TAKEN_BACK} if change.saw is None else change.saw
        changes.append(writing.edit(mine, visit, "+".join(sorted(wanted)), wanted))
    return changes


def changes_of(facts: Facts, result: Mapping[str, Any], visits: Sequence[str] | None, id_: str, now: datetime) -> list[Change]:
    """The changes that write some of a suggestion (None: all). Raises Meanwhile (rules 2, 3), NotPossible."""
    makes = {one["visit"]: one for one in result["makes"]}
    follows = {one["visit"]: one for one in result["follows"]}
    chosen = sorted(makes.keys() | follows.keys()) if visits is None else sorted(set(visits))
    unknown = set(chosen) - makes.keys() - follows.keys()
    if unknown:
        raise NotPossible(dict.fromkeys(sorted(unknown), "The suggestion does not have it."))
    series = {one.id: Series(facts, one) for one in facts.actions.values()}
    there = {visit.id: visit for some in facts.of_action.values() for visit in some}
    stale: dict[str, str] = {}
    changes: list[Change] = []
    writing = _Writing(facts, id_, now)
    going = {v for v in chosen if v in follows and follows[v]["what"] == "cancel"}
    room = _Room(series, going)
    for visit in chosen:
        one = makes.get(visit) or follows[visit]
        mine = series.get(one["action"])
        if mine is None:
            stale[visit] = "The action is no longer this team's."
        elif visit in follows:
            found = next((follow for follow in mine.follows[0] if follow.visit.id == visit), None)
            if found is None or found.visit.rev != one["rev"] or (found.then is None) != (one["what"] == "cancel"):
                stale[visit] = "It was changed since."
            else:
                changes += writing.follow(mine, found.visit, found.then, found.why)
        elif (fault := _fault(mine, one)) is not None:
            stale[visit] = fault
        elif (stands := there.get(visit)) is not None and not mine.was_taken_away(stands):
            continue
        elif not room.take(mine, date.fromisoformat(one["day"])):
            stale[visit] = "The week has as many already: take with it what it replaces, or ask anew."
        else:
            changes += writing.make(mine, one, there.get(visit))
    if stale:
        raise Meanwhile(stale)
    return changes


def _fault(series: Series, make: Mapping[str, Any]) -> str | None:
    """Why a visit can be made no more, as a sentence; None where it can."""
    day, facts, found = date.fromisoformat(make["day"]), series.facts, series.pattern
    if str(series.action.rev) != make["version"] and not _still_says(series, make):
        return "The pattern was changed since."
    if series.is_disputed:
        return "Two people wrote its pattern differently: settle that first."
    if not series.is_active or found is None:
        return "The action ended since."
    if day <= facts.today:
        return "Its day has begun: ask anew."
    if any(day in absence for absence in series.absences):
        return "The person is away that day."
    if day not in days_due(found, day, day, facts.holidays):
        return "The pattern has no visit on this day any more."
    return None


def _still_says(series: Series, make: Mapping[str, Any]) -> bool:
    """Whether something else of the action was written, and this visit is as it was suggested."""
    found = series.pattern
    if found is None or make["ordinal"] > len(found.times):
        return False
    fields = series.fields_of(date.fromisoformat(make["day"]), make["ordinal"])
    same = (fields["window_start"], fields["window_end"], fields["planned_end"]) == (make["window_start"], make["window_end"], make["end"])
    return same and (found.people, list(found.skills), found.is_hard) == (make["people"], make["skills"], make["is_hard"])


class _Room:
    """How many days each week of each series may have still (rule 3)."""

    def __init__(self, series: Mapping[str, Series], going: set[str]) -> None:
        self._going = going
        self._days: dict[str, dict[date, set[date]]] = {}
        for id_, one in series.items():
            weeks = self._days[id_] = {}
            for visit in one.visits:
                if visit.id not in going and not one.was_taken_away(visit):
                    day = one.due_day(visit)
                    weeks.setdefault(_monday(day), set()).add(day)

    def take(self, series: Series, day: date) -> bool:
        """Whether the week has room for a visit on this day; it is taken then."""
        found = series.pattern
        assert found is not None
        days = self._days[series.action.id].setdefault(_monday(day), set())
        if day not in days and found.is_open and len(days) >= found.per_week:
            return False
        days.add(day)
        return True


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


MORE = {"asked": ("asked",), "calling_off": ("cancelled_by", "cancelled_why", "cancelled_at")}
"""What else is written of a visit that is made once more."""


class _Writing:
    """Makes changes in the lead's name, under ids that follow from the taking."""

    def __init__(self, facts: Facts, id_: str, now: datetime) -> None:
        lead = facts.lead
        self._id, self._now = id_, now
        self._author = Author(lead.place, lead.staff, lead.team, lead.first)

    def make(self, series: Series, make: Mapping[str, Any], stands: Visit | None) -> list[Change]:
        """A new visit; or, where it was taken away before, the same once more."""
        fields = {**series.fields_of(date.fromisoformat(make["day"]), make["ordinal"]), "asked": sorted(make["staff"])}
        bundle = series.action.bundle_id
        if stands is None:
            made = change_id(self._id, make["visit"], "make")
            return [changed(self._author, made, "visit", make["visit"], bundle, series.patient, self._now, None, fields)]
        again = {group: {name: fields.get(name) for name in names} for group, names in {**GROUPS, **MORE}.items()}
        order = ["status", *(group for group in again if group != "status")]  # what is cancelled is brought back before it is moved (M3)
        return [self.edit(series, stands, group, again[group]) for group in order if self._differs(stands, again[group])]

    def follow(self, series: Series, visit: Visit, then: Mapping[str, Mapping[str, Any]] | None, why: str) -> list[Change]:
        """A visit that is cancelled, or is as the pattern says now."""
        groups = {"status": {"status": "cancelled", "status_reason": why}} if then is None else then
        return [self.edit(series, visit, group, wanted) for group, wanted in groups.items()]

    def edit(self, series: Series, visit: Visit, group: str, wanted: Mapping[str, Any]) -> Change:
        """One group of a visit, as it is to be."""
        made = change_id(self._id, visit.id, group)
        saw = {name: wired(getattr(visit, name)) for name in wanted}
        return changed(self._author, made, "visit", visit.id, visit.bundle_id, series.patient, self._now, saw, wanted)

    @staticmethod
    def _differs(visit: Visit, wanted: Mapping[str, Any]) -> bool:
        return any(wired(getattr(visit, name)) != value for name, value in wanted.items())


def carry_on(id_: str, place: str) -> None:
    """Writes a taking, from its beginning or from where it was broken off. Raises Busy where some of it must be tried again."""
    with transaction(ENGINE) as session:
        begun = update(WeekTaking).where(WeekTaking.id == id_, WeekTaking.state.not_in(OVER)).values(state=STILL).returning(WeekTaking)
        row = session.scalars(begun).one_or_none()
        if row is None:
            return
        changes, told = [Change(**change) for change in row.changes], len(row.endings)
    writer = writer_of(Author(place, row.by, row.team_id, row.first))
    endings: list[dict[str, Any]] = []
    until = len(changes)
    while len(endings) < until:
        some = changes[len(endings) : min(len(endings) + AT_ONCE, until)]
        result = record.write(some, writer)
        endings += [_ending(change, ended) for change, ended in zip(some, result.endings, strict=True)]
        if _tell(id_, endings) == "stopping" and len(endings) > told:  # what a killed worker wrote and could not tell is gone through first
            until = min(until, _whole(changes, len(endings)))
    if any(one["ending"] == "not-now" for one in endings):
        raise Busy
    _tell(id_, endings, "done" if until == len(changes) else "stopped")


def _whole(changes: Sequence[Change], at: int) -> int:
    """The first place from `at` on where another person begins (rule 5)."""
    return next((n for n in range(at, len(changes)) if changes[n].bundle != changes[at - 1].bundle), len(changes))


def stop(lead: Lead, taking: str) -> WeekTaking:
    """Writes no more of a taking than the person that is being written (rule 5); none where nothing was written yet. One that is over is as it is.
    Raises NotThere."""
    with transaction(ENGINE) as session:
        mine = (WeekTaking.id == taking) & (WeekTaking.team_id == lead.team)
        asked = case((WeekTaking.state == "waiting", "stopped"), (WeekTaking.state == "writing", "stopping"), else_=WeekTaking.state)
        row = session.scalars(update(WeekTaking).where(mine).values(state=asked).returning(WeekTaking)).one_or_none()
        if row is None:
            raise NotThere
        session.expunge(row)
    return row


def _ending(change: Change, ended: record.Ended) -> dict[str, Any]:
    told = publishing.ending(change, ended)
    return {**told, "text": TEXTS.get(told["ending"], told["text"])}


def _tell(id_: str, endings: Sequence[Mapping[str, Any]], over: str | None = None) -> str | None:
    """How far it is, or that it is over. Returns the state that it has now; None where a second worker was quicker."""
    with transaction(ENGINE) as session:
        still = (WeekTaking.id == id_) & WeekTaking.state.not_in(OVER)
        told = update(WeekTaking).where(still).values(endings=list(endings), state=over or STILL)
        return session.scalars(told.returning(WeekTaking.state)).one_or_none()


def unfinished(session: Session, now: datetime) -> list[tuple[str, str]]:
    """Takings of a while ago that are not written yet: their ids, and their places."""
    return publishing.handed_over(session, WeekTaking, now)


def forget(session: Session, now: datetime) -> None:
    """Suggestions of yesterday, and what was taken half a year ago."""
    session.execute(delete(WeekSuggestion).where(WeekSuggestion.ends_at <= now))
    session.execute(delete(WeekTaking).where(WeekTaking.at < now - KEPT, WeekTaking.state.in_(OVER)))
