"""Every numbered rule of the design is proved by tests that quote its number, and every example of the wire is run on both sides.

A test quotes a rule as `test_m2_…` in Python, as "m2 …" or "… (M2)" in TypeScript. Where the rule is about what the server keeps, one of them must
go through the real read and write paths on PostgreSQL. T3 (hand-in) and T5 (lock-out) come with later issues.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

TESTS = Path(__file__).parent
ROOT = TESTS.parent
THROUGH_POSTGRESQL = ("access", "fhir", "grants", "record", "sync_gateway")
"""Folders whose tests write and read through the record, on a real PostgreSQL."""

ON_THE_SERVER = ("R1", "R2", "R3", "R4", "R5", "R6", "R7", "R8", "R9", "M1", "M2", "M3", "M4", "M5", "M6", "M7", "M8", "M9")
ON_THE_TABLET = ("T1", "T2", "T4", "T6", "M1", "M2", "M3", "M5", "M6", "M7", "M8", "R1", "R3", "R4", "R9")

NAMED = {
    "R7": ["a_writer_between_each_of_a_pulls_statements", "a_pack_is_stored_under_the_rev_of_its_own_snapshot"],
    "R8": ["midnight_brings_in", "29th_day|28th_day", "13th_month", "the_21st_reading"],
    "R9": ["a_limited_grant", "a_widened_grant", "at_the_grants_end", "ended_while_offline", "reassigned_while_arrived", "one_leaves_a_double_up"],
    "R1": ["the_same_about_me_for_the_first_time", "begin_the_same_joint_assessment_offline"],
    "R4": ["read_and_signed_again", "is_an_addendum_proposed_to_its_signer", "in_two_rooms"],
    "R6": ["while_a_day_is_published"],
    "M1": ["though_a_pull_landed_meanwhile", "though a pull lands while the field has focus"],
    "M2": ["unanswered_edit_that_was_conflicted", "once handed to a push a change is frozen"],
    "M3": ["dose_by_one_and_frequency_by_another"],
    "M5": ["two_settle_differently_offline", "a_third_writer_on_the_old_base"],
    "M6": ["update_required_ends_nothing_and_after_the_update_the_same_ids_arrive", "busy_over_http"],
    "M7": ["an_hour_fast", "years_off", "a clock an hour fast", "woke up in 2020"],
    "M8": ["one_version_behind_the_server"],
    "T2": ["survives a kill", "a full disk"],
    "": [
        "cut_between_the_pushs_answer_and_the_pull",
        "a_thousand_seeds",
        "nothing_sent_is_lost_and_nobody_wrongly_believes_to_be_current",
        "each_bad_line_is_refused_by_itself",
        "201_changes_are_one_too_many",
        "a_body_over_its_limits_is_413",
        "no_route_tells_anything_of_a_patient",
    ],
}
"""What the issue names one by one: rule → what the name of a test that quotes it says (a pattern). Without a rule: any test."""


@cache
def python_tests() -> tuple[tuple[str, str], ...]:
    """(folder, name) of each test here, read and not imported."""

    def found() -> Iterator[tuple[str, str]]:
        for file in TESTS.rglob("test_*.py"):
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                    yield file.relative_to(TESTS).parts[0], node.name

    return tuple(found())


@cache
def typescript_tests() -> tuple[str, ...]:
    """The names of the tests of the tablet, with those of the groups that they stand in."""
    names = re.compile(r"""^\s*(?:it|test|describe)\b.*?(["'`])(.+?)\1,""", re.MULTILINE)
    return tuple(name for file in (ROOT / "pwa" / "src").rglob("*.test.ts") for _, name in names.findall(file.read_text(encoding="utf-8")))


def quoting(rule: str) -> list[str]:
    """The names of all tests that quote a rule; of all tests, where it is empty."""
    python = [name for _, name in python_tests() if name.startswith(f"test_{rule.lower()}_" if rule else "test_")]
    return python + [name for name in typescript_tests() if re.search(rf"\b{rule}\b", name, re.IGNORECASE)]


@pytest.mark.parametrize("rule", ON_THE_SERVER)
def test_each_rule_of_the_record_is_proved_on_postgresql(rule: str) -> None:
    assert [name for folder, name in python_tests() if folder in THROUGH_POSTGRESQL and name.startswith(f"test_{rule.lower()}_")]


@pytest.mark.parametrize("rule", ON_THE_TABLET)
def test_each_rule_of_the_tablet_is_proved_on_the_tablet(rule: str) -> None:
    assert [name for name in typescript_tests() if re.search(rf"\b{rule}\b", name, re.IGNORECASE)]


@pytest.mark.parametrize(("rule", "says"), [(rule, says) for rule, named in NAMED.items() for says in named])
def test_each_case_that_was_asked_for_has_a_test_of_that_name(rule: str, says: str) -> None:
    assert [name for name in quoting(rule) if re.search(says, name)]


@pytest.mark.parametrize("example", sorted((ROOT / "sync" / "examples").glob("*.json")), ids=lambda file: file.stem)
def test_each_example_of_the_wire_is_run_on_both_sides(example: Path) -> None:
    python = [file for file in TESTS.rglob("test_*.py") if file != Path(__file__) and example.name in file.read_text(encoding="utf-8")]
    typescript = [file for file in (ROOT / "pwa" / "src").rglob("*.test.ts") if f'example("{example.stem}")' in file.read_text(encoding="utf-8")]
    assert python, "no test in Python runs it"
    assert typescript, "no test in TypeScript runs it"
