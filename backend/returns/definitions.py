"""The tables of the Community Services Data Set 1.6 that are made here, each a file: its columns in order, keys, and where each value is from.

`tables/NNN.toml` is the definition and `tables/NNN.sql` the statement that reads it, whose columns have the data set's own names; a table without a
statement says in `empty` why the record holds nothing for it. Source: field names and keys of NHS England's Reusable Code Library (BSD-3-Clause);
mandation and formats of the NHS Data Model and Dictionary (Open Government Licence v3), whose page is of version 1.5: where 1.6 differs, the former.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

ORDER = ("000", "901", "001", "002", "004", "005", "101", "102", "104", "201", "202", "404", "602", "609", "612", "613")
"""Parents before their children."""
BEFORE = {"in_referral": "bundle_id", "in_contact": "id", "in_activity": "id", "in_person": "id"}
"""What the tables read: made once, each a table of its own name, in this order, found by that column; gone with the transaction. Without the index
each visit of a month would be laid beside each referral."""
NEEDS = {"M": "mandatory", "R": "required", "O": "optional", "P": "pilot"}


@dataclass(frozen=True, slots=True)
class Column:
    """`need`: of NEEDS. `form`: of `forms`. `codes`: the only ones it may have. `words`: the closed list of ours whose words it translates.
    `code_map`: the place's own code map that it looks up. `is_local`: an id of ours, written short. `held`: where it is from; None: nowhere.
    """

    name: str
    need: str
    form: str
    codes: tuple[str, ...] = ()
    words: str | None = None
    code_map: str | None = None
    is_local: bool = False
    held: str | None = None


@dataclass(frozen=True, slots=True)
class Parent:
    """These columns, where all are filled, stand together in a row of that table."""

    columns: tuple[str, ...]
    of: str


@dataclass(frozen=True, slots=True)
class Table:
    """`unique`: columns that no two rows share. `statement`: reads its rows, each with `record`, our id of what it is about."""

    name: str
    title: str
    columns: tuple[Column, ...]
    unique: tuple[str, ...]
    parents: tuple[Parent, ...]
    empty: str | None
    statement: str | None


@cache
def lists() -> Mapping[str, tuple[str, ...]]:
    """The code lists, by our names for them."""
    found = tomllib.loads((files(__package__) / "lists.toml").read_text(encoding="utf-8"))
    return {name: tuple(codes) for name, codes in found.items()}


@cache
def tables() -> Mapping[str, Table]:
    """By the data set's name, in ORDER."""
    every = (_table(number) for number in ORDER)
    return {one.name: one for one in every}


def statement(name: str) -> str:
    """The SQL of that file."""
    return (files(__package__) / "tables" / f"{name}.sql").read_text(encoding="utf-8")


def _table(number: str) -> Table:
    said = tomllib.loads((files(__package__) / "tables" / f"{number}.toml").read_text(encoding="utf-8"))
    columns = tuple(_column(name, **about) for name, about in said["columns"].items())
    parents = tuple(Parent(tuple(one["columns"]), one["of"]) for one in said.get("parents", ()))
    empty = said.get("empty")
    return Table(said["name"], said["title"], columns, tuple(said["unique"]), parents, empty, None if empty else statement(number))


def _column(name: str, **about: Any) -> Column:
    codes = lists()[about["list"]] if "list" in about else ()
    return Column(name, about["need"], about["form"], codes, about.get("words"), about.get("map"), about.get("local", False), about.get("from"))
