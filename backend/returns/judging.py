"""One row of the return against its table's rules. Pure: values and what was kept before in, a judged row out.

1. A row goes in whole or not at all. One that lacks what is mandatory, or whose value is in no code list or form, is withheld, with each reason.
2. A value that the record has and no code is known for is left out; where it was mandatory, the row is withheld.
3. Keys are whole: a second row of the same key is withheld, and so is one whose parent is not in the return.
4. What should be sent and is not held is no fault of the row: it is counted.
5. No reason tells a value of a person. A word of a closed list, or of the place's code map, it does: that is what has to be put right.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from backend.returns import codes, forms
from backend.returns.definitions import Column, Table

RULES = {
    "mandatory": "A value without which the row may not be sent is missing",
    "no-code": "No code is known for the word",
    "list": "Not a code of the list",
    "form": "Not in the format",
    "unique": "A row of the same key is there already",
    "parent": "The row that it belongs to is not in the return",
    "not-recorded": "Nobody wrote what came of it",
}
CodeMap = Mapping[tuple[str, str], str]
"""(list, word) → code: what a place says."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A rule of RULES that a row breaks, in which column, and what is to be known of it."""

    rule: str
    column: str
    what: str


@dataclass(slots=True)
class Judged:
    """`values`: as they are written, in the table's order. `faults`: why the row is withheld; none: it is sent. `left_empty`: columns that the record
    could fill and does not, with the word that has no code."""

    values: list[str]
    faults: list[Fault] = field(default_factory=list)
    left_empty: list[tuple[str, str]] = field(default_factory=list)


class Kept:
    """The keys of the rows that go in."""

    def __init__(self, tables: Mapping[str, Table]) -> None:
        self._sets: dict[tuple[str, tuple[str, ...]], set[tuple[str, ...]]] = {}
        for table in tables.values():
            for columns, of in [(table.unique, table.name), *((parent.columns, parent.of) for parent in table.parents)]:
                self._sets.setdefault((of, columns), set())
        self._places = {
            key: [next(at for at, column in enumerate(tables[key[0]].columns) if column.name == name) for name in key[1]] for key in self._sets
        }

    def has(self, table: str, columns: tuple[str, ...], values: tuple[str, ...]) -> bool:
        return values in self._sets[table, columns]

    def add(self, table: str, values: list[str]) -> None:
        for key, places in self._places.items():
            if key[0] == table:
                self._sets[key].add(tuple(values[at] for at in places))


def judge(table: Table, row: Mapping[str, Any], code_map: CodeMap, kept: Kept, short: Callable[[str], str] = codes.local_id) -> Judged:
    """A row as the statement read it, judged against everything that was kept before it."""
    judged = Judged([])
    if row.get("is_not_recorded"):
        judged.faults.append(Fault("not-recorded", "", RULES["not-recorded"]))
    for column in table.columns:
        judged.values.append(_value(column, row.get(column.name), code_map, short, judged))
    by_name = dict(zip((column.name for column in table.columns), judged.values, strict=True))
    key = tuple(by_name[name] for name in table.unique)
    if key and kept.has(table.name, table.unique, key):
        judged.faults.append(Fault("unique", " + ".join(table.unique), RULES["unique"]))
    for parent in table.parents:
        wanted = tuple(by_name[name] for name in parent.columns)
        if all(wanted) and not kept.has(parent.of, parent.columns, wanted):
            judged.faults.append(Fault("parent", " + ".join(parent.columns), f"Not in {parent.of}: it was withheld, or the record has none"))
    if not judged.faults:
        kept.add(table.name, judged.values)
    return judged


def _value(column: Column, raw: Any, code_map: CodeMap, short: Callable[[str], str], judged: Judged) -> str:
    if raw is not None and column.is_local:
        text: str | None = short(str(raw))
    else:
        text = forms.written(column.form, raw if raw is None else _coded(column, raw, code_map))
    if not text:
        unknown = "" if raw in (None, "") else f"No code for “{raw}” in {_where(column)}"
        if column.need == "M":
            judged.faults.append(Fault("no-code" if unknown else "mandatory", column.name, unknown or f"From: {column.held or 'not held'}"))
        elif column.held:
            judged.left_empty.append((column.name, unknown))
        return ""
    if not forms.fits(column.form, text):
        judged.faults.append(Fault("form", column.name, f"Must be: {column.form}"))
    elif column.codes and text not in column.codes:
        judged.faults.append(Fault("list", column.name, RULES["list"]))
    return text


def _coded(column: Column, raw: Any, code_map: CodeMap) -> Any:
    if column.words is not None:
        return codes.WORDS[column.words].get(str(raw))
    return raw if column.code_map is None else code_map.get((column.code_map, str(raw)))


def _where(column: Column) -> str:
    return f"the place's code map, list {column.code_map}" if column.code_map else "the data set"
