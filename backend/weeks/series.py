"""One repeating action as it stands: what its pattern asks of these weeks, which visits it has, and which of them follow when it changes. Pure.

1. A visit follows its action as long as nobody wrote when, what or whether it is by hand: then it stays, and that is told.
2. What has begun, is over, or lies in the past never follows. What is in dispute waits until that is settled.
3. What has no pattern of its own goes along with what has: a visit is for what the one before it was for.
4. A visit that somebody planned by hand and that names the action counts as one of its visits, on the day on which it is.
"""

from __future__ import annotations

import uuid
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any

from backend import wall_clock
from backend.board.at_home import TAKEN_OFF
from backend.board.times import moment
from backend.care_plans.models import Action
from backend.care_plans.repeating import Pattern, pattern
from backend.grants import services as grants
from backend.visits.models import Visit
from backend.weeks.due import Absence, There, WeekDue, days_due, weeks_due
from backend.weeks.facts import FOLLOWED, Facts
from backend.weeks.said import day_in_words

LONGEST_PURPOSE = 300
ENDED = {"completed": "The action is completed.", "on-hold": "The action is on hold.", "cancelled": "The action was cancelled."}
BY_HAND = "Changed by hand: it stays as it is."
DISPUTED = "Two people wrote it differently: settle that first."


@dataclass(frozen=True, slots=True)
class Follow:
    """A visit that follows its action. `then`: its fields by group as they are to be; None: it is cancelled."""

    visit: Visit
    why: str
    then: Mapping[str, Mapping[str, Any]] | None


@dataclass(frozen=True, slots=True)
class Stay:
    """A visit that would follow, and does not."""

    visit: Visit
    why: str


def visit_id(action: str, day: date, ordinal: int) -> str:
    """The id of one visit of a series (R1): whoever makes it, it is the same."""
    return str(uuid.uuid5(grants.NAMESPACE, f"visit:{action}:{day.isoformat()}:{ordinal}"))


