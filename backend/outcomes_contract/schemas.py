"""What the contract's pages ask and are answered. Money travels as whole pence, per cents and values as text with at most two decimals."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, get_args

from marshmallow import Schema, fields, post_load, validate

from backend.outcomes_contract import terms
from backend.outcomes_contract.queries import Standing
from backend.wire_fields import Day, Text

FORM = r"^[0-9]{1,7}(\.[0-9]{1,2})?$"


class Hundredths(fields.String):
    """A number of at least nothing with at most two decimals, as text: no float stands between what was typed and what is counted."""

    def __init__(self, **kwargs: Any) -> None:
        wrong = validate.Regexp(FORM, error="A number of at least 0 with at most two decimals, such as 62.5.")
        super().__init__(required=True, validate=wrong, **kwargs)

    def _serialize(self, value: Any, attr: str | None, obj: Any, **kwargs: Any) -> str | None:
        return None if value is None else terms.plain(Decimal(value))


class Pence(fields.Integer):
    """Whole pence, never below nothing."""

    def __init__(self, most: int = terms.MOST_PENCE) -> None:
        error = f"Money here is whole pence, from £0 to £{most // 100:,}."
        super().__init__(required=True, strict=True, validate=validate.Range(0, most, error=error))


def _count(least: int, most: int) -> fields.Integer:
    return fields.Integer(required=True, strict=True, validate=validate.Range(least, most))


def _pence() -> fields.Integer:
    return fields.Integer(required=True)


def _text(**more: Any) -> fields.String:
    return fields.String(required=True, **more)


class ContractTermSchema(Schema):
    """One measure: its weight in per cent of what is at stake, and from where to where it earns, in its own unit."""

    measure = _text(validate=validate.Length(1, 60))
    weight = Hundredths()
    baseline = Hundredths()
    target = Hundredths()


class ContractSegmentSchema(Schema):
    """One segment of the population, on paper."""

    name = Text(80, required=True, allow_none=False)
    people = _count(0, 5_000_000)
    person_pence = Pence(10_000_000)
    cost_pence = Pence()


class ContractTermsSchema(Schema):
    """What a contract says."""

    name = Text(120, required=True, allow_none=False)
    starts_on = Day(required=True, allow_none=False)
    years = _count(2, terms.MOST_YEARS)
    extension_years = _count(0, terms.MOST_YEARS)
    first_share = Hundredths()
    last_share = Hundredths()
    yearly_pence = Pence()
    measures = fields.List(fields.Nested(ContractTermSchema), required=True, validate=validate.Length(0, terms.MOST_MEASURES))
    segments = fields.List(fields.Nested(ContractSegmentSchema), required=True, validate=validate.Length(0, terms.MOST_SEGMENTS))


class ContractRevisionSchema(ContractTermsSchema):
    """A contract as it shall be. `seen`: the version that was before the eyes (0: none); `why`: for those who read later that it was changed."""

    seen = _count(0, 1_000_000)
    why = Text(500, lines=True, required=True, allow_none=False)

    @post_load
    def _as_terms(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        measures = tuple(
            terms.Term(one["measure"], Decimal(one["weight"]), Decimal(one["baseline"]), Decimal(one["target"])) for one in data.pop("measures")
        )
        segments = tuple(terms.Segment(**one) for one in data.pop("segments"))
        seen, why, first, last = (data.pop(name) for name in ("seen", "why", "first_share", "last_share"))
        said = terms.Terms(**data, first_share=Decimal(first), last_share=Decimal(last), measures=measures, segments=segments)
        return {"seen": seen, "why": why, "terms": said}


class ContractVersionSchema(ContractTermsSchema):
    """The contract in force."""

    version = fields.Integer(required=True)


class ContractMeasureSchema(Schema):
    """How a measure is called and its values are read."""

    key = _text()
    name = _text()
    unit = _text()
    direction = _text(validate=validate.OneOf(("up", "down", "none")))


class ContractChoiceSchema(ContractMeasureSchema):
    """A measure that a contract may have. `target`: the reports' own."""

    is_share = fields.Boolean(required=True)
    target = fields.Float(required=True, allow_none=True, metadata={"type": "number"})


