"""What of the day travels, and until when. Writing a visit makes the grants of those who are asked, in the same transaction (R9)."""

from __future__ import annotations

from backend.grants.services import grant_visit
from backend.record.registry import Synced
from backend.visits import models, schemas, windows

KINDS: tuple[Synced, ...] = (
    Synced("visit", models.Visit, schemas.VisitSchema, window=windows.visit, after_write=grant_visit),
    Synced("attendance", models.Attendance, schemas.AttendanceSchema, window=windows.attendance),
    Synced("done", models.Done, schemas.DoneSchema, window=windows.done),
    Synced("my_day", models.MyDay, schemas.MyDaySchema, window=windows.my_day),
)
