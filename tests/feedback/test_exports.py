"""The table for a spreadsheet: marks where numbers are hidden, no formula, and a row of the audit trail for each time it is taken."""

from __future__ import annotations

import csv
import io

import pytest
from sqlalchemy import text

from backend.database import Acting
from backend.feedback import exports
from backend.feedback.analysis import page, summaries
from backend.feedback.contents import content
from backend.feedback.hearing import months_back
from backend.transaction import transaction
from tests.feedback.test_analysis import ALL_FOUR, LOCALITIES, answers
from tests.feedback.test_page_routes import OCTOBER, SEPTEMBER, _today, counted, given  # noqa: F401 (a fixture by its name)

EXPORT = "/api/v1/feedback/export"


def read(table: str) -> list[list[str]]:
    assert table.startswith("\ufeff")
    return list(csv.reader(io.StringIO(table[1:], newline="")))


def test_it_holds_a_mark_where_a_number_is_hidden_and_runs_nothing():
    said = answers("a", 3, "2026-08") + answers("a", 20, "2026-09", i_s4="agree") + answers("a", 30, "2026-10", fft="very-good", **ALL_FOUR)
    body = page(summaries(said, LOCALITIES, content())["team:a"], content(), "2026-10", months_back)
    rows = read(exports.table(body, '=cmd("x"), team', "2026-10"))
    assert rows[0] == ['\'=cmd("x"), team', "October 2026"]
    by = {row[0]: row[1:] for row in rows if row}
    assert by["Aug 2026"] == ["*"] * 9
    assert by["Sep 2026"] == ["†"] * 9
    assert by["Oct 2026"] == ["30", "100", "0", "30", "0", "0", "0", "0", "0"]
    assert by["I feel like services work together to provide me with good care"] == ["themselves", *["* or †"] * 4, "1"]
    assert by["Always to all four"] == ["themselves", "30", "100", "0"]


@pytest.mark.usefixtures("_today")
def test_each_time_it_is_taken_stands_in_the_audit_trail_with_who_and_what(app, client, new_client, place, sign_in):
    given(app, place, "North West", OCTOBER, ["good"] * 9)
    given(app, place, "North West", SEPTEMBER, ["good"] * 3)
    counted(app, place)
    sign_in(client, place.nurse)
    answer = client.post(EXPORT, json={"month": "2026-10"})
    assert answer.status_code == 200
    assert answer.get_json()["name"] == "what-people-say-2026-10.csv"
    assert ["Sep 2026"] + ["*"] * 9 in read(answer.get_json()["csv"])
    other = client.post(EXPORT, json={"month": "2026-10", "scope": f"team:{place.teams['South East']}"})
    assert other.status_code == 404
    with app.app_context(), transaction(Acting(role="engine")) as session:
        trail = session.execute(text("SELECT staff_id::text, detail FROM audit_event WHERE what = 'export'")).all()
    assert [tuple(row) for row in trail] == [(place.nurse.id, {"feedback": f"team:{place.teams['North West']}", "month": "2026-10"})]
