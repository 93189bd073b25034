"""What a judgement of risk may hold; what the pages of population take and give."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, ValidationError, fields, validates_schema

from backend.patients.words import LEAD_GROUNDS, RISK_BANDS
from backend.wire_fields import Choice, Day, Id, Text, WireSchema


class RiskJudgementSchema(WireSchema):
    """`judged_by` judges that the band is `band`, and not `instead_of`, which they saw. Without `band` the judgement was taken back, for what `why`
    says."""

    band = Choice(RISK_BANDS)
    instead_of = Choice(RISK_BANDS)
    judged_on = Day(past=True, required=True, allow_none=False)
    judged_by = Id(required=True, allow_none=False)
    why = Text(1000, lines=True, required=True, allow_none=False)


class AtRiskPersonSchema(Schema):
    """Somebody at risk who lacks something. `since`: of the band; `agreed_on`: when the plan was agreed last."""

    patient = fields.UUID(required=True)
    name = fields.String(required=True)
    born_on = fields.Date(required=True, allow_none=True)
    band = fields.String(required=True)
    since = fields.Date(required=True, allow_none=True)
    is_judged = fields.Boolean(required=True)
    lead = fields.UUID(required=True, allow_none=True)
    coordinator = fields.UUID(required=True, allow_none=True)
    agreed_on = fields.Date(required=True, allow_none=True)
    lacks = fields.List(fields.String(), required=True)


class AtRiskPageSchema(Schema):
    """`at_risk`: how many of those whose records one may read are at high or very high risk; `people`: those who lack something; `left`: how many
    more there are than are told."""

    at_risk = fields.Integer(required=True)
    counts = fields.Dict(keys=fields.String(), values=fields.Integer(), required=True)
    people = fields.List(fields.Nested(AtRiskPersonSchema), required=True)
    left = fields.Integer(required=True)


class RiskRunSchema(Schema):
    """One practice's run."""

    id = fields.UUID(required=True)
    practice = fields.String(required=True)
    run_on = fields.Date(required=True)
    model = fields.String(required=True)
    version = fields.String(required=True)
    source = fields.String(required=True)
    by_rank = fields.Boolean(required=True)
    people = fields.Integer(required=True)
    very_high = fields.Integer(required=True)
    high = fields.Integer(required=True)
    moderate = fields.Integer(required=True)
    imported_at = fields.DateTime(required=True)
    is_done = fields.Boolean(required=True)


class RiskRunsSchema(Schema):
    """The newest first, at most 200."""

    runs = fields.List(fields.Nested(RiskRunSchema), required=True)


class BandsFileSchema(Schema):
    """A small file of bands, as text, and where it is from."""

    source = Text(100, required=True, allow_none=False)
    file = fields.String(required=True)

    @validates_schema
    def _is_small(self, data: dict[str, Any], **_: Any) -> None:
        if len(data.get("file", "")) > 200_000:
            raise ValidationError("A file over the web has at most 1,000 lines. Larger ones: ops/alongside import-bands.", "file")


class ImportedSchema(Schema):
    """What became of it."""

    people = fields.Dict(keys=fields.String(), values=fields.Integer(), required=True)
    runs = fields.Integer(required=True)
    written = fields.Integer(required=True)
    refused = fields.List(fields.String(), required=True)


class LeadProposalSchema(Schema):
    """Who should answer for the person, by the rule; `history`: what the last runs said, the newest first."""

    staff = fields.UUID(required=True, allow_none=True)
    ground = fields.String(required=True, allow_none=True, metadata={"enum": [*LEAD_GROUNDS, None]})
    why = fields.String(required=True)
    history = fields.List(fields.Nested(lambda: FoundSchema()), required=True)


class FoundSchema(Schema):
    """What one run said of a person. Runs that found them at low risk are not told."""

    run_on = fields.Date(required=True)
    band = fields.String(required=True)
    score = fields.Float(required=True, allow_none=True)
    source = fields.String(required=True)
