"""What of the day travels, and until when. That a written visit makes grants (R9) is hung on it by `grants.from_records`."""

from __future__ import annotations

from backend.record.registry import Synced
from backend.visits import models, schemas, windows

KINDS: tuple[Synced, ...] = (
    Synced("visit", models.Visit, schemas.VisitSchema, window=windows.visit, when=("planned_start", "planned_end")),
    Synced("attendance", models.Attendance, schemas.AttendanceSchema, window=windows.attendance, when=("left_at", "arrived_at", "leave_by")),
    Synced("done", models.Done, schemas.DoneSchema, window=windows.done, when=("done_at",)),
    Synced("my_day", models.MyDay, schemas.MyDaySchema, window=windows.my_day),
)
