"""What came of a visit, computed from its attendances where it is shown, never edited (R3)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Literal

from backend.visits.words import CALLED_OFF_BY, CALLED_OFF_WHY

State = Literal["planned", "under-way", "took-place", "not-seen", "cancelled", "went-anyway"]

_NOT_SEEN = frozenset({"no-access", "declined", "in-hospital"})


def state(visit: Mapping[str, Any], attendances: Iterable[Mapping[str, Any]]) -> State:
    """One word for a visit. Presence beats plan: somebody who went to a cancelled visit went (`went-anyway`), and lead and carer are told.

    Of a double-up: under way while one is still there; it took place if it did for one; not seen only if for nobody.
    """
    went = [attendance for attendance in attendances if _says_something(attendance)]
    if visit.get("status") in ("cancelled", "entered-in-error"):
        return "went-anyway" if went else "cancelled"
    if not went:
        return "planned"
    if any(attendance.get("arrived_at") and not attendance.get("left_at") and not attendance.get("outcome") for attendance in went):
        return "under-way"
    if all((attendance.get("outcome") or "") in _NOT_SEEN for attendance in went):
        return "not-seen"
    return "took-place"


def _says_something(attendance: Mapping[str, Any]) -> bool:
    return any(attendance.get(name) for name in ("arrived_at", "left_at", "outcome"))


def called_off(by: str, why: str, words: str | None = None) -> str:
    """Why a visit is cancelled, in a sentence: ("family", "unwell") → "Called off by their family or carer: unwell." """
    return f"Called off by {CALLED_OFF_BY[by]}: {CALLED_OFF_WHY[why]}." + (f" {words}" if words else "")


def recorded_twice(done: Iterable[Mapping[str, Any]]) -> set[tuple[str, str, int]]:
    """The occurrences (visit, action, ordinal) that more than one standing `done` names: shown at the top of both tablets (R3)."""
    seen: set[tuple[str, str, int]] = set()
    twice: set[tuple[str, str, int]] = set()
    for event in done:
        if event.get("status") == "entered-in-error" or not event.get("visit") or not event.get("action"):
            continue
        occurrence = (event["visit"], event["action"], event.get("ordinal") or 1)
        (twice if occurrence in seen else seen).add(occurrence)
    return twice
