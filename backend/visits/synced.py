"""What of the day travels, and until when. That a written visit makes grants (R9) is hung on it by `grants.from_records`."""

from __future__ import annotations

from backend.record.registry import Synced
from backend.visits import models, schemas, windows

KINDS: tuple[Synced, ...] = (
    Synced("visit", models.Visit, schemas.VisitSchema, window=windows.visit),
    Synced("attendance", models.Attendance, schemas.AttendanceSchema, window=windows.attendance),
    Synced("done", models.Done, schemas.DoneSchema, window=windows.done),
    Synced("my_day", models.MyDay, schemas.MyDaySchema, window=windows.my_day),
)
