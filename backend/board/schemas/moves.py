"""What is asked of a board: moves and their like. Times are instants in UTC; minutes are numbers."""

from __future__ import annotations

from marshmallow import Schema, fields, validate

from backend.patients.words import AWAY as NOT_HOME
from backend.places.skills import SKILL
from backend.visits.needs import MOST_PEOPLE
from backend.visits.words import AWAY, CALLED_OFF_BY, CALLED_OFF_WHY
from backend.wire_fields import Choice, Id, Instant, ListOf, Number, Text, YesNo

MOST_MOVES = 200


class BoardQuerySchema(Schema):
    """`stamp`: that of the board one has; where nothing changed since, the answer is empty."""

    stamp = fields.String(load_default=None, validate=validate.Regexp(r"^[0-9a-f]{24}\Z"))


class MoveSchema(Schema):
    """Where one visit is to go. Without `start` or `is_pinned` it keeps what it has."""

    visit = Id(required=True, allow_none=False)
    version = fields.String(required=True, validate=validate.Length(1, 40), metadata={"description": "That of the visit as it was seen"})
    staff = ListOf(Id(), required=True, allow_none=False, validate=validate.Length(0, MOST_PEOPLE))
    start = Instant(load_default=None)
    is_pinned = YesNo(load_default=None)


class MovesSchema(Schema):
    """One step: all of it is done, or nothing."""

    moves = fields.List(fields.Nested(MoveSchema), required=True, validate=validate.Length(1, MOST_MOVES))


class SplitSchema(Schema):
    """Which visit for two is made two for one, as it was seen."""

    visit = Id(required=True, allow_none=False)
    version = fields.String(required=True, validate=validate.Length(1, 40))


class NotHomeSchema(Schema):
    """Who is not at home, and why. `why` null: they are home again."""

    patient = Id(required=True, allow_none=False)
    why = Choice(NOT_HOME, required=True)


class CallOffSchema(Schema):
    """Which visit is called off, by whom and why. `words`: what else is to be said of it."""

    visit = Id(required=True, allow_none=False)
    by = Choice(tuple(CALLED_OFF_BY), required=True, allow_none=False)
    why = Choice(tuple(CALLED_OFF_WHY), required=True, allow_none=False)
    words = Text(800, lines=True, load_default=None)


class StandsAgainSchema(Schema):
    """Which visit that was called off stands again."""

    visit = Id(required=True, allow_none=False)


class UndoSchema(Schema):
    """Which step is taken back."""

    step = Number(1, 10_000_000, whole=True, required=True, allow_none=False)


class AwaySchema(Schema):
    """Who is away, why, and since when (without it: now). `why` null: they are back."""

    staff = Id(required=True, allow_none=False)
    why = Choice(AWAY, required=True)
    since = Instant(load_default=None)


class NeededSchema(Schema):
    """A skill that everybody who comes must have, at the least at this level."""

    skill = fields.String(required=True, validate=validate.Regexp(rf"^{SKILL}\Z"))
    level = Number(1, 3, whole=True, load_default=1, allow_none=False)


class UrgentSchema(Schema):
    """A visit that must begin within two hours. `id` is made by whoever asks, so that asking twice makes one visit."""

    id = Id(required=True, allow_none=False)
    patient = Id(required=True, allow_none=False)
    purpose = Text(300, required=True, allow_none=False)
    instructions = Text(4000, lines=True, load_default=None)
    minutes = Number(5, 480, whole=True, required=True, allow_none=False)
    people = Number(1, MOST_PEOPLE, whole=True, load_default=1, allow_none=False)
    skills = fields.List(fields.Nested(NeededSchema), load_default=list, validate=validate.Length(0, 10))
