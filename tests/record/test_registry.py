"""Which kinds the record knows, and that each is whole."""

from __future__ import annotations

import ast
from typing import Any

import pytest
from flask import Flask
from marshmallow import Schema, fields

from backend.config import PROJECT
from backend.record import registry
from backend.record.registry import Synced, WrongKind
from sync import policy


def test_m4_every_kind_of_the_policies_has_a_table_and_a_schema_with_exactly_its_fields(app: Flask) -> None:
    policies = policy.load()
    assert set(registry.kinds()) == set(policies.kinds)
    for kind in registry.kinds():
        known = registry.known(kind)
        assert known is not None
        ruled = set(policies.kinds[kind].group_of)
        assert set(known.fields) == ruled
        assert ruled <= set(known.columns)
        if kind != "conflict":  # what is sent on a conflict is a settlement, judged by the disputed kind's schema
            assert set(known.synced.schema._declared_fields) == ruled


@pytest.mark.parametrize("lacking", ["schema", "table"])
def test_a_kind_that_lacks_a_field_does_not_register(app: Flask, lacking: str) -> None:
    goal = registry.known("goal")
    assert goal is not None

    class Half(Schema):
        words = fields.String()

    class Table:
        __table__ = registry.known("note").table  # type: ignore[union-attr]

    model: Any = Table if lacking == "table" else goal.synced.model
    with pytest.raises(WrongKind, match="goal"):
        registry.register(Synced("goal", model, Half if lacking == "schema" else goal.synced.schema))
    assert registry.known("goal") is goal


def test_registering_twice_changes_nothing(app: Flask) -> None:
    goal = registry.known("goal")
    assert goal is not None
    registry.register(goal.synced)
    assert registry.known("goal") is goal
    hooks = registry.hooks("visit")
    assert hooks
    registry.after_write("visit", hooks[-1])
    assert registry.hooks("visit") == hooks


def literal_schemas(source: str) -> list[int]:
    """Lines on which a schema is written as a number: as an argument, or in what is sent."""
    found = []
    for node in ast.walk(ast.parse(source)):
        given = [(one.arg, one.value) for one in node.keywords] if isinstance(node, ast.Call) else []
        if isinstance(node, ast.Dict):
            given = [(key.value if isinstance(key, ast.Constant) else None, value) for key, value in zip(node.keys, node.values, strict=True)]
        found += [node.lineno for name, value in given if name == "schema" and isinstance(value, ast.Constant) and isinstance(value.value, int)]
    return found


def test_m8_what_the_server_writes_itself_is_of_the_policies_schema_and_no_module_says_a_number() -> None:
    """A change that says an older schema than its fields is read by that schema's rules, and nobody notices until the rules differ."""
    assert literal_schemas("Change(\n schema=1)\n{'schema': 2}\nfields(schema=schema())") == [1, 3]
    folder = PROJECT / "backend"
    told = {str(path.relative_to(PROJECT)): literal_schemas(path.read_text()) for path in folder.rglob("*.py")}
    assert len(told) > 100
    assert {path: lines for path, lines in told.items() if lines} == {}