class ContractYearSchema(Schema):
    """One year of the contract. `share`: per cent of its value that is at stake."""

    number = fields.Integer(required=True)
    label = _text()
    begins_on = Day(required=True, allow_none=False)
    ends_on = Day(required=True, allow_none=False)
    share = Hundredths()
    at_stake_pence = _pence()
    is_extension = fields.Boolean(required=True)
    when = _text(validate=validate.OneOf(("past", "now", "to-come")))


class ContractLineSchema(ContractMeasureSchema):
    """One measure in a year. `actual`: null where `standing` says why not, and then nothing is earned yet; `month`: of which it is; `attained`: per
    cent of the way from baseline to target."""

    weight = Hundredths()
    baseline = Hundredths()
    target = Hundredths()
    actual = Hundredths(allow_none=True)
    month = _text(allow_none=True)
    standing = _text(validate=validate.OneOf(get_args(Standing)))
    attained = Hundredths(allow_none=True)
    at_stake_pence = _pence()
    earned_pence = _pence()


class ContractResultSchema(Schema):
    """What a year earns: the lines add up to `earned_pence`, and their stakes to the year's. `is_final`: nothing of it will change by time."""

    year = fields.Nested(ContractYearSchema, required=True)
    lines = fields.List(fields.Nested(ContractLineSchema), required=True)
    earned_pence = _pence()
    is_final = fields.Boolean(required=True)


class ContractPaperSchema(Schema):
    """Capitation on paper: what would be paid, what was spent, what would be gained (below nothing: lost)."""

    people = fields.Integer(required=True)
    paid_pence = _pence()
    cost_pence = _pence()
    gain_pence = _pence()


class ContractPaperSegmentSchema(ContractPaperSchema):
    """One segment of it."""

    name = _text()
    person_pence = _pence()


class ContractCapitationSchema(Schema):
    """All segments, which add up to the total."""

    segments = fields.List(fields.Nested(ContractPaperSegmentSchema), required=True)
    total = fields.Nested(ContractPaperSchema, required=True)


class ContractChangeSchema(Schema):
    """One thing that was changed, in words; null: it was not there, or was taken out."""

    what = _text()
    old = _text(allow_none=True)
    new = _text(allow_none=True)


class ContractRevisedSchema(Schema):
    """Who changed what, when and why."""

    version = fields.Integer(required=True)
    at = _text(metadata={"format": "date-time"})
    who = _text()
    why = _text()
    changes = fields.List(fields.Nested(ContractChangeSchema), required=True)


class ContractPageSchema(Schema):
    """The contract of the place; where there is none, `contract` is null and what follows of it is not there."""

    now = _text(metadata={"format": "date-time"})
    choosable = fields.List(fields.Nested(ContractChoiceSchema), required=True)
    contract = fields.Nested(ContractVersionSchema, required=True, allow_none=True)
    schedule = fields.List(fields.Nested(ContractYearSchema))
    result = fields.Nested(ContractResultSchema)
    capitation = fields.Nested(ContractCapitationSchema)
    history = fields.List(fields.Nested(ContractRevisedSchema), required=True)


class ContractYearQuerySchema(Schema):
    """Of which year; without it the one that runs."""

    year = fields.Integer(load_default=None, validate=validate.Range(1, 2 * terms.MOST_YEARS))


class ContractSupposedSchema(Schema):
    """That a measure were at a value."""

    measure = _text(validate=validate.Length(1, 60))
    value = Hundredths()


class ContractScenarioSchema(Schema):
    """What if? Answered, and stored nowhere."""

    year = _count(1, 2 * terms.MOST_YEARS)
    at = fields.List(fields.Nested(ContractSupposedSchema), required=True, validate=validate.Length(1, terms.MOST_MEASURES))

    @post_load
    def _as_values(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        return {"year": data["year"], "at": {one["measure"]: Decimal(one["value"]) for one in data["at"]}}
