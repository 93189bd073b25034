"""What of a meeting travels: where and when to everyone of the place, who is on its list with a person's core, what is said with the rest."""

from __future__ import annotations

from backend.meetings import models, schemas, services, windows
from backend.record.registry import Synced

KINDS: tuple[Synced, ...] = (
    Synced("meeting", models.Meeting, schemas.MeetingSchema, window=windows.meeting, when=("starts_at",), after_write=services.meetings_written),
    Synced("meeting_item", models.MeetingItem, schemas.MeetingItemSchema, after_write=services.items_written),
    Synced("meeting_talk", models.MeetingTalk, schemas.MeetingTalkSchema),
)
