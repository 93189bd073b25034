"""Tables as a workbook: a sheet each, with real types, titles that stay in sight and can be filtered, and a sheet that says what the columns hold.

Text is written as text whatever it begins with: nothing in it is a formula. Instants are London's time, as a spreadsheet knows no zones.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]

from backend.reports.files.table import Holds, Table, Value
from backend.wall_clock import LONDON

FORMATS: dict[Holds, str] = {
    "text": "@", "whole": "#,##0", "number": "#,##0.00", "percent": '0.0"%"', "day": "ddd d mmm yyyy", "instant": "ddd d mmm yyyy hh:mm",
}  # fmt: skip


def write(title: str, tables: Sequence[Table], made_at: datetime) -> bytes:
    """A workbook of these tables. `title`: of the document, for whoever opens it."""
    out = io.BytesIO()
    settings = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(out, settings)
    book.set_properties({"title": title, "created": made_at.astimezone(LONDON).replace(tzinfo=None)})
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#005eb8", "font_color": "#ffffff", "border": 1})
    formats = {holds: book.add_format({"num_format": form, "valign": "top"}) for holds, form in FORMATS.items()}
    wrapped = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
    for table in tables:
        _sheet(book, table, head, formats, wrapped)
    _definitions(book, tables, head, wrapped)
    book.close()
    return out.getvalue()


def _sheet(book: Any, table: Table, head: Any, formats: dict[Holds, Any], wrapped: Any) -> None:
    sheet = book.add_worksheet(table.name[:31])
    sheet.freeze_panes(1, 1)
    for at, column in enumerate(table.columns):
        style = wrapped if column.holds == "text" and column.width > 40 else formats[column.holds]
        sheet.set_column(at, at, column.width, style)
        sheet.write_string(0, at, column.title, head)
    for n, row in enumerate(table.rows, 1):
        for at, value in enumerate(row):
            _cell(sheet, n, at, value, formats[table.columns[at].holds])
    if table.rows:
        sheet.autofilter(0, 0, len(table.rows), len(table.columns) - 1)
    for n, note in enumerate(table.notes, len(table.rows) + 2):
        sheet.write_string(n, 0, note)


def _cell(sheet: Any, row: int, column: int, value: Value, style: Any) -> None:
    if value is None:
        return
    if isinstance(value, datetime):
        sheet.write_datetime(row, column, value.astimezone(LONDON).replace(tzinfo=None), style)
    elif isinstance(value, date):
        sheet.write_datetime(row, column, datetime(value.year, value.month, value.day), style)  # noqa: DTZ001 (a day in a spreadsheet has no zone)
    elif isinstance(value, str):
        sheet.write_string(row, column, value)
    else:
        sheet.write_number(row, column, value, style)


def _definitions(book: Any, tables: Sequence[Table], head: Any, wrapped: Any) -> None:
    sheet = book.add_worksheet("Columns")
    sheet.freeze_panes(1, 0)
    for at, (title, width) in enumerate((("Sheet", 20), ("Column", 28), ("What stands in it", 90))):
        sheet.set_column(at, at, width, wrapped)
        sheet.write_string(0, at, title, head)
    n = 1
    for table in tables:
        for column in table.columns:
            for at, words in enumerate((table.name[:31], column.title, column.says)):
                sheet.write_string(n, at, words)
            n += 1
