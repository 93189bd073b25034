"""What of the person travels, and until when."""

from __future__ import annotations

from backend.patients import header, models, schemas, windows
from backend.record.registry import Synced

KINDS: tuple[Synced, ...] = (
    Synced("patient", models.Patient, schemas.PatientSchema),
    Synced("alert", models.Alert, schemas.AlertSchema),
    Synced("door_code", models.DoorCode, schemas.DoorCodeSchema),
    Synced("disclosure", models.Disclosure, schemas.DisclosureSchema, window=windows.disclosure, when=("shown_at",)),
    Synced("contact", models.Contact, schemas.ContactSchema),
    Synced("condition", models.Condition, schemas.ConditionSchema),
    Synced("medicine", models.Medicine, schemas.MedicineSchema),
    Synced("about_me", models.AboutMe, schemas.AboutMeSchema),
    Synced(
        "observation",
        models.Observation,
        schemas.ObservationSchema,
        keep_last=(windows.LAST_MEASUREMENTS, "measured_at", ("type",)),
        when=("measured_at",),
    ),
    Synced("note", models.Note, schemas.NoteSchema, window=windows.note, when=("written_at",)),
    Synced("attachment", models.Attachment, schemas.AttachmentSchema, window=windows.attachment, when=("taken_at",)),
    Synced("read_mark", models.ReadMark, schemas.ReadMarkSchema, window=windows.read_mark),
)

HEADERS = (("patient", header.header, header.KINDS),)
"""(type of bundle, how its header is made, of which kinds), for `record.registry.register_header`."""
