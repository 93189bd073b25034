"""What each kind of the person's record may hold: exactly the fields of sync/policies.toml, each with its real limits."""

from __future__ import annotations

import re
from typing import Any

from marshmallow import ValidationError, validates, validates_schema

from backend.patients import pictures
from backend.patients import words as said
from backend.patients.measures import MEASURES, wrong
from backend.patients.nhs_number import STATUSES as NHS_NUMBER_STATUSES
from backend.patients.nhs_number import is_valid as is_nhs_number
from backend.wire_fields import Choice, Day, Id, Instant, ListOf, Number, Text, WireSchema, YesNo

# The shape of BS 7666: area and district, space, sector and unit. GIR 0AA left its bank long ago. (MOD addresses, BF1, fit as well.)
_POSTCODE = re.compile(r"[A-Z]{1,2}[0-9][A-Z0-9]? [0-9][ABD-HJLNP-UW-Z]{2}")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_PHONE = re.compile(r"\+?[0-9][0-9 ()/-]{2,30}( ext [0-9]{1,6})?")


class PatientSchema(WireSchema):
    """A person. A number is not required (CLINICAL B.1a): no work in a home waits for a trace."""

    given_name = Text(100)
    family_name = Text(100, required=True, allow_none=False)
    known_as = Text(100)
    born_on = Day(past=True)
    nhs_number = Text(10)
    nhs_number_status = Choice(NHS_NUMBER_STATUSES)
    address_line = Text(300)
    postcode = Text(8)
    latitude = Number(-90, 90)
    longitude = Number(-180, 180)
    access_note = Text(1000, lines=True)
    phone = Text(40)
    gender = Choice(said.GENDERS)
    ethnicity = Choice(tuple(said.ETHNICITIES.values()))
    languages = ListOf(Text(60))
    interpreter_needed = YesNo()
    interpreter_language = Text(60)
    practice = Id()
    lead_professional = Id()
    lead_ground = Choice(said.LEAD_GROUNDS)
    lead_reason = Text(500)
    care_coordinator = Id()
    risk_band = Choice(said.RISK_BANDS)
    risk_on = Day(past=True)
    risk_source = Text(200)
    client_group = Choice(said.CLIENT_GROUPS)
    lives_with = Text(300)
    spo2_scale = Number(1, 2, whole=True)
    spo2_scale_reason = Text(500)
    known_faces = ListOf(Id())
    never_by = ListOf(Id())
    wish_gender = Choice(said.GENDERS)
    wish_language = Text(60)
    away_from = Day()
    away_until = Day()
    away_why = Choice(said.AWAY)
    tags = ListOf(Text(60))
    local_ids = ListOf(Text(200))
    status = Choice(said.PATIENT_STATUSES)
    status_reason = Text(1000, lines=True)
    status_on = Day(past=True)

    @validates("nhs_number")
    def _is_a_number(self, value: str | None, **_: Any) -> None:
        if value is not None and not is_nhs_number(value):
            raise ValidationError("This is no NHS number: ten digits without spaces, and the last one must fit the others. Check it with the person.")

    @validates("postcode")
    def _is_a_postcode(self, value: str | None, **_: Any) -> None:
        if value is not None and not _POSTCODE.fullmatch(value):
            raise ValidationError("This is no postcode. Write it like E1 4LS.")

    @validates("phone")
    def _can_be_rung(self, value: str | None, **_: Any) -> None:
        refuse_what_cannot_be_rung(value)

    @validates_schema
    def _scale_2_has_its_reason(self, data: dict[str, Any], **_: Any) -> None:
        if data.get("spo2_scale") == 2 and not data.get("spo2_scale_reason"):
            raise ValidationError("Say who decided on scale 2, and why.", "spo2_scale_reason")

    @validates_schema
    def _says_why_not_by_the_rule(self, data: dict[str, Any], **_: Any) -> None:
        if data.get("lead_ground") == "other" and not data.get("lead_reason"):
            raise ValidationError("Say why somebody else than by the rule answers for the person.", "lead_reason")

    @validates_schema
    def _away_since_when(self, data: dict[str, Any], **_: Any) -> None:
        first, last = data.get("away_from"), data.get("away_until")
        if first is None and (last is not None or data.get("away_why") is not None):
            raise ValidationError("Say from which day.", "away_from")
        if first is not None and last is not None and last < first:
            raise ValidationError("They are back after they went.", "away_until")

    @validates_schema
    def _both_coordinates_or_none(self, data: dict[str, Any], **_: Any) -> None:
        if (data.get("latitude") is None) != (data.get("longitude") is None):
            raise ValidationError("Latitude and longitude go together.", "latitude")


def refuse_what_cannot_be_rung(value: str | None) -> None:
    """A phone number as people write it: digits, spaces, brackets, hyphens, an extension."""
    if value is not None and not _PHONE.fullmatch(value):
        raise ValidationError("This is no phone number.")


class AlertSchema(WireSchema):
    category = Choice(said.ALERT_CATEGORIES, required=True, allow_none=False)
    title = Text(120, required=True, allow_none=False)
    detail = Text(2000, lines=True)
    severity = Choice(said.SEVERITIES)
    status = Choice(said.STANDING)
    status_reason = Text(1000, lines=True)


class DoorCodeSchema(WireSchema):
    code = Text(40, required=True, allow_none=False)
    where = Text(300)
    status = Choice(said.STANDING)
    status_reason = Text(1000, lines=True)


