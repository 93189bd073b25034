"""The pattern of an action beside its words: on which days its visits repeat, when, for how long, and what they need."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from backend.demo import skills
from backend.demo.case import Case, Rhythm
from backend.demo.rota import CYCLE

WEEKDAYS = ["mon", "tue", "wed", "thu", "fri"]
NAMES = [*WEEKDAYS, "sat", "sun"]
MORNING, DAY = "08:30-12:00", "09:00-16:00"


def pattern_of(case: Case, rhythm: Rhythm, days: frozenset[int], made_on: date) -> dict[str, Any]:
    """The fields of an action whose visits are on these of the 28 days; none where they follow no pattern. What is not needed every day leaves its
    weekday open, unless its time is written by hand."""
    named = sorted({(made_on + timedelta(days=day)).weekday() for day in days})
    fields: dict[str, Any]
    if len(days) == CYCLE:
        fields = {}
    elif rhythm.start is not None and len(days) == 4 * len(named):
        fields = {"repeat_days": [NAMES[day] for day in named]}
    elif len(days) % 4 == 0 and len(days) // 4 <= 5:
        fields = {"repeat_days": WEEKDAYS, "repeat_per_week": len(days) // 4 if len(days) < 20 else None, "repeat_holidays": "skip"}
    elif len(days) in (1, 2):
        fields = {"repeat_days": WEEKDAYS, "repeat_per_week": 1, "repeat_every_weeks": 4 // len(days), "repeat_holidays": "skip"}
    else:
        return {}
    needs = skills.of_visit(rhythm.care.purpose, [person.profession.title for person in rhythm.staff], rhythm.start or 600, made_on)
    fields |= {
        "repeat_times": [_time(rhythm)],
        "repeat_minutes": rhythm.minutes,
        "repeat_people": needs.get("people"),
        "repeat_skills": needs.get("skills"),
        "repeat_from": made_on + timedelta(days=min(days) - CYCLE),  # so that its weeks are those in which it comes
        "repeat_team": case.team.id,
    }
    if "window_reason" in needs:
        fields |= {"repeat_is_hard": True, "repeat_reason": needs["window_reason"]}
    return {name: value for name, value in fields.items() if value is not None}


def _time(rhythm: Rhythm) -> str:
    """An hour around a time that was written by hand; the times between which it must begin; else the morning of who is washed, or the day."""
    if rhythm.start is not None:
        return f"{_clock(rhythm.start - 30)}-{_clock(rhythm.start + 30)}"
    if rhythm.care.fixed is not None:
        first, last = rhythm.care.fixed
        return f"{_clock(first)}-{_clock(last)}"
    return MORNING if rhythm.care.who == "assistant" else DAY


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02d}:{minutes % 60:02d}"
