"""Who may ask for a document and fetch it, for how long, and what is told where it cannot be made. Most of it needs no PDF."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from unittest.mock import ANY

import pytest
from sqlalchemy import text

from backend import wall_clock
from backend.documents import jobs, pdf, services
from backend.transaction import transaction
from tests.access.world import ENGINE, World
from tests.documents.asking import ask, fetched, made, work
from tests.sync_gateway.client import Json, Tablet


@pytest.mark.usefixtures("with_pdf")
def test_a_document_is_its_askers_alone(world: World, anna: Tablet) -> None:
    document = made(world, anna)
    for name in ("ben", "lena", "max", "ada"):
        for method, address in (("GET", ""), ("GET", "/content"), ("DELETE", "")):
            assert ask(world.tablet(name), method, f"documents/{document['id']}{address}")[0] == 404, (name, method, address)
    assert ask(anna, "GET", f"documents/{document['id']}/content")[0] == 200


def test_who_has_no_grant_can_ask_for_nothing_and_who_lost_it_fetches_nothing(world: World, anna: Tablet) -> None:
    carl = world.tablet("carl")
    assert ask(carl, "POST", f"patients/{world.patient('rose')}/documents", what="care-plan")[0] == 404
    world.grant("rose", "carl", until=world.now + timedelta(hours=1))
    told = ask(carl, "POST", f"patients/{world.patient('rose')}/documents", what="care-plan")[1]
    world.end("rose", "carl")
    work(world, told, "carl")
    assert ask(carl, "GET", f"documents/{told['id']}")[0] == 404
    with world.app.app_context(), transaction(ENGINE) as session:
        assert session.execute(text("select content from document where id = :id"), {"id": told["id"]}).scalar_one() is None


@pytest.mark.usefixtures("with_pdf")
def test_who_may_read_one_part_still_and_another_no_more_fetches_nothing_that_was_made_of_both(world: World, anna: Tablet) -> None:
    """Defect: the first part alone was asked for, which the voluntary sector has too."""
    carl = world.tablet("carl")
    world.grant("rose", "carl", parts=("core", "more"))
    world.grant("rose", "carl", parts=("core",))
    document = made(world, carl, name="carl")
    assert parts_of(world, document) == ["core", "more"]
    assert ask(carl, "GET", f"documents/{document['id']}/content")[0] == 200
    end(world, "carl", ["core", "more"])
    assert [ask(carl, method, f"documents/{document['id']}{what}")[0] for method, what in (("GET", ""), ("GET", "/content"), ("DELETE", ""))] == [
        404
    ] * 3
    fewer = ask(carl, "POST", f"patients/{world.patient('rose')}/documents", what="care-plan")[1]
    assert parts_of(world, fewer) == ["core"]
    assert ask(carl, "GET", f"documents/{fewer['id']}")[0] == 200, "and may ask for what is left to them"


@pytest.mark.usefixtures("with_pdf")
def test_a_document_has_the_parts_that_its_page_was_read_from_not_those_of_when_it_was_asked_for(world: World, anna: Tablet) -> None:
    carl = world.tablet("carl")
    world.grant("rose", "carl", parts=("core",))
    told = ask(carl, "POST", f"patients/{world.patient('rose')}/documents", what="care-plan")[1]
    world.grant("rose", "carl", parts=("core", "more"))
    work(world, told, "carl")
    assert ask(carl, "GET", f"documents/{told['id']}/content")[0] == 200
    assert parts_of(world, told) == ["core", "more"]
    end(world, "carl", ["core", "more"])
    assert ask(carl, "GET", f"documents/{told['id']}/content")[0] == 404


def parts_of(world: World, document: Json) -> list[str]:
    with world.app.app_context(), transaction(ENGINE) as session:
        return list(session.execute(text("select parts from document where id = :id"), {"id": document["id"]}).scalar_one())


def end(world: World, name: str, parts: list[str]) -> None:
    """The one grant of these parts ends, the others of the same person stand."""
    sql = "update grants set ended_at = now() where staff_id = :staff and bundle_id = :patient and parts = cast(:parts as text[])"
    with world.app.app_context(), transaction(ENGINE) as session:
        found = session.execute(text(sql), {"staff": world.staff(name), "patient": world.patient("rose"), "parts": parts})
        assert found.rowcount == 1


def test_a_cancelled_document_stays_gone_and_its_job_returns(world: World, anna: Tablet) -> None:
    _, told = ask(anna, "POST", f"patients/{world.patient('rose')}/documents", what="care-plan")
    assert ask(anna, "DELETE", f"documents/{told['id']}")[0] == 204
    work(world, told)
    assert ask(anna, "GET", f"documents/{told['id']}")[0] == 404


@pytest.mark.usefixtures("with_pdf")
def test_that_a_copy_was_asked_for_stands_in_the_audit_trail_fetched_or_not(world: World, anna: Tablet) -> None:
    def noted() -> list[tuple[str, Json]]:
        with world.app.app_context(), transaction(ENGINE) as session:
            rows = session.execute(
                text(
                    "select staff_id::text, detail from audit_event where what = 'read' and detail ? 'document' "
                    "and cast(:rose as uuid) = any(bundles) order by seq"
                ),
                {"rose": world.patient("rose")},
            )
            return [(row[0], row[1]) for row in rows]

    status, told = ask(anna, "POST", f"patients/{world.patient('rose')}/documents", what="care-plan")
    assert status == 202
    assert noted() == [(world.staff("anna"), {"document": "care-plan", "asked": True})]
    assert ask(anna, "POST", f"patients/{world.patient('will')}/documents", what="care-plan")[0] == 404
    work(world, told)
    fetched(anna, told)
    assert [detail for _, detail in noted()][1:] == [{"document": "care-plan", "pages": ANY}]


def test_more_than_five_waiting_are_refused_with_what_to_do(world: World, anna: Tablet) -> None:
    answers = [ask(anna, "POST", f"patients/{world.patient('rose')}/documents", what="care-plan") for _ in range(services.MOST_WAITING + 1)]
    assert [status for status, _ in answers] == [202] * services.MOST_WAITING + [429]
    assert "Wait for one" in answers[-1][1]["detail"]


def test_an_unknown_document_or_print_is_refused_in_words(world: World, anna: Tablet) -> None:
    for body in ({"what": "letter"}, {"what": "care-plan", "size": "huge"}, {"what": 7}):
        status, answer = ask(anna, "POST", f"patients/{world.patient('rose')}/documents", **body)
        assert status == 422, answer
        assert answer["errors"], answer


def test_a_copy_is_kept_for_a_day(world: World, anna: Tablet) -> None:
    document = made(world, anna)
    with wall_clock.reading(wall_clock.now() + services.KEPT):
        assert ask(anna, "GET", f"documents/{document['id']}/content")[0] in (401, 404)
        with world.app.app_context():
            jobs.forget()
    assert ask(anna, "GET", f"documents/{document['id']}")[0] == 404


def test_a_server_without_its_libraries_says_so(world: World, anna: Tablet, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing() -> Any:
        raise pdf.NoPdf(pdf.MISSING)

    monkeypatch.setattr(pdf, "_weasyprint", missing)
    document = made(world, anna)
    assert document["state"] == "failed"
    assert "cannot make PDF" in document["message"]
