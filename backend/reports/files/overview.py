"""The overview as tables: what the screen shows, for a spreadsheet. Built from the very page that the screen gets, so that no number can differ."""

from __future__ import annotations

from datetime import date
from typing import Any

from backend.reports.files.table import Column, Holds, Table, Value

_WHY = (
    "* fewer than 5, not shown. † also hidden, so that the first cannot be worked out. ‡ a percentile of fewer than ten people: one person's number."
)
HIDDEN = f"{_WHY} Where nothing was counted a cell is empty."
_MARK = Column("Mark", says=f"{_WHY} Empty where the number stands.", width=6)


def tables(page: dict[str, Any]) -> list[Table]:
    """Summary, every month, what lies beneath, definitions. `page`: of `services.overview`."""
    return [_summary(page), values(page), *([_beneath(page)] if page["by"] else []), _definitions(page)]


def values(page: dict[str, Any]) -> Table:
    """One row for each measure and month: the table that a CSV file is."""
    columns = [
        Column("Measure", says="Its name, as on the screen", width=34),
        Column("Key", says="Its key, the same in every export", width=26),
        Column("Of", says="The place, or the part of it, that the number is of", width=30),
        Column("Month", "day", says="The first day of the month", width=16),
        Column("Value", "number", says="In the measure's unit", width=11),
        Column("Unit", says="%, min, or none", width=8),
        Column("Of how many", "whole", says="What the value is of: see the measure's definition", width=13),
        _MARK,
        Column("Signal", says="better, worse, signal: more than chance explains; usual; empty where no limits are known yet", width=10),
        Column("Why", says="By which rule it is a signal", width=30),
    ]
    rows: list[list[Value]] = []
    for one in page["measures"]:
        for point in one["chart"]["points"]:
            number: Value = None if point["value"] is None else round(point["value"], 6)
            counted = None if not point["n"] else int(point["n"])
            head: list[Value] = [one["name"], one["key"], page["scope"]["name"], date.fromisoformat(f"{point['month']}-01")]
            rows.append([*head, number, one["unit"], counted, point["mark"], point["verdict"], point["why"]])
    return Table("Months", columns, rows, [HIDDEN])


def _summary(page: dict[str, Any]) -> Table:
    columns = [
        Column("Group", width=18),
        Column("Measure", width=34),
        Column(page["month"], says="The value in that month, as on the screen", width=12),
        Column("Of how many", "whole", says="What the value is of: see the measure's definition", width=13),
        _MARK,
        Column("What the chart says", says="Whether the last month is more than chance explains", width=34),
        Column("Target", says="Whether it is met, and since when", width=34),
    ]
    rows: list[list[Value]] = []
    for one in page["measures"]:
        number: list[Value] = [one["said"], int(one["n"]) if one["n"] else None, one["mark"]]
        rows.append([one["group_name"], one["name"], *number, one["chart"]["says"], one["chart"]["target_says"]])
    return Table("Summary", columns, rows, [HIDDEN, f"{page['scope']['name']}. Counted {page['made_at'] or 'never yet'}."])


def _beneath(page: dict[str, Any]) -> Table:
    columns = [Column("Name", says="What lies beneath, and the whole last", width=34)]
    for column in page["columns"]:
        columns.append(Column(column["name"], says="The value, or its mark", width=16))
        columns.append(Column(f"{column['name']}: of", "whole", says="Of how many", width=10))
    rows: list[list[Value]] = []
    for row in page["rows"]:
        cells: list[Value] = [row["name"]]
        for one in row["cells"]:
            cells += [one["said"] or one["mark"], int(one["n"]) if one["n"] else None]
        rows.append(cells)
    return Table(f"By {page['by']}", columns, rows, [HIDDEN])


def _definitions(page: dict[str, Any]) -> Table:
    names: list[tuple[str, str, int, Holds]] = [
        ("Measure", "name", 34, "text"), ("Question", "question", 50, "text"), ("Counts", "counts", 90, "text"),
        ("Of whom", "population", 60, "text"), ("Source", "source", 50, "text"), ("Kind", "kind", 10, "text"), ("Unit", "unit", 8, "text"),
        ("Better is", "direction", 10, "text"), ("Tier", "tier", 14, "text"), ("Baseline", "baseline", 10, "number"),
        ("Target", "target", 10, "number"), ("Key", "key", 26, "text"),
    ]  # fmt: skip
    columns = [Column(title, holds, width=width) for title, _, width, holds in names]
    rows: list[list[Value]] = [[one["chart"]["target"] if name == "target" else one[name] for _, name, _, _ in names] for one in page["measures"]]
    return Table("Definitions", columns, rows)
