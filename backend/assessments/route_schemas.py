"""What the addresses of forms and responses take and give."""

from __future__ import annotations

from datetime import date
from typing import Any

from marshmallow import Schema, ValidationError, fields, validate

from backend.wire_fields import Id, Text


class FormUploadSchema(Schema):
    """A FHIR R4 Questionnaire."""

    definition = fields.Raw(required=True, metadata={"description": "A FHIR R4 Questionnaire; of anything else it is said what is wrong"})


class FormReasonSchema(Schema):
    reason = Text(1000, lines=True, required=True, allow_none=False)


class FormProblemSchema(Schema):
    item = fields.String(metadata={"description": "The linkId; empty for the form itself"})
    called = fields.String(metadata={"description": "The item as a person finds it"})
    words = fields.String()
    grave = fields.Boolean(metadata={"description": "It is not taken with this"})


class FormItemSchema(Schema):
    """An item as it would be asked. `level`: 0 for a section."""

    item = fields.String()
    level = fields.Integer()
    type = fields.String()
    text = fields.String()
    options = fields.List(fields.String())
    is_computed = fields.Boolean()
    has_condition = fields.Boolean()


class FormPreviewSchema(Schema):
    now = fields.String()
    taken = fields.Boolean(metadata={"description": "Whether it could be kept as a draft"})
    problems = fields.List(fields.Nested(FormProblemSchema))
    items = fields.List(fields.Nested(FormItemSchema))


class FormUploadedSchema(Schema):
    now = fields.String()
    id = fields.String(metadata={"format": "uuid"})
    problems = fields.List(fields.Nested(FormProblemSchema))


class FormSchema(Schema):
    id = fields.String(metadata={"format": "uuid"})
    url = fields.String()
    version = fields.String()
    title = fields.String()
    status = fields.String()
    published_at = fields.String(allow_none=True)
    begun = fields.Integer(allow_none=True, metadata={"description": "Assessments begun in it; null: not for the reader, or fewer than 5"})
    being_filled = fields.Integer(
        allow_none=True, metadata={"description": "Of these, still being filled; null also where it or the rest is below 5"}
    )


class FormsSchema(Schema):
    now = fields.String()
    forms = fields.List(fields.Nested(FormSchema))


class FormDoneSchema(Schema):
    now = fields.String()


class AssessmentResponseSchema(Schema):
    """A FHIR R4 QuestionnaireResponse."""

    class Meta:
        unknown = "include"

    resourceType = fields.String()
    questionnaire = fields.String()
    status = fields.String()
    item = fields.List(fields.Raw())


class MonthField(fields.Field[date]):
    """`2026-10`; its first day."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(metadata={"type": "string", "pattern": r"^20\d{2}-(0[1-9]|1[0-2])$"}, **kwargs)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> date:
        try:
            if isinstance(value, str) and len(value) == len("2026-10"):
                return date.fromisoformat(f"{value}-01")
        except ValueError:
            pass
        raise ValidationError("A month as 2026-10.")


class MeasuredSchema(Schema):
    """How long one part of one assessment took to fill on one tablet, and how many taps. Nobody is named by it."""

    id = Id(required=True, allow_none=False, metadata={"description": "Chance, made when the part was begun: sent again, it takes its own place"})
    questionnaire = fields.String(required=True, validate=validate.Length(1, 300), metadata={"description": "The form's url"})
    version = fields.String(required=True, validate=validate.Length(1, 100))
    section = fields.String(required=True, validate=validate.Length(0, 255), metadata={"description": "The part's linkId; empty: beside all parts"})
    month = MonthField(required=True)
    seconds = fields.Integer(required=True, strict=True, validate=validate.Range(0, 86_400))
    taps = fields.Integer(required=True, strict=True, validate=validate.Range(0, 100_000))


class MeasuresSchema(Schema):
    measured = fields.List(fields.Nested(MeasuredSchema), required=True, validate=validate.Length(1, 100))


class MeasuresTakenSchema(Schema):
    now = fields.String(required=True, metadata={"format": "date-time"})
    taken = fields.Integer(required=True, metadata={"description": "The others have no place here, and will have none: they need not be sent again"})


class PartFilledSchema(Schema):
    """One part as a team fills it; of one filling, in seconds and taps. Null where it was filled too few times to tell."""

    section = fields.String(required=True)
    filled = fields.Integer(required=True)
    seconds_median = fields.Float(required=True, allow_none=True)
    seconds_mean = fields.Float(required=True, allow_none=True)
    taps_median = fields.Float(required=True, allow_none=True)
    taps_mean = fields.Float(required=True, allow_none=True)


class TeamFillingSchema(Schema):
    id = fields.String(required=True, metadata={"format": "uuid"})
    name = fields.String(required=True)
    parts = fields.List(fields.Nested(PartFilledSchema), required=True)


class FillingSchema(Schema):
    now = fields.String(required=True, metadata={"format": "date-time"})
    months = fields.Integer(required=True, metadata={"description": "So far back"})
    fewest = fields.Integer(required=True, metadata={"description": "A part that was filled less often has no numbers"})
    teams = fields.List(fields.Nested(TeamFillingSchema), required=True)


class MarkedPatientSchema(Schema):
    id = fields.String(required=True, metadata={"format": "uuid"})
    name = fields.String(required=True)


class MarkedSignatureSchema(Schema):
    """A signature over something else than the server finds, or with something needed open."""

    assessment = fields.String(required=True, metadata={"format": "uuid"})
    patient = fields.Nested(MarkedPatientSchema, required=True)
    form = fields.String(required=True)
    signed_by = fields.String(required=True)
    signed_at = fields.String(required=True, allow_none=True, metadata={"format": "date-time"})


class MarkedSignaturesSchema(Schema):
    now = fields.String(required=True, metadata={"format": "date-time"})
    marked = fields.List(fields.Nested(MarkedSignatureSchema), required=True)
