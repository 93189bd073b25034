"""Columns of many rows as PostgreSQL's binary arrays, for `INSERT … SELECT * FROM unnest(…)`.

As one JSON text the rows of a push were quoted letter by letter on this side and read twice on the other: half of what its largest statements took.
"""

from __future__ import annotations

import struct
from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from typing import Any

import psycopg
from psycopg.adapt import Dumper
from psycopg.pq import Format

_NULL = b"\xff\xff\xff\xff"
_length = struct.Struct(">i").pack
_shape = struct.Struct(">iiiii").pack


class Column(ABC):
    """The values of one column, in their order, packed; None is null. Of each type there is a class below.

    A value that is none of its type raises ValueError, AttributeError or struct.error here, before anything is sent.
    """

    __slots__ = ("packed",)

    oid = 0
    """What PostgreSQL calls the type of such an array, and of one value in it."""
    of = 0

    def __init__(self, values: Iterable[Any]) -> None:
        made = [None if value is None else self.binary(value) for value in values]
        rows = [_NULL if value is None else _length(len(value)) + value for value in made]
        # one dimension, whether any is null, the type of each, how many, counted from 1
        self.packed = _shape(1, None in made, self.of, len(rows), 1) + b"".join(rows)

    @staticmethod
    @abstractmethod
    def binary(value: Any) -> bytes:
        """One value as PostgreSQL sends and receives it."""


class Ids(Column):
    """UUIDs, written with hyphens."""

    oid, of = 2951, 2950

    @staticmethod
    def binary(value: str) -> bytes:
        return bytes.fromhex(value.replace("-", ""))


class Texts(Column):
    """Text in UTF-8."""

    oid, of = 1009, 25

    @staticmethod
    def binary(value: str) -> bytes:
        return value.encode()


class Wholes(Column):
    """Integers of four bytes."""

    oid, of = 1007, 23

    @staticmethod
    def binary(value: int) -> bytes:
        return _length(value)


class YesNo(Column):
    """Booleans."""

    oid, of = 1000, 16

    @staticmethod
    def binary(value: bool) -> bytes:
        return b"\x01" if value else b"\x00"


class Bytes(Column):
    """Bytes as they are."""

    oid, of = 1001, 17

    @staticmethod
    def binary(value: bytes) -> bytes:
        return bytes(value)


class _Packed(Dumper):
    """How psycopg sends a column: as it is."""

    format = Format.BINARY

    def dump(self, obj: Column) -> bytes:
        return obj.packed


for _kind in (Ids, Texts, Wholes, YesNo, Bytes):
    psycopg.adapters.register_dumper(_kind, type(f"_{_kind.__name__}", (_Packed,), {"oid": _kind.oid}))


def columns(rows: Iterable[tuple[Any, ...]], kinds: Mapping[str, type[Column]]) -> dict[str, Column]:
    """Rows, at least one, as a column each: by the names of `kinds`, in their order."""
    return {name: kind(column) for (name, kind), column in zip(kinds.items(), zip(*rows, strict=True), strict=True)}
