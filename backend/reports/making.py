"""The job that makes an export, as its asker, step by step."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from backend import wall_clock
from backend.database import Acting
from backend.documents import pdf
from backend.errors import where
from backend.places import queries as places
from backend.reports import exports, services
from backend.reports.exports import Made, Step, Stopped
from backend.reports.files import as_csv, as_pdf, as_xlsx, overview
from backend.reports.files.friends_and_family import table as table_of_friends_and_family
from backend.reports.models import Export
from backend.reports.reading import reading
from backend.reports.services import Asked
from backend.returns import friends_and_family
from backend.returns import making as returns
from backend.returns import services as return_services
from backend.transaction import transaction

log = logging.getLogger("alongside.jobs")

ENGINE = Acting(role="engine")
FAULT = "It could not be made. Ask for it again; if that does not help, tell whoever runs this server."
GONE = "What it was to be of is not there any more."
UNNAMED = "Whoever asked for it may not make returns any more."
LEFT = "Whoever asked for it may not read reports any more."
READERS = ("manager", "lead", "coordinator")


class _Unnamed(Exception):
    """The place does not let its asker make returns any more."""


def make(export: str) -> None:
    """Makes one export. No transaction is open while files are laid out."""
    with transaction(ENGINE) as session:
        asked = exports.begin(session, export)
        post = places.post(session, asked.asked_by) if asked else None
    if asked is None:
        return
    now = wall_clock.now()

    def step(done: int, steps: int, doing: str) -> None:
        with transaction(ENGINE) as session:
            exports.step(session, export, done, steps, doing)

    try:
        if post is None or post.role not in READERS or post.place != asked.place_id:
            raise PermissionError
        made = MAKERS[asked.what](asked, now, step)
    except Stopped:
        return
    except PermissionError:
        _fail(export, LEFT)
    except _Unnamed:
        _fail(export, UNNAMED)
    except services.NotThere:
        _fail(export, GONE)
    except pdf.NoPdf as error:
        log.error("%s", error)
        _fail(export, "This server cannot make PDF files: its administrator was told what is missing. A spreadsheet can be made meanwhile.")
    except Exception as error:
        log.error("export: %s", where(error))
        _fail(export, FAULT)
    else:
        with transaction(ENGINE) as session:
            exports.finish(session, export, made, wall_clock.now())


def _overview(export: Export, now: datetime, step: Step) -> Made:
    step(0, 2, "Reading the numbers")
    asked = Asked(export.place_id, export.scope, export.until, export.months, None)
    with reading(export.asked_by, export.place_id) as session:
        page = services.overview(session, asked, now)
    step(1, 2, "Writing the file")
    name = f"overview-{exports.month_of(export.until)}.{export.form}"
    values = overview.values(page)
    about = _about(page)
    if export.form == "csv":
        return Made(name, as_csv.write(values), len(values.rows), message=about)
    if export.form == "xlsx":
        return Made(name, as_xlsx.write(f"Overview, {page['month']}", overview.tables(page), now), len(values.rows), message=about)
    made = as_pdf.write(page, now)
    return Made(name, made.content, len(values.rows), made.pages, about)


def _about(page: dict[str, Any]) -> str | None:
    """What is to be known of an overview before it is opened."""
    said = []
    if not any(point["mark"] or point["value"] is not None for one in page["measures"] for point in one["chart"]["points"]):
        said.append(f"Nothing was counted of {page['scope']['name']} in these months: it has no numbers.")
    if not page["is_over"]:
        said.append(f"{page['month']} is not over: its numbers are of its days so far.")
    return " ".join(said) or None


def _return(export: Export, now: datetime, step: Step) -> Made:
    with transaction(ENGINE) as session:
        if not return_services.may_send(session, export.place_id, export.asked_by):
            raise _Unnamed
    month = exports.month_of(export.until)
    if export.what == exports.CSDS_REPORT:
        outcome, content = returns.report(export.place_id, export.until, now, step)
        return Made(f"csds-{month}-validation-report.csv", content, outcome.rows.total(), message=outcome.in_words())
    outcome, content = returns.archive(export.place_id, export.until, now, step)
    return Made(f"csds-{month}.zip", content, outcome.rows.total(), message=outcome.in_words())


def _friends_and_family(export: Export, now: datetime, step: Step) -> Made:
    step(0, 1, "Reading what people said")
    with transaction(ENGINE) as session:
        codes = friends_and_family.code_map(session, export.place_id)
    with transaction(Acting(staff=export.asked_by, place=export.place_id)) as session:
        found = friends_and_family.read(session, export.place_id, export.until, codes)
    table = table_of_friends_and_family(found)
    content = as_csv.write(table) if export.form == "csv" else as_xlsx.write(f"Friends and Family, {export.until:%B %Y}", [table], now)
    return Made(f"friends-and-family-{exports.month_of(export.until)}.{export.form}", content, len(table.rows), message=found.in_words())


MAKERS: Mapping[str, Callable[[Export, datetime, Step], Made]] = {
    "overview": _overview, exports.CSDS_REPORT: _return, exports.CSDS: _return, exports.FFT: _friends_and_family,
}  # fmt: skip


def _fail(export: str, message: str) -> None:
    with transaction(ENGINE) as session:
        exports.fail(session, export, message, wall_clock.now())
