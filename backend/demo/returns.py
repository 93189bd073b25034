"""The demo's code map, and who may make its returns. Its organisations' codes are nobody's; those of lists are the data set's (CLINICAL.md B.5).

No instrument has a code here, as no terminology is shipped, and some professions have none either: so the validation report has something to say.
"""

from __future__ import annotations

from datetime import datetime

from backend.demo.place import Place
from backend.places.services import ENGINE
from backend.returns import services
from backend.transaction import transaction

WHO = "Danuta Lis"
OURS, PAYERS = "DEMO1", "DEMO9"
TREATS = (
    "District nurse", "Community nurse", "Rapid response nurse", "Mental health nurse", "Health care assistant", "Physiotherapist",
    "Occupational therapist", "Rehabilitation therapist", "Reablement worker",
)  # fmt: skip
CODES: tuple[tuple[str, str, str], ...] = (
    *(("organisation", word, OURS) for word in ("provider", "submitter", "patient-ids")),
    ("organisation", "commissioner", PAYERS),
    ("activity", "assessment", "02"),
    *(("activity", who, "03") for who in TREATS),
    *(("activity", who, "04") for who in ("Social worker", "Carers' support worker")),
    ("staff-group", "Occupational therapist", "A06"), ("staff-group", "Physiotherapist", "A08"), ("staff-group", "Dietitian", "A03"),
    ("staff-group", "GP", "M03"), ("staff-group", "District nurse", "N02"), ("staff-group", "Community nurse", "N32"),
    ("staff-group", "Social worker", "C07"), ("staff-group", "Carers' support worker", "C08"), ("staff-group", "Health care assistant", "C12"),
    ("language", "English", "en"), ("language", "Bengali", "bn"), ("language", "Somali", "so"),
)  # fmt: skip


def add(place: Place, now: datetime) -> None:
    """Adds the code map, and names who may make returns, where the place has said nothing of its codes yet."""
    with transaction(ENGINE) as session:
        if not services.has_codes(session, place.id):
            services.set_codes(session, place.id, list(CODES), now)
            services.name_sender(session, place.id, place.person(WHO).id, now)
