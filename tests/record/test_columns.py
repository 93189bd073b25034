"""The columns of many rows as binary arrays (backend/record/columns.py): what PostgreSQL reads is what was given."""

from __future__ import annotations

import random
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import text

from backend.database import Acting
from backend.record.columns import Bytes, Column, Ids, Texts, Wholes, YesNo, columns
from backend.transaction import transaction
from tests.record.conftest import Desk, Look, endings, new_id
from tests.statements import overheard

SOME_ID = "0193e0c4-0000-7000-8000-0123456789ab"


@pytest.mark.parametrize(
    ("kind", "type_", "values"),
    [
        (Ids, "uuid", [SOME_ID, None, SOME_ID]),
        (Texts, "text", ["", None, 'Zoë "said" {a,b} \\ NULL\n\t\u2028😀', "null", "x" * 70_000]),
        (Wholes, "integer", [0, -1, 2**31 - 1, None, -(2**31)]),
        (YesNo, "boolean", [True, False, None]),
        (Bytes, "bytea", [b"", bytes(range(256)), None, memoryview(b"seen")]),
    ],
)
def test_postgresql_reads_what_was_given(app_context: Flask, kind: type[Column], type_: str, values: list[Any]) -> None:
    with transaction(Acting(role="engine")) as session:
        type_of, found = session.execute(text("SELECT pg_typeof(:given)::text, :given"), {"given": kind(values)}).one()
        none = session.execute(text("SELECT count(*) FROM unnest(:given)"), {"given": kind([])}).scalar()
    assert type_of == f"{type_}[]"
    assert [value if value is None or type_ != "uuid" else str(value) for value in found] == values
    assert none == 0


def test_rows_become_a_column_each_and_come_back_as_rows(app_context: Flask) -> None:
    rows = [(SOME_ID, None, 3), (new_id(), "b", None)]
    with transaction(Acting(role="engine")) as session:
        given = columns(rows, {"id": Ids, "words": Texts, "many": Wholes})
        found = session.execute(text("SELECT a::text, b, c FROM unnest(:id, :words, :many) WITH ORDINALITY AS new (a, b, c, n) ORDER BY n"), given)
        assert [tuple(row) for row in found] == rows


@pytest.mark.parametrize(("kind", "wrong"), [(Ids, "no id"), (Ids, 7), (Texts, 7), (Wholes, "7"), (Wholes, 2**31), (Texts, "\ud800")])
def test_what_is_no_value_of_its_type_is_told_before_anything_is_sent(kind: type[Column], wrong: Any) -> None:
    with pytest.raises(Exception) as raised:  # noqa: PT011 (which one differs by type; that it is raised here is the point)
        kind([wrong])
    assert raised.type.__module__ in ("builtins", "struct")


def test_r6_many_changes_of_a_bundle_say_no_more_to_postgresql_than_two(nurse: Desk, patient: str) -> None:
    def said(changes: int) -> list[str]:
        heard: list[str] = []
        goals = [nurse.goal(patient, f"Walk to the shop, number {n}.") for n in range(changes)]
        with overheard(lambda statement, _: heard.append(statement)):
            result = nurse.write(*goals)
        assert len(result.endings) == changes
        return heard

    assert said(150) == said(2)


def test_a_change_of_three_kilobytes_stands_in_the_journals_own_pages(nurse: Desk, patient: str, look: Look) -> None:
    beside = "SELECT pg_relation_size(reltoastrelid) FROM pg_class WHERE oid = 'journal'::regclass"
    before = look.one(beside)
    words = random.Random(7).randbytes(600).hex()  # nothing that could be compressed into less than PostgreSQL's own 2 KB
    notes = [{"written_at": "2026-11-02T09:00:00.000Z", "words": f"{n} {words}"} for n in range(20)]
    result = nurse.write(*(nurse.change("note", new_id(), patient, note) for note in notes))
    assert endings(result) == ["Applied"] * 20
    sizes = look.rows("SELECT pg_column_size(journal.*) FROM journal WHERE bundle_id = :patient AND length(content) > 1200", patient=patient)
    assert len(sizes) == 20
    assert all(2_100 < size < 4_080 for (size,) in sizes)
    assert look.one(beside) == before
