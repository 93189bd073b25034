"""The overview on paper: cover, contents, what changed, each measure (chart, words, table), what lies beneath, definitions. Tagged."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from markupsafe import Markup

from backend import wall_clock
from backend.documents import pdf
from backend.documents.pdf import Pdf
from backend.reports.files import svg

MONTHS_IN_TABLE = 13
"""A year and the month before it: the chart shows all of them, and a spreadsheet has them."""


def write(page: dict[str, Any], now: datetime) -> Pdf:
    """A PDF (PDF/UA-1) of the page that the screen gets. Raises NoPdf."""
    return pdf.make(html(page, now))


def html(page: dict[str, Any], now: datetime) -> str:
    """The whole document. It gets the page alone: no record, no model."""
    groups: dict[str, list[dict[str, Any]]] = {}
    for one in page["measures"]:
        if any(point["value"] is not None or point["mark"] for point in one["chart"]["points"]):
            drawn = Markup(svg.draw(one["chart"], said(one), one["unit"]))  # noqa: S704 (escaped there)
            groups.setdefault(one["group_name"], []).append({**one, "drawn": drawn})
    changed = [one for found in groups.values() for one in found if one["chart"]["verdict"] in ("better", "worse", "signal")]
    empty = [one["name"] for one in page["measures"] if all(one["key"] != other["key"] for found in groups.values() for other in found)]
    text: str = _template().render(
        page=page,
        groups=groups,
        changed=changed,
        empty=empty,
        made=now.astimezone(wall_clock.LONDON),
        most=MONTHS_IN_TABLE,
        style=Markup(_style()),  # noqa: S704 (our own file)
    )
    return text


def said(one: dict[str, Any]) -> str:
    """What a chart says, for whoever cannot see it."""
    chart = one["chart"]
    there = [point for point in chart["points"] if point["value"] is not None]
    course = ""
    if there:
        first, last = there[0], there[-1]
        course = f" From {_number(first['value'], one)} in {first['label']} to {_number(last['value'], one)} in {last['label']}."
    target = f" {chart['target_says']}." if chart["target_says"] else ""
    return f"{one['name']}: {chart['says']}.{course}{target}"


def _number(value: float, one: dict[str, Any]) -> str:
    text = f"{value:,.{one['decimals']}f}"
    return f"{text}%" if one["unit"] == "%" else f"{text} {one['unit']}".strip()


@cache
def _style() -> str:
    return files("backend.reports.files").joinpath("layout", "report.css").read_text(encoding="utf-8")


@cache
def _template() -> Any:
    loader = PackageLoader("backend.reports.files", "layout")
    environment = Environment(loader=loader, autoescape=select_autoescape(), undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    environment.filters["number"] = _number
    return environment.get_template("report.html")
