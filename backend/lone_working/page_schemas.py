"""What a lead is told of their team. Times are instants in UTC."""

from __future__ import annotations

from marshmallow import Schema, fields, validate

from backend.visits.words import AWAY
from backend.wire_fields import Choice, Id


def _id() -> fields.String:
    return fields.String(required=True, metadata={"format": "uuid"})


def _time() -> fields.String:
    return fields.String(required=True, allow_none=True, metadata={"format": "date-time"})


class TeamQuerySchema(Schema):
    """`stamp`: of the page that one has."""

    stamp = fields.String(load_default=None, validate=validate.Regexp(r"^[0-9a-f]{16}\Z"))


class TeamNamedSchema(Schema):
    id = _id()
    name = fields.String(required=True)


class TeamMarginSchema(Schema):
    """Minutes after somebody should have left until their buddy is told: of the team, where it says its own, and of the place."""

    own = fields.Integer(required=True, allow_none=True)
    place = fields.Integer(required=True)


class TeamBuddySetSchema(Schema):
    """Who is told first when this person is overdue today; nobody named: whoever is nearest then. `id`: of this saying, made where it is said."""

    id = Id(required=True, allow_none=False)
    buddy = Id(required=True)


class TeamVisitSchema(Schema):
    """A visit of today, and where it is."""

    id = _id()
    patient = _id()
    name = fields.String(required=True)
    address = fields.String(required=True)
    planned_start = _time()


class TeamLastSeenSchema(TeamVisitSchema):
    """Where somebody was last by their own record. `due_at`: when they should leave, where they have not."""

    arrived_at = _time()
    left_at = _time()
    is_over = fields.Boolean(required=True)
    due_at = _time()


class TeamBuddySchema(Schema):
    """Who would be told first. `is_chosen`: by the person or a lead; else the nearest now."""

    id = _id()
    is_chosen = fields.Boolean(required=True)


class TeamPersonSchema(Schema):
    """One member of the team. `heard_at`: when their tablet last spoke, which says nothing of how they are."""

    id = _id()
    name = fields.String(required=True)
    profession = fields.String(required=True)
    phone = fields.String(required=True, allow_none=True)
    shift_start = _time()
    shift_end = _time()
    away = Choice(AWAY, required=True)
    ended_at = _time()
    late_minutes = fields.Integer(required=True)
    late_said_at = _time()
    heard_at = _time()
    visits = fields.Integer(required=True)
    visits_left = fields.Integer(required=True)
    last = fields.Nested(TeamLastSeenSchema, required=True, allow_none=True)
    next = fields.Nested(TeamVisitSchema, required=True, allow_none=True)
    late = fields.List(fields.Nested(TeamVisitSchema), required=True)
    buddy = fields.Nested(TeamBuddySchema, required=True, allow_none=True)
    unsigned = fields.Integer(required=True)
    unsigned_since = _time()
    to_settle = fields.Integer(required=True)


class TeamPageSchema(Schema):
    team = fields.Nested(TeamNamedSchema, required=True)
    now = fields.String(required=True, metadata={"format": "date-time"})
    stamp = fields.String(required=True)
    margin = fields.Nested(TeamMarginSchema, required=True)
    people = fields.List(fields.Nested(TeamPersonSchema), required=True)
