"""What a lead is told of signatures that the server marked: those of their team, of people whom they may read, until amended or signed again."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any

import pytest
from sqlalchemy import text

from backend import wall_clock
from backend.assessments import jobs, services
from backend.transaction import transaction
from sync import signing
from sync.change import Record
from tests.access.world import ENGINE, ORIGIN, PLACE, World, world  # noqa: F401
from tests.assessments.test_services import one_form
from tests.sync_gateway.client import Json, Tablet

URL = "https://example.org/q"


@dataclass
class Marked:
    """Anna of team East signed, for Rose, a form in which a needed question is open; Lena leads that team, Wanda another."""

    world: World
    anna: Tablet
    assessment: str

    def told(self, by: str = "lena", address: str = "team") -> list[Json]:
        status, answer = self.ask(by, address)
        assert status == 200, answer
        return list(answer["marked"])

    def ask(self, by: str, address: str = "team") -> tuple[int, Json]:
        client = self.world.tablet(by).send.__closure__[0].cell_contents  # type: ignore[attr-defined]
        answer = client.open(f"/api/v1/{address}/marked", method="GET", headers={"X-Alongside": "1", "Origin": ORIGIN})
        return answer.status_code, (answer.get_json(silent=True) or {})

    def rows(self, statement: str, **values: Any) -> list[tuple[Any, ...]]:
        with self.world.app.app_context(), transaction(ENGINE) as session:
            found = session.execute(text(statement), values)
            return [tuple(row) for row in found] if found.returns_rows else []


@pytest.fixture
def marked(world: World) -> Marked:  # noqa: F811
    now = wall_clock.now()
    with world.app.app_context():
        form = one_form(
            item=[{"linkId": "a", "text": "Cups?", "type": "integer", "required": True}, {"linkId": "b", "text": "Tea?", "type": "boolean"}]
        )
        id_, _ = services.upload(form, services.shipper(PLACE), now)
        services.publish(id_, services.shipper(PLACE), now)
    anna, rose, visit = world.tablet("anna"), world.patient("rose"), str(uuid.uuid4())
    anna.pull()
    assessment = str(uuid.uuid5(services.NAMESPACE, f"assessment:{visit}:{URL}"))
    at = wall_clock.wire(now)
    said = {"questionnaire": URL, "version": "1", "visit": visit, "status": "in-progress", "answer.b": {"answer": [{"valueBoolean": True}]}}
    anna.create("assessment", rose, said, record=assessment, part="more", made_at=at)
    hash_ = signing.hashed(signing.content(Record("assessment", assessment, rose, "more", 1, said, {}), [], None, ""))
    signed = {"assessment": assessment, "section": "", "content_hash": hash_, "shown": {}, "signed_at": at, "staff": anna.staff}
    anna.create("signature", rose, signed, part="more", made_at=at)
    assert [one["ending"] for one in anna.push()] == ["applied", "applied"]
    with world.app.app_context():
        jobs.look(assessment)
    return Marked(world, anna, assessment)


def test_the_lead_of_whoever_signed_is_told_of_whom_which_form_and_when_and_that_they_read_it_is_written_down(marked: Marked) -> None:
    [one] = marked.told()
    assert (one["assessment"], one["patient"]["id"], one["form"]) == (marked.assessment, marked.world.patient("rose"), "Tea")
    [(name,)] = marked.rows("select name from staff where id = cast(:anna as uuid)", anna=marked.anna.staff)
    assert one["signed_by"] == name
    [(what, staff)] = marked.rows("select what, staff_id::text from audit_event where detail ? 'marks'")
    assert (what, staff) == ("read", marked.world.staff("lena"))


@pytest.mark.parametrize("by", ["anna", "ben", "cora", "max", "ada", "vera"])
def test_nobody_but_a_lead_is_told(marked: Marked, by: str) -> None:
    assert marked.ask(by)[0] == 403


def test_whoever_signed_is_told_of_their_own_and_nobody_of_anothers(marked: Marked) -> None:
    [one] = marked.told(by="anna", address="assessments")
    assert (one["assessment"], one["patient"]["id"]) == (marked.assessment, marked.world.patient("rose"))
    [(what, staff)] = marked.rows("select what, staff_id::text from audit_event where detail ? 'marks'")
    assert (what, staff) == ("read", marked.anna.staff)
    assert marked.told(by="lena", address="assessments") == [], "who leads the team did not sign it"
    assert marked.ask("max", "assessments")[0] == 403
    marked.world.end("rose", "anna")
    assert marked.told(by="anna", address="assessments") == [], "whose record one may read no more one is not told of"


def test_the_lead_of_another_team_is_told_nothing_though_they_may_read_the_patient(marked: Marked) -> None:
    marked.world.grant("rose", "wanda")
    assert marked.told(by="wanda") == []


def test_a_lead_who_may_not_read_the_patient_is_told_nothing(marked: Marked) -> None:
    marked.rows("update grants set ended_at = now() - interval '1 second' where bundle_id = cast(:rose as uuid)", rose=marked.world.patient("rose"))
    assert marked.told() == []


@pytest.mark.parametrize(
    "since",
    [
        "update signature set overtaken_at = now()",
        "update signature set status = 'entered-in-error'",
        "update signature set agrees = true",
        "update signature set agrees = null",
        "update signature set signed_at = now() - interval '61 days'",
        "update assessment set status = 'entered-in-error'",
    ],
)
def test_what_stands_marked_no_more_or_long_ago_is_not_told(marked: Marked, since: str) -> None:
    assert len(marked.told()) == 1
    marked.rows(since)
    assert marked.told() == []


def test_what_was_amended_is_told_until_the_amendment_is_signed(marked: Marked) -> None:
    said = {"questionnaire": URL, "version": "1", "visit": str(uuid.uuid4()), "status": "in-progress", "amends": marked.assessment, "why": "Asked."}
    new = str(uuid.uuid5(services.NAMESPACE, f"assessment:{said['visit']}:{URL}"))
    marked.anna.create("assessment", marked.world.patient("rose"), said, record=new, part="more")
    assert [one["ending"] for one in marked.anna.push()] == ["applied"]
    assert len(marked.told()) == 1, "begun, it has mended nothing"
    hash_ = signing.hashed(signing.content(Record("assessment", new, marked.world.patient("rose"), "more", 1, said, {}), [], None, ""))
    signed = {"assessment": new, "section": "", "content_hash": hash_, "signed_at": wall_clock.wire(wall_clock.now()), "staff": marked.anna.staff}
    marked.anna.create("signature", marked.world.patient("rose"), signed, part="more")
    assert [one["ending"] for one in marked.anna.push()] == ["applied"]
    assert marked.told() == []
