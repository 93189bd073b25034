"""M8: what an older app wrote is judged in today's words, what its author saw included."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sync import upgrade
from sync.change import Change, Values

OLD = Change("c", "goal", "r", "b", "p", "a", "2026-11-22T09:00:00.000Z", 1, {"aim": "5"}, {"aim": "10", "target_unit": "m"})


def renamed(old: str, new: str) -> upgrade.Step:
    """A step in which one field of goals got another name."""

    def step(kind: str, fields: Values) -> Values:
        return {new if kind == "goal" and name == old else name: value for name, value in fields.items()}

    return step


@pytest.fixture(autouse=True)
def steps(monkeypatch: pytest.MonkeyPatch) -> None:
    """Schema 2 renamed a field, 3 only added, 4 renamed it once more."""
    monkeypatch.setattr(upgrade, "STEPS", {1: renamed("aim", "goal_aim"), 3: renamed("goal_aim", "target")})


def test_m8_what_was_seen_and_what_was_set_are_translated_alike_step_by_step() -> None:
    now = upgrade.brought_up(OLD, 4)
    assert (now.schema, now.saw, now.set) == (4, {"target": "5"}, {"target": "10", "target_unit": "m"})
    assert replace(now, schema=1, saw=OLD.saw, set=OLD.set) == OLD, "nothing else of it changes, its id least of all"


def test_m8_a_creation_saw_nothing_and_still_has_not() -> None:
    assert upgrade.brought_up(replace(OLD, saw=None), 2).saw is None


def test_m8_only_the_steps_since_its_own_schema_are_taken() -> None:
    assert upgrade.brought_up(replace(OLD, schema=2), 4).set == OLD.set, "an `aim` of schema 2 is another thing"


@pytest.mark.parametrize("schema", [4, 5])
def test_m8_what_is_as_new_or_newer_stays_as_it_is(schema: int) -> None:
    change = replace(OLD, schema=schema)
    assert upgrade.brought_up(change, 4) is change


def test_m8_of_a_settlement_the_value_is_translated_as_the_disputed_kinds() -> None:
    settlement = replace(OLD, kind="conflict", saw={"sides": ["x"]}, set={"value": {"aim": "10"}, "reason": "Agreed."})
    now = upgrade.brought_up(settlement, 4, "goal")
    assert (now.saw, now.set) == ({"sides": ["x"]}, {"value": {"target": "10"}, "reason": "Agreed."})
    assert upgrade.brought_up(settlement, 4, "alert").set == settlement.set
    assert upgrade.brought_up(replace(settlement, set={"value": "no object"}), 4, "goal").set == {"value": "no object"}