class DisclosureSchema(WireSchema):
    """That a code was shown: `record` is the door code, `staff` who saw it."""

    what = Choice(said.DISCLOSURES, required=True, allow_none=False)
    record = Id(required=True, allow_none=False)
    staff = Id(required=True, allow_none=False)
    shown_at = Instant(required=True, allow_none=False, past=True)


class ContactSchema(WireSchema):
    name = Text(200, required=True, allow_none=False)
    relation = Text(100)
    phone = Text(40)
    is_carer = YesNo()
    is_next_of_kin = YesNo()
    is_key_holder = YesNo()
    note = Text(2000, lines=True)
    status = Choice(said.STANDING)
    status_reason = Text(1000, lines=True)

    @validates("phone")
    def _can_be_rung(self, value: str | None, **_: Any) -> None:
        refuse_what_cannot_be_rung(value)


class ConditionSchema(WireSchema):
    name = Text(300, required=True, allow_none=False)
    code = Text(40)
    code_system = Text(200)
    onset_on = Day(past=True)
    status = Choice(said.CONDITION_STATUSES)
    status_reason = Text(1000, lines=True)

    @validates_schema
    def _a_code_says_whose(self, data: dict[str, Any], **_: Any) -> None:
        if data.get("code") and not data.get("code_system"):
            raise ValidationError("A code needs its system.", "code_system")


class MedicineSchema(WireSchema):
    """`dose` is text on purpose: "1 to 2", "half"."""

    name = Text(300, required=True, allow_none=False)
    dose = Text(100)
    unit = Text(60)
    frequency = Text(200)
    route = Text(60)
    instructions = Text(2000, lines=True)
    status = Choice(said.MEDICINE_STATUSES)
    status_reason = Text(1000, lines=True)


class AboutMeSchema(WireSchema):
    """`told_in` is a language, `told_to` the member of staff."""

    words = Text(10_000, lines=True)
    told_in = Text(60)
    told_to = Id()


class ObservationSchema(WireSchema):
    """One measurement. `taken_together` ties those of one set of NEWS2; `confirmed`: asked "Really?", its author said that it is so."""

    type = Choice(tuple(MEASURES), required=True, allow_none=False)
    value = Number(-1e12, 1e12)
    value2 = Number(-1e12, 1e12)
    value3 = Number(-1e12, 1e12)
    unit = Choice(("", *dict.fromkeys(measure.unit for measure in MEASURES.values() if measure.unit)))
    how = Text(200)
    measured_at = Instant(required=True, allow_none=False, past=True)
    staff = Id()
    visit = Id()
    taken_together = Id()
    source = Text(200)
    confirmed = YesNo()
    status = Choice(said.EVENT_STATUSES)
    status_reason = Text(1000, lines=True)

    @validates_schema
    def _is_possible(self, data: dict[str, Any], **_: Any) -> None:
        measure = MEASURES.get(data.get("type", ""))
        values = tuple(data.get(name) for name in ("value", "value2", "value3"))
        if measure is not None and (found := wrong(measure, values, data.get("unit"), data.get("how"))):
            raise ValidationError(found)


class NoteSchema(WireSchema):
    category = Choice(said.NOTE_CATEGORIES)
    visit = Id()
    written_at = Instant(required=True, allow_none=False, past=True)
    staff = Id()
    source = Text(200)
    words = Text(lines=True, required=True, allow_none=False)
    status = Choice(said.EVENT_STATUSES)
    status_reason = Text(1000, lines=True)


class AttachmentSchema(WireSchema):
    """A picture: what is known of it. Its content comes after it and is held to `sha256`, `bytes`, `width` and `height`.

    `record` is what it belongs to: a measurement, a note, the care plan that was signed.
    """

    what = Choice(said.PICTURES, required=True, allow_none=False)
    site = Text(120)
    taken_at = Instant(required=True, allow_none=False, past=True)
    staff = Id(required=True, allow_none=False)
    visit = Id()
    record = Id()
    media_type = Choice(tuple(pictures.FORMATS), required=True, allow_none=False)
    sha256 = Text(64, required=True, allow_none=False)
    bytes = Number(1, pictures.LARGEST, whole=True, required=True, allow_none=False)
    width = Number(1, pictures.LONGEST, whole=True, required=True, allow_none=False)
    height = Number(1, pictures.LONGEST, whole=True, required=True, allow_none=False)
    words = Text(2000, lines=True)
    status = Choice(said.EVENT_STATUSES)
    status_reason = Text(1000, lines=True)

    @validates("sha256")
    def _is_a_sum(self, value: str | None, **_: Any) -> None:
        if value is not None and not _SHA256.fullmatch(value):
            raise ValidationError("A SHA-256: 64 hexadecimal digits in lower case.")


class ReadMarkSchema(WireSchema):
    """Until when one has looked at a patient's record: `about` is the patient, `looked_rev` the bundle's `rev` that was on the screen.

    Or at a day of one's own: `about` is the day's id, `seen` its visits as they were then, each as "id start", and `seen_with` who else
    was asked to them, each as "id staff".
    """

    about = Id(required=True, allow_none=False)
    looked_at = Instant(required=True, allow_none=False, past=True)
    looked_rev = Number(0, 2**53 - 1, whole=True)
    seen = ListOf(Text(64))
    seen_with = ListOf(Text(80))
