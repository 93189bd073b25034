"""What the addresses of forms and responses take and give."""

from __future__ import annotations

from marshmallow import Schema, fields

from backend.wire_fields import Text


class FormUploadSchema(Schema):
    """A FHIR R4 Questionnaire."""

    definition = fields.Raw(required=True, metadata={"type": "object", "description": "A FHIR R4 Questionnaire"})


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
    begun = fields.Integer(allow_none=True, metadata={"description": "Assessments begun in it; null: not for the reader"})
    being_filled = fields.Integer(allow_none=True, metadata={"description": "Of these, still being filled"})


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
