"""What the pages of the reports ask and are answered."""

from __future__ import annotations

from marshmallow import Schema, fields, validate

from backend.feedback.schemas import Month
from backend.reports.services import MOST_MONTHS

LENGTH = 120
NUMBER = {"type": "number"}
"""Beside allow_none: apispec adds the null by itself."""
SORTS = ("place", "locality", "organisation", "team", "area", "network", "practice")


class ReportQuerySchema(Schema):
    """Of what, until which month, over how many, and into what it is told apart."""

    scope = fields.String(
        load_default="place",
        validate=validate.Length(1, LENGTH),
        metadata={"description": "place, or a sort and a key: team:<id>"},
    )
    until = Month(load_default=None)
    months = fields.Integer(load_default=24, validate=validate.Range(1, MOST_MONTHS))
    by = fields.String(load_default=None, validate=validate.OneOf(SORTS[1:]))


def _text(**more: object) -> fields.String:
    return fields.String(required=True, **more)  # type: ignore[arg-type]


def _number() -> fields.Float:
    return fields.Float(required=True, allow_none=True, metadata=NUMBER)


class ReportScopeSchema(Schema):
    """A place or a part of it."""

    scope = _text()
    name = _text()
    sort = _text(validate=validate.OneOf(SORTS))


class ReportPointSchema(Schema):
    """One month's value. `mark`: * few, not shown; † hidden so that another cannot be worked out; ‡ a percentile of fewer than ten people."""

    month = _text()
    value = _number()
    said = _text(allow_none=True)
    n = _number()
    mark = _text()


class ChartPointSchema(Schema):
    """One month on a chart. `why`: the rule by which it is a signal."""

    month = _text()
    label = _text()
    value = _number()
    n = _number()
    mark = _text()
    verdict = _text(allow_none=True, validate=validate.OneOf(("better", "worse", "signal", "usual")))
    why = _text(allow_none=True)


class ChartLimitsSchema(Schema):
    """Control limits (XmR), worked out of the first `months`."""

    mean = fields.Float(required=True)
    lower = fields.Float(required=True)
    upper = fields.Float(required=True)
    months = fields.Integer(required=True)


class ChartSchema(Schema):
    """One chart, as whoever draws it needs it: nothing is left to work out."""

    points = fields.List(fields.Nested(ChartPointSchema), required=True)
    limits = fields.Nested(ChartLimitsSchema, required=True, allow_none=True)
    target = _number()
    low = fields.Float(required=True)
    high = fields.Float(required=True)
    ticks = fields.List(fields.Float(), required=True)
    says = _text()
    verdict = _text(allow_none=True)
    target_says = _text(allow_none=True)


class ReportMeasureSchema(Schema):
    """A measure with its definition, its last value and its chart."""

    key = _text()
    name = _text()
    question = _text()
    group = _text()
    group_name = _text()
    kind = _text()
    direction = _text()
    counts = _text(metadata={"description": "Numerator and denominator in words"})
    population = _text(metadata={"description": "Of whom it tells: registered, resident, or otherwise"})
    source = _text()
    tier = _text()
    of = _text(metadata={"description": "What `n` counts"})
    headline = fields.Boolean(required=True)
    baseline = _number()
    said = _text(allow_none=True)
    n = _number()
    mark = _text()
    decimals = fields.Integer(required=True)
    unit = _text()
    chart = fields.Nested(ChartSchema, required=True)


class ReportColumnSchema(Schema):
    """A column of the table of what lies beneath."""

    key = _text()
    name = _text()


class ReportCellSchema(ReportPointSchema):
    """One measure of one row."""

    key = _text()


class ReportRowSchema(ReportScopeSchema):
    """A scope beneath, or the scope itself (`is_total`)."""

    is_total = fields.Boolean(required=True)
    cells = fields.List(fields.Nested(ReportCellSchema), required=True)


class ReportHeadSchema(Schema):
    """What stands above every page. `made_at`: when the newest month was counted. `is_over`: the last month has ended."""

    now = _text(metadata={"format": "date-time"})
    made_at = _text(allow_none=True, metadata={"format": "date-time"})
    scope = fields.Nested(ReportScopeSchema, required=True)
    above = fields.List(fields.Nested(ReportScopeSchema), required=True)
    beside = fields.List(fields.Nested(ReportScopeSchema), required=True)
    months = fields.List(fields.String(), required=True)
    month = _text()
    is_over = fields.Boolean(required=True)
    uncounted = fields.Integer(required=True, metadata={"description": "How many of these months are still to be counted."})
    first_month = _text(allow_none=True)
    by = _text(allow_none=True)
    ways = fields.List(fields.String(), required=True)
    columns = fields.List(fields.Nested(ReportColumnSchema), required=True)
    rows = fields.List(fields.Nested(ReportRowSchema), required=True)


class ReportOverviewSchema(ReportHeadSchema):
    """Every measure of one scope."""

    measures = fields.List(fields.Nested(ReportMeasureSchema), required=True)


class ReportCountsSchema(Schema):
    """What a month's value is made of."""

    month = _text()
    label = _text()
    numerator = _number()
    denominator = _number()
    mark = _text()


class ReportPartSchema(Schema):
    """One part of a split: a profession, an ending."""

    part = _text()
    points = fields.List(fields.Nested(ReportPointSchema), required=True)


class ReportMeasurePageSchema(ReportHeadSchema):
    """One measure of one scope."""

    measure = fields.Nested(ReportMeasureSchema, required=True)
    counts = fields.List(fields.Nested(ReportCountsSchema), required=True)
    parts = fields.List(fields.Nested(ReportPartSchema), required=True)
