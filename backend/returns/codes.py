"""From the record's words to the return's codes; and ids short enough for it. What has no code here is none: nothing is guessed.

What every place says alike is translated here. What is a place's own to say (codes of organisations, of instruments, of what its professions do)
stands in its code map (`models.Code`).
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from uuid import UUID

from backend.patients.words import ETHNICITIES
from backend.places.directory import SERVICES, Coded
from backend.referrals import words as referrals

ORGANISATIONS = {
    "provider": "OrgID_Provider",
    "submitter": "OrgID_Submitter",
    "patient-ids": "OrgID_LocalPatientID",
    "commissioner": "OrgID_Commissioner",
}
"""The words of the place's list `organisation` → the column whose form their codes have."""
MAPS = ("organisation", "assessment", "activity", "staff-group", "language", "fft-mode")
"""The lists of a place's code map. assessment: an instrument's key; activity: `assessment`, or the profession of who did something; fft-mode: a mode
by which people answer what the Friends and Family Test asks."""


def _codes(of: Mapping[str, Coded]) -> dict[str, str]:
    return {word: one.code for word, one in of.items()}


WORDS: Mapping[str, Mapping[str, str]] = {
    "gender": {"male": "1", "female": "2", "other": "9"},
    "ethnicity": {word: code for code, word in ETHNICITIES.items()},
    "source": _codes(referrals.SOURCES),
    "referring-staff-group": _codes(referrals.STAFF_GROUPS),
    "priority": _codes(referrals.PRIORITIES),
    "reason": _codes(referrals.REASONS),
    "service": _codes(SERVICES),
    "closure": _codes(referrals.CLOSURES),
    "rejection": _codes(referrals.REJECTIONS),
    "clock": _codes(referrals.CLOCKS),
    # At home nobody is late for their visit: whoever was seen was there (5). Turned away by the person is cancelled by them (2); not there, or in
    # hospital, without a word is 3; that it was not safe to stay is the provider's doing (4).
    "attendance": {
        "completed": "5",
        "part": "5",
        "declined": "2",
        "no-access": "3",
        "in-hospital": "3",
        "not-safe": "4",
        "cancelled-by-person": "2",
        "cancelled-by-family": "2",
        "cancelled-by-service": "4",
    },
    # 01 clinical, 02 not clinical. Whether it was no longer needed for a clinical reason, or what "another reason" is, nobody wrote down: left empty.
    "cancellation": {"unwell": "01", "in-hospital": "01", "elsewhere": "02", "not-wanted": "02", "nobody-to-go": "02", "not-safe": "02"},
    # Who decided for somebody who cannot is not told by a code that we hold: such a row is withheld.
    "agreed": {"with-the-person": "10"},
}


def local_id(id_: str) -> str:
    """An id of ours in 20 letters and digits, always the same: 100 bits of its hash, so that no two meet."""
    return base64.b32encode(hashlib.sha256(UUID(id_).bytes).digest())[:20].decode()
