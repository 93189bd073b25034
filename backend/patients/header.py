"""The header of a patient's bundle (PROTOCOL §9): enough for Today and search before the bundle is opened. Made of part `core` only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from backend import wall_clock
from backend.patients.services import display_name
from backend.record import Record

KINDS = frozenset({"patient", "alert", "visit", "attendance", "conflict", "meeting_item"})
"""Whenever one of these is written, the header is made anew."""

PAST_DAYS = 7
"""So many past days of visits stand in a header: what Today lets one look back at. The bundle holds 90 (R8); a header that did too would
be larger than all else that a tablet reads to show a day. Days to come are all in it: the nightly job brings them in, and that is a write."""

MEETING_DAYS = 90
"""So long a meeting stays on a tablet (`meetings.windows`): of an older one there is no list to draw."""

_COPIED = ("given_name", "family_name", "known_as", "born_on", "nhs_number", "address_line", "postcode", "latitude", "longitude")
_GRAVEST_FIRST = {"high": 0, "medium": 1, "low": 2}


def header(records: Mapping[str, Sequence[Record]]) -> dict[str, Any]:
    """Live records of part `core` by kind → the header. The same records on the same day give the same header, whatever their order."""
    patient: Mapping[str, Any] = next((record.fields for record in records.get("patient", ())), {})
    return {
        "name": display_name(patient),
        **{name: patient.get(name) for name in _COPIED},
        "languages": patient.get("languages") or [],
        "interpreter": bool(patient.get("interpreter_needed")),
        "alerts": _alerts(records.get("alert", ())),
        "visits": _visits(records.get("visit", ()), records.get("attendance", ())),
        "meetings": _meetings(records.get("meeting_item", ())),
        "disputes": sum(1 for record in records.get("conflict", ()) if record.fields.get("status") == "open"),
    }


def _alerts(alerts: Sequence[Record]) -> list[dict[str, Any]]:
    active = [alert for alert in alerts if (alert.fields.get("status") or "active") == "active"]
    active.sort(key=lambda alert: (_GRAVEST_FIRST.get(alert.fields.get("severity") or "", 3), alert.id))
    return [{"id": alert.id, **{name: alert.fields.get(name) for name in ("category", "title", "severity")}} for alert in active]


def _meetings(items: Sequence[Record]) -> list[dict[str, Any]]:
    """The meetings that have to do with this person, and how it stands: a list of people is drawn of headers, without opening each record to look."""
    since = (wall_clock.today() - timedelta(days=MEETING_DAYS)).isoformat()
    found = {item.fields.get("meeting") or "": item.fields for item in items if (item.fields.get("held_on") or since) >= since}
    standing = {meeting: fields.get("status") or "listed" for meeting, fields in sorted(found.items()) if meeting}
    return [{"id": meeting, "status": status} for meeting, status in standing.items() if status != "entered-in-error"]


def _visits(visits: Sequence[Record], attendances: Sequence[Record]) -> list[dict[str, Any]]:
    went: dict[str, list[dict[str, Any]]] = {}
    for attendance in sorted(attendances, key=lambda record: record.id):
        shown = {name: attendance.fields.get(name) for name in ("staff", "arrived_at", "left_at", "outcome")}
        went.setdefault(attendance.fields.get("visit") or "", []).append(shown)
    since = wall_clock.wire(wall_clock.midnight(wall_clock.today() - timedelta(days=PAST_DAYS)))
    standing = [visit for visit in visits if visit.fields.get("status") != "entered-in-error" and (visit.fields.get("planned_end") or since) >= since]
    standing.sort(key=lambda visit: (visit.fields.get("planned_start") or "", visit.id))
    return [
        {
            "id": visit.id,
            "planned_start": visit.fields.get("planned_start"),
            "planned_end": visit.fields.get("planned_end"),
            "is_fixed": bool(visit.fields.get("is_fixed")),
            "purpose": visit.fields.get("purpose"),
            "asked": visit.fields.get("asked") or [],
            "actions": visit.fields.get("actions") or [],
            "status": visit.fields.get("status") or "planned",
            "attendances": went.get(visit.id, []),
        }
        for visit in standing
    ]
