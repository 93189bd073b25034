"""A return as an export: who may ask, what comes first, what is on record; made by the real job."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import text

from backend import wall_clock
from backend.database import Acting
from backend.reports import making
from backend.returns import making as returns
from backend.returns import services
from backend.transaction import transaction
from tests.reports.conftest import NOW, Book
from tests.returns.conftest import CODES, service

ENGINE = Acting(role="engine")
ASKED = {"what": "csds-report", "form": "csv", "until": "2026-10", "months": 1, "why": "The October return"}
RETURN = {**ASKED, "what": "csds", "form": "zip"}
EXPORTS = "/api/v1/reports/exports"


@pytest.fixture
def october(book: Book) -> Book:
    service(book)
    book.patient("rose")
    book.referral("rose", "2026-10-05 09:00")
    book.visit("rose", "2026-10-06 09:00", who="nurse")
    book.visit("rose", "2026-10-07 09:00", who="physio", team="South East")
    book.close()
    with book.app.app_context(), transaction(ENGINE) as session:
        services.set_codes(session, book.place.id, CODES, NOW)
    return book


@pytest.fixture
def manager(october: Book, client: FlaskClient, sign_in: Callable[..., Any]) -> FlaskClient:
    sign_in(client, october.place.manager)
    return client


def name(book: Book, *, may: bool = True) -> None:
    with book.app.app_context(), transaction(ENGINE) as session:
        services.name_sender(session, book.place.id, book.place.manager.id, NOW, may=may)


def make(book: Book, client: FlaskClient, asked: dict[str, Any]) -> dict[str, Any]:
    with wall_clock.reading(NOW):
        answer = client.post(EXPORTS, json=asked)
        assert answer.status_code == 202, answer.get_json()
        with book.app.app_context():
            making.make(answer.get_json()["id"])
        found: dict[str, Any] = next(one for one in client.get(EXPORTS).get_json()["exports"] if one["id"] == answer.get_json()["id"])
    return found


def refused(client: FlaskClient, asked: dict[str, Any]) -> tuple[int, dict[str, Any]]:
    with wall_clock.reading(NOW):
        answer = client.post(EXPORTS, json=asked)
    return answer.status_code, answer.get_json()


def test_a_manager_whom_the_place_has_not_named_is_refused(october: Book, manager: FlaskClient) -> None:
    for asked in (ASKED, RETURN):
        status, said = refused(manager, asked)
        assert (status, said["code"]) == (403, "not-named")


def test_the_validation_report_comes_first_and_then_the_return_of_the_same_rows(october: Book, manager: FlaskClient) -> None:
    name(october)
    status, said = refused(manager, RETURN)
    assert status == 422
    assert said["detail"] == "Make and read the validation report of this month first."
    report = make(october, manager, ASKED)
    assert (report["state"], report["has_names"]) == ("ready", True)
    # Rose, her referral, its team, one visit, its nurse and its physiotherapist; withheld: the visit by a team without a referral, and her practice.
    words = "October 2026: 6 rows go in; 2 are withheld (2 a value without which the row may not be sent is missing)."
    assert report["message"].startswith(words)
    sent = make(october, manager, RETURN)
    assert (sent["state"], sent["name"], sent["rows"], sent["message"]) == ("ready", "csds-2026-10.zip", report["rows"], report["message"])
    content = manager.get(f"{EXPORTS}/{sent['id']}/content").data
    with zipfile.ZipFile(io.BytesIO(content)) as zipped:
        assert len([file for file in zipped.namelist() if file.startswith("CYP")]) == 16
        assert zipped.read("validation-report.csv") == manager.get(f"{EXPORTS}/{report['id']}/content").data
    with october.app.app_context(), transaction(ENGINE) as session:
        trail = [row[0] for row in session.execute(text("select detail from audit_event where detail->>'export' = 'csds' order by seq"))]
    assert trail[0]["asked"] is True
    assert trail[-1]["sha256"] == hashlib.sha256(content).hexdigest()


def test_whoever_is_named_no_longer_sees_and_fetches_nothing_and_what_they_asked_for_is_not_made(october: Book, manager: FlaskClient) -> None:
    name(october)
    report = make(october, manager, ASKED)
    with wall_clock.reading(NOW):
        waiting = manager.post(EXPORTS, json=ASKED).get_json()["id"]
    name(october, may=False)
    assert manager.get(EXPORTS).get_json()["exports"] == []
    assert manager.get(f"{EXPORTS}/{report['id']}/content").status_code == 404
    with october.app.app_context(), wall_clock.reading(NOW):
        making.make(waiting)
        with transaction(ENGINE) as session:
            state = session.execute(text("select state, message, content from report_export where id = :id"), {"id": waiting}).one()
    assert tuple(state) == ("failed", "Whoever asked for it may not make returns any more.", None)


@pytest.mark.parametrize(
    ("more", "where"),
    [({"until": "2026-11"}, "until"), ({"until": None}, "until"), ({"scope": "team:x"}, "scope"), ({"form": "pdf"}, "form")],
)
def test_a_month_that_has_not_ended_a_part_of_the_place_and_another_form_are_refused_plainly(
    october: Book, manager: FlaskClient, more: dict[str, Any], where: str
) -> None:
    name(october)
    status, said = refused(manager, {**ASKED, **more})
    assert status == 422
    assert where in str(said)


def test_a_worker_that_was_killed_leaves_no_half_a_return_and_the_next_makes_it_whole(
    october: Book, manager: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Killed(BaseException):
        pass

    def killed(*_: Any) -> None:
        raise Killed

    name(october)
    make(october, manager, ASKED)
    with wall_clock.reading(NOW), october.app.app_context():
        id_ = manager.post(EXPORTS, json=RETURN).get_json()["id"]
        with monkeypatch.context() as patch:
            patch.setattr(returns, "judge", killed)
            with pytest.raises(Killed):
                making.make(id_)
        assert manager.get(f"{EXPORTS}/{id_}/content").status_code == 404
        making.make(id_)
        assert manager.get(f"{EXPORTS}/{id_}/content").status_code == 200


def test_one_that_is_stopped_between_two_tables_is_not_made(october: Book, manager: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    name(october)
    with wall_clock.reading(NOW), october.app.app_context():
        id_ = manager.post(EXPORTS, json=ASKED).get_json()["id"]
        real = returns.judge

        def stopping(*given: Any) -> Any:
            assert manager.delete(f"{EXPORTS}/{id_}").status_code == 204
            monkeypatch.setattr(returns, "judge", real)
            return real(*given)

        monkeypatch.setattr(returns, "judge", stopping)
        making.make(id_)
    assert [one["state"] for one in manager.get(EXPORTS).get_json()["exports"]] == ["stopped"]
