"""What signing in takes and answers."""

from __future__ import annotations

import unicodedata

from marshmallow import Schema, ValidationError, fields, validate

from backend.accounts.passwords import MOST
from backend.security import ROLES


def _can_be_written(text: str) -> None:
    """No lone surrogates and no controls: what no keyboard types, UTF-8 cannot write or PostgreSQL will not take."""
    if any(unicodedata.category(sign) in {"Cc", "Cs"} for sign in text):
        raise ValidationError("It holds characters that cannot be typed.")


class SignInSchema(Schema):
    """An email address and a password."""

    email = fields.String(required=True, validate=[validate.Length(min=3, max=254), _can_be_written])
    password = fields.String(required=True, validate=[validate.Length(min=1, max=MOST), _can_be_written])


class MeSchema(Schema):
    """Who is signed in."""

    staff = fields.UUID(required=True)
    name = fields.String(required=True)
    profession = fields.String(required=True)
    organisation = fields.String(required=True)
    team = fields.UUID(required=True, allow_none=True)
    teamName = fields.String(required=True, attribute="team_name")
    role = fields.String(required=True, validate=validate.OneOf(ROLES))
    place = fields.UUID(required=True)


class HoldsSchema(Schema):
    """What this person's tablet will hold."""

    patients = fields.Integer(required=True, metadata={"minimum": 0})
    today = fields.Integer(required=True, metadata={"minimum": 0, "description": "Of these, with a visit today"})


class SessionSchema(Schema):
    """Who is signed in, and what their tablet will hold."""

    now = fields.String(required=True, metadata={"format": "date-time", "description": "The server's time (M7)"})
    me = fields.Nested(MeSchema, required=True)
    holds = fields.Nested(HoldsSchema, required=True)


class SignedOutSchema(Schema):
    """Signed out."""

    now = fields.String(required=True, metadata={"format": "date-time", "description": "The server's time (M7)"})
