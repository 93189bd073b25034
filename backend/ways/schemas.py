"""How long a team's ways and visits take, on the wire."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, ValidationError, fields, validate, validates_schema

from backend.allocation.travel import ASSUMED
from backend.wire_fields import Choice, Number, YesNo

_MEANS = tuple(ASSUMED)


class WayAskedSchema(Schema):
    """What a team assumes of one means: km/h along the street, street ÷ straight line, and minutes that each trip costs."""

    means = Choice(_MEANS, required=True, allow_none=False)
    kmh = Number(1, 100, required=True, allow_none=False)
    detour = Number(1, 3, required=True, allow_none=False)
    fixed_minutes = Number(0, 30, required=True, allow_none=False)


class WaysAskedSchema(Schema):
    """What a team wants its days reckoned with."""

    means = fields.List(fields.Nested(WayAskedSchema), required=True, validate=validate.Length(max=len(_MEANS)))
    uses_factors = YesNo(required=True, allow_none=False)
    uses_took = YesNo(required=True, allow_none=False)

    @validates_schema
    def _each_once(self, data: dict[str, Any], **_: Any) -> None:
        named = [one["means"] for one in data["means"]]
        if len(set(named)) != len(named):
            raise ValidationError("Each means once.", "means")


class WaySchema(WayAskedSchema):
    """One means as it is reckoned with. `factor`: learnt from `of` trips. `assumed`: what it would be if nobody had set it. `said`: why the server of
    streets gave no table, or not all of it."""

    assumed = fields.Nested(WayAskedSchema, required=True)
    factor = fields.Float(required=True)
    of = fields.Integer(required=True)
    enough = fields.Integer(required=True)
    from_streets = fields.Boolean(required=True)
    said = fields.String(required=True, allow_none=True)


class WaysSchema(Schema):
    """What a team's days are reckoned with. `has_streets`: whether a server of streets was set for this installation."""

    means = fields.List(fields.Nested(WaySchema), required=True)
    uses_factors = fields.Boolean(required=True)
    uses_took = fields.Boolean(required=True)
    has_streets = fields.Boolean(required=True)
    by = fields.String(required=True, allow_none=True)
    at = fields.String(required=True, allow_none=True)


class WaysQuerySchema(Schema):
    """For which day's tables of streets."""

    day = fields.Date(load_default=None)
