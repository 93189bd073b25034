"""What the schemas of the board are made of: fields that are always there."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, fields


def an_id(**more: object) -> fields.String:
    return fields.String(required=True, metadata={"format": "uuid"}, **more)  # type: ignore[arg-type]


def a_time(**more: object) -> fields.String:
    return fields.String(required=True, metadata={"format": "date-time"}, **more)  # type: ignore[arg-type]


def a_day(**more: object) -> fields.String:
    return fields.String(required=True, metadata={"format": "date"}, **more)  # type: ignore[arg-type]


def text(**more: object) -> fields.String:
    return fields.String(required=True, **more)  # type: ignore[arg-type]


def number() -> fields.Float:
    return fields.Float(required=True)


def whole() -> fields.Integer:
    return fields.Integer(required=True)


def yes() -> fields.Boolean:
    return fields.Boolean(required=True)


def one(schema: type[Schema], **more: object) -> fields.Nested:
    return fields.Nested(schema, required=True, **more)  # type: ignore[arg-type]


def a_list(entry: fields.Field[Any]) -> fields.List[Any]:
    return fields.List(entry, required=True)


def some_ids() -> fields.List[Any]:
    return a_list(an_id())
