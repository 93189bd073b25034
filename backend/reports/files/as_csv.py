"""A table as CSV: UTF-8 with a byte order mark, lines as RFC 4180 says, times as ISO 8601, nothing that a spreadsheet would run.

A cell of text that begins like a formula (=, +, -, @, tab, carriage return) has an apostrophe before it: a spreadsheet shows the text and runs
nothing. Numbers are numbers, also negative ones.
"""

from __future__ import annotations

import csv
import io
from datetime import date, datetime

from backend import wall_clock
from backend.reports.files.table import Table, Value

BOM = "\ufeff"
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write(table: Table) -> bytes:
    """The table's rows under its titles; its notes are no rows, and not in it."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([column.title for column in table.columns])
    writer.writerows([cell(value) for value in row] for row in table.rows)
    return (BOM + out.getvalue()).encode()


def cell(value: Value) -> str:
    """One value as text."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return wall_clock.wire(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str):
        return f"'{value}" if value.startswith(FORMULA) else value
    return f"{value:.10g}" if isinstance(value, float) else str(value)
