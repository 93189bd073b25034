"""Which kinds the record knows, and that each is whole."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from marshmallow import Schema, fields

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