class Series:
    """One action, and its visits."""

    def __init__(self, facts: Facts, action: Action) -> None:
        self.facts, self.action = facts, action
        self.patient = action.patient_id or ""
        self.visits = facts.of_action[action.id]
        self.fields = {name: getattr(action, name) for name in REPEATING}
        self.pattern: Pattern | None = pattern(self.fields)
        self.absences: list[Absence] = facts.absences(self.patient)

    @property
    def is_disputed(self) -> bool:
        """Whether two people wrote its pattern or its state differently: nothing is made or followed until that is settled."""
        return bool(self.facts.disputed.get(self.action.id, set()) & {"repeat", "status"})

    @property
    def is_active(self) -> bool:
        return (self.action.status or "active") == "active"

    def is_ours(self, visit: Visit) -> bool:
        """Whether it was made from this action."""
        return visit.series == self.action.id

    def due_day(self, visit: Visit) -> date:
        """The day of the series that a visit is for."""
        if self.is_ours(visit) and visit.series_day is not None:
            return visit.series_day
        return self.day(visit)

    @staticmethod
    def day(visit: Visit) -> date:
        assert visit.planned_start is not None
        return wall_clock.day_of(visit.planned_start)

    def was_taken_away(self, visit: Visit) -> bool:
        """Whether a taking cancelled it, or a board because the person was not at home: it counts no more, and comes back where it is due again."""
        is_by_hand = "status" in self.facts.by_hand.get(visit.id, ()) and visit.status_reason != TAKEN_OFF
        return visit.status == "cancelled" and self.is_ours(visit) and not is_by_hand

    @cached_property
    def follows(self) -> tuple[list[Follow], list[Stay]]:
        """Which visits to come follow what became of the action, and which do not although they would."""
        found: list[Follow] = []
        stays: list[Stay] = []
        if self.is_disputed:
            return found, stays
        for visit in self.visits:
            if not self._may_follow(visit):
                continue
            why, then = self._why_cancelled(visit), None
            groups = frozenset(FOLLOWED)
            if why is None:
                then = self.differs(visit)
                if not then:
                    continue
                why, groups = "The pattern was changed." if then.keys() - {"team"} else "It is this team’s now.", frozenset(then)
            if self.facts.disputed.get(visit.id):
                stays.append(Stay(visit, DISPUTED))
            elif groups & self.facts.by_hand.get(visit.id, frozenset()):
                stays.append(Stay(visit, f"{why} {BY_HAND}"))
            else:
                found.append(Follow(visit, why, then))
        return found, stays

    def _may_follow(self, visit: Visit) -> bool:
        assert visit.planned_start is not None
        is_to_come = visit.planned_start > self.facts.now and self.facts.state(visit) == "planned"
        return is_to_come and self.is_ours(visit)

    def _why_cancelled(self, visit: Visit) -> str | None:
        found, day = self.pattern, self.due_day(visit)
        person = self.facts.patients[self.patient]
        if not self.is_active:
            return ENDED.get(self.action.status or "", "The action ended.")
        if found is None:
            return "The action repeats no more."
        if (person.status or "active") != "active":
            return f"{self.facts.patient_name(self.patient)} {'has died' if person.status == 'died' else 'is no longer with the team'}."
        if (visit.series_ordinal or 1) > len(found.times):
            return "There are fewer visits a day now."
        gone = next((one for one in self.absences if day in one), None)
        if gone is not None:
            return f"Away{f' until {day_in_words(gone.last)}' if gone.last else ''}."
        if day not in days_due(found, day, day, self.facts.holidays):
            name = self.facts.holidays.get(day)
            return f"{name} is a holiday." if name and found.may_be(day) else "The pattern has no visit on this day."
        return "There are fewer days a week now." if visit.id in self._too_many else None

    @cached_property
    def _too_many(self) -> Collection[str]:
        """Of weeks with more days than are asked, the visits of the last of them, as far as they may follow."""
        if self.pattern is None or not self.pattern.is_open:
            return ()
        weeks: dict[date, dict[date, list[Visit]]] = {}
        for visit in self.visits:
            if visit.status != "cancelled":
                day = self.due_day(visit)
                weeks.setdefault(day - timedelta(days=day.weekday()), {}).setdefault(day, []).append(visit)
        out: set[str] = set()
        for days in weeks.values():
            free = [day for day, some in days.items() if all(self._may_follow(one) and one.id not in self.facts.by_hand for one in some)]
            many = len(days) - self.pattern.per_week
            out |= {one.id for day in sorted(free)[len(free) - many :] for one in days[day]} if many > 0 else set()
        return out

    def differs(self, visit: Visit) -> dict[str, dict[str, Any]]:
        """The groups of a visit that are otherwise than the pattern says, as they are to be. The time stays where it still fits."""
        wanted = self.fields_of(self.due_day(visit), visit.series_ordinal or 1)
        found: dict[str, dict[str, Any]] = {}
        for group, names in GROUPS.items():
            should = {name: wanted.get(name) for name in names}
            if group == "team" and group in self.facts.by_hand.get(visit.id, ()):
                continue  # a lead passed this one on by itself: there is nothing in that to ask about
            if group != "when" and should != {name: wired(getattr(visit, name)) for name in names}:
                found[group] = should
        assert visit.planned_start is not None
        assert visit.planned_end is not None
        length = visit.planned_end - visit.planned_start
        opens, closes = (wall_clock.from_wire(wanted[name]) for name in ("window_start", "window_end"))
        is_right = opens <= visit.planned_start <= closes or self.day(visit) != self.due_day(visit)
        assert self.pattern is not None
        minutes = timedelta(minutes=self.pattern.minutes)
        if length != minutes or not is_right:
            start = visit.planned_start if is_right else opens
            found["when"] = {
                "planned_start": wall_clock.wire(start),
                "planned_end": wall_clock.wire(start + minutes),
                "is_fixed": wanted.get("is_fixed"),
            }
        return found

    @cached_property
    def weeks(self) -> list[WeekDue]:
        """What is due in each of these weeks, besides what stands and does not go."""
        if self.pattern is None or not self.is_active or self.is_disputed:
            return []
        going = {one.visit.id for one in self.follows[0] if one.then is None}
        there = [There(self.due_day(one), self.day(one)) for one in self.visits if one.id not in going and not self.was_taken_away(one)]
        return weeks_due(self.pattern, self.facts.lead.mondays, there, self.facts.holidays, self.absences, self.facts.today)

    @cached_property
    def further(self) -> list[tuple[date, int]]:
        """Visits that are missing on days that have some already: a second one a day since the pattern asks for it."""
        if self.pattern is None or not self.weeks:
            return []
        going = {one.visit.id for one in self.follows[0] if one.then is None}
        had: dict[date, set[int]] = {}
        for visit in self.visits:
            if self.is_ours(visit) and visit.id not in going and not self.was_taken_away(visit):
                had.setdefault(self.due_day(visit), set()).add(visit.series_ordinal or 1)
        lead, found = self.facts.lead, []
        for day, ordinals in sorted(had.items()):
            is_ahead = self.facts.today < day and lead.first <= day <= lead.last
            if is_ahead and not any(day in one for one in self.absences) and day in days_due(self.pattern, day, day, self.facts.holidays):
                found += [(day, n) for n in range(1, len(self.pattern.times) + 1) if n not in ordinals]
        return found

    @cached_property
    def along(self) -> tuple[str, ...]:
        """Actions without a pattern that were to be done along with this one the last time: they are again."""
        last = next((one for one in reversed(self.visits) if one.status != "cancelled" and len(one.actions or ()) > 1), None)
        due = {one.id for one in self.facts.without if one.patient_id == self.patient}
        return tuple(sorted(due & set(last.actions or ()))) if last else ()

    def fields_of(self, day: date, ordinal: int) -> dict[str, Any]:
        """The fields of one visit of the series, as they travel. The times are by the clock in London, whatever the season."""
        found, action = self.pattern, self.action
        assert found is not None
        time = found.times[ordinal - 1]
        opens, closes = moment(time.opens, day), moment(time.closes, day)
        words = " ".join((action.words or "").split())
        fields: dict[str, Any] = {
            "planned_start": wall_clock.wire(opens),
            "planned_end": wall_clock.wire(opens + timedelta(minutes=found.minutes)),
            "is_fixed": True if found.is_hard and opens == closes else None,
            "purpose": words if len(words) <= LONGEST_PURPOSE else f"{words[: LONGEST_PURPOSE - 1]}…",
            "actions": sorted({action.id, *self.along}),
            "team": action.repeat_team,
            "window_start": wall_clock.wire(opens),
            "window_end": wall_clock.wire(closes),
            "window_is_hard": True if found.is_hard else None,
            "window_reason": found.reason,
            "people": found.people,
            "skills": list(found.skills) or None,
            "status": "planned",
            "series": action.id,
            "series_day": day.isoformat(),
            "series_ordinal": ordinal,
        }
        if ordinal > 1 and (found.gap_least is not None or found.gap_most is not None):
            before = visit_id(action.id, day, ordinal - 1)
            fields |= {"after_visit": before, "gap_least_minutes": found.gap_least, "gap_most_minutes": found.gap_most}
        return {name: value for name, value in fields.items() if value is not None}


GROUPS = {
    "when": ("planned_start", "planned_end", "is_fixed"),
    "window": ("window_start", "window_end", "window_is_hard", "window_reason"),
    "needs": ("people", "skills"),
    "gap": ("after_visit", "gap_least_minutes", "gap_most_minutes"),
    "team": ("team",),
    "status": ("status", "status_reason"),
}
REPEATING = tuple(column.name for column in Action.__table__.columns if column.name.startswith("repeat_"))
"""The fields of an action that make its pattern, and its team."""


def wired(value: Any) -> Any:
    """A column's value as it travels."""
    if isinstance(value, datetime):
        return wall_clock.wire(value)
    return value.isoformat() if isinstance(value, date) else value
