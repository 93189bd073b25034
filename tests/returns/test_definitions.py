"""The definitions of the tables: whole in themselves, the published ones where those lie beside, strict enough to load a return by."""

from __future__ import annotations

import io
import json
import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import psycopg
import pytest

from backend.returns import codes, definitions, forms
from backend.returns.definitions import Table
from tests.reports.conftest import Book
from tests.returns.conftest import CODES, TOOL, Files, Returned, service

PUBLISHED = Path(os.environ.get("ALONGSIDE_STANDARDS", Path(__file__).parents[3] / "shared" / "standards"))
TYPES = {"date": "date", "time": "time", "datetime": "timestamp"}
SAME = {"date": "an10 CCYY-MM-DD", "time": "an8 HH:MM:SS", "datetime": "an19 YYYY-MM-DDThh:mm:ss", "version": "max n2.max n2", "nhs-number": "n10"}
RETIRED = {"08", "18", "98", "03", "04", "016", "N18", "C05"}


def published(name: str) -> Any:
    file = PUBLISHED / name
    if not file.exists():
        pytest.skip(f"NOT COMPARED with the published standard: {name} is not beside this project")
    return json.loads(file.read_text(encoding="utf-8"))


def test_every_column_has_a_form_a_list_of_codes_and_a_need_that_exist() -> None:
    tables = definitions.tables()
    assert len(tables) == 16
    for table in tables.values():
        names = [column.name for column in table.columns]
        assert len(set(names)) == len(names), table.name
        assert set(table.unique) <= set(names), table.name
        assert (table.empty is None) == (table.statement is not None), table.name
        for parent in table.parents:
            assert set(parent.columns) <= set(names), table.name
            assert {column.name for column in tables[parent.of].columns} >= set(parent.columns), table.name
            assert list(tables).index(parent.of) < list(tables).index(table.name), "parents are made first"
        for column in table.columns:
            assert column.need in definitions.NEEDS
            forms.fits(column.form, "x")
            assert all(forms.fits(column.form, code) or column.form == "an2" for code in column.codes), (table.name, column.name)
            assert column.words is None or column.words in codes.WORDS
            assert column.code_map is None or column.code_map in codes.MAPS


def test_every_code_that_a_word_of_ours_has_is_a_code_of_the_columns_list() -> None:
    for table in definitions.tables().values():
        for column in table.columns:
            if column.words is not None:
                assert set(codes.WORDS[column.words].values()) <= set(column.codes), (table.name, column.name)


def test_columns_order_needs_and_formats_are_the_published_ones() -> None:
    of = published("csds_v1_6.json")["tables"]
    for table in definitions.tables().values():
        fields = of[table.name]["fields"]
        assert [column.name for column in table.columns] == [field["field"] for field in fields], table.name
        for column, field in zip(table.columns, fields, strict=True):
            assert column.need == field["mandation"][0], (table.name, column.name)
            if field["pk"]:
                assert table.unique == (column.name,), table.name
            if field["fk"]:
                of_table, name = field["fk"].split(".")
                assert any(parent.of == of_table and name in parent.columns for parent in table.parents), (table.name, column.name)
            written = SAME.get(column.form, column.form)
            if column.form not in ("postcode", "sctid") and field["format"] and not field["format"].startswith("See ") and column.codes == ():
                assert written == field["format"], (table.name, column.name)


def test_code_lists_are_the_published_ones_without_what_is_retired() -> None:
    of = published("csds_codelists.json")["lists"]
    every = [{one["code"] for one in codes_} for codes_ in of.values()]
    for name, ours in definitions.lists().items():
        assert any(set(ours) <= theirs and theirs - set(ours) <= RETIRED for theirs in every), name


# ------------------------------------------------------------------------------------------------------------------ loading

Loader = Iterator[psycopg.Connection[Any]]


@pytest.fixture
def fresh(postgres: Any) -> Loader:
    """A fresh schema with every table, and its keys, needs and code lists as constraints."""
    with postgres.connect("tests") as connection:
        connection.execute("create schema csds")
        connection.execute("set search_path = csds")
        for table in definitions.tables().values():
            connection.execute(made(table))
        yield connection
        connection.rollback()


def made(table: Table) -> str:
    lines = []
    for column in table.columns:
        checks = [f'check ("{column.name}" in ({", ".join(repr(code) for code in column.codes)}))'] if column.codes else []
        lines.append(" ".join([f'"{column.name}"', TYPES.get(column.form, "text"), "not null" if column.need == "M" else "", *checks]))
    keys = {table.unique} | {parent.columns for other in definitions.tables().values() for parent in other.parents if parent.of == table.name}
    lines += [f"unique ({quoted(key)})" for key in sorted(keys) if key]
    lines += [f"foreign key ({quoted(p.columns)}) references {p.of} ({quoted(p.columns)})" for p in table.parents]
    return f"create table {table.name} ({', '.join(lines)})"


def quoted(names: tuple[str, ...]) -> str:
    return ", ".join(f'"{name}"' for name in names)


def loaded(connection: psycopg.Connection[Any], files: Files, order: list[str]) -> dict[str, int]:
    """COPY of every file, as whoever takes the return in would do it; rows by table."""
    found = {}
    for name in order:
        with connection.cursor() as cursor, cursor.copy(f"copy {name} from stdin (format csv, header match)") as copy:
            copy.write(io.BytesIO(files.texts[f"{name}.csv"].encode()).read())
        found[name[3:6]] = connection.execute(f"select count(*) from {name}").fetchone()[0]  # type: ignore[index]
    return found


@pytest.fixture
def full(book: Book, returned: Returned) -> Files:
    """A month with something in every table that the record can fill, and something withheld in many."""
    service(book)
    nurse = book.place.nurse.id
    for number, name in enumerate(("rose", "george", "ali", "vera")):
        book.patient(name, nhs_number="9992048719" if number else "123", born_on=f"194{number}-02-0{number + 1}", gender="male", ethnicity="Other")
        book.referral(name, f"2026-10-0{number + 1} 09:00", clock="two-days", started=f"2026-10-0{number + 1} 09:00")
        plan = {"agreed_on": "2026-10-02", "agreed_kind": "with-the-person", "status": "active"}
        book.record("care_plan", name, "more", **plan)
        for day in (10, 17):
            visit = book.visit(name, f"2026-10-{day} 09:00", who="nurse", ending="completed" if day == 10 else "no-access")
            book.record("done", name, visit=visit, staff=nurse, outcome="done", done_at=f"2026-10-{day}T09:00:00.000Z", ordinal=1)
        ended = {"questionnaire": "phq-9", "version": "1", "status": "completed", "begun_by": nurse, "completed_at": "2026-10-20T09:00:00.000Z"}
        for place in ({"visit": visit}, {"ordinal": 2}):
            assessment = book.record("assessment", name, "more", **ended, **place)
            said = {"phq-9": {"score": 4}}
            book.record("signature", name, "more", assessment=assessment, staff=nurse, signed_at="2026-10-20T09:00:00.000Z", computed=said)
    return returned(date(2026, 10, 1), codes=[*CODES, ("assessment", "phq-9", TOOL)])


def test_files_load_into_a_fresh_schema_with_every_key_and_code_list_as_a_constraint(fresh: psycopg.Connection[Any], full: Files) -> None:
    found = loaded(fresh, full, list(definitions.tables()))
    # Rose's NHS number is none: she is withheld with all that is hers. Three people are left.
    assert found == full_rows()
    assert {row[0] for row in full.withheld} == {"001", "002", "004", "005", "101", "102", "104", "201", "202", "609", "612"}


def full_rows() -> dict[str, int]:
    """By table: plans are withheld, as nobody knows when they were written; each visit of three has something done, one an assessment as well."""
    return {
        "000": 1, "901": 1, "001": 3, "002": 0, "004": 0, "005": 0, "101": 3, "102": 3, "104": 3, "201": 6, "202": 9, "404": 0, "602": 0,
        "609": 3, "612": 3, "613": 0,
    }  # fmt: skip


def test_files_load_by_the_published_keys_and_formats_as_well(postgres: Any, full: Files) -> None:
    of = published("csds_v1_6.json")["tables"]
    order = list(definitions.tables())
    with postgres.connect("tests") as connection:
        connection.execute("create schema published")
        connection.execute("set search_path = published")
        for name in order:
            lines = [
                f'"{field["field"]}" {"date" if field["type"] == "date" else "text"} '
                f"{'not null' if field['mandation'] == 'M' else ''} {'primary key' if field['pk'] else ''}"
                for field in of[name]["fields"]
            ]
            connection.execute(f"create table {name} ({', '.join(lines)})")
        assert loaded(connection, full, order) == full_rows()
        for name in order:
            for field in of[name]["fields"]:
                if field["fk"]:
                    parent, key = field["fk"].split(".")
                    column = f'{name}."{field["field"]}"'
                    orphans = f'select count(*) from {name} where {column} is not null and {column} not in (select "{key}" from {parent})'
                    assert connection.execute(orphans).fetchone() == (0,), (name, field["field"])
        connection.rollback()
