"""A place with a questionnaire, a joint assessment that the nurse began, a section that she signed; and what people write into it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from backend import wall_clock
from backend.record import Record, services
from backend.record.services import BundleLoad
from sync import signing
from sync.change import Conflicted
from sync.ids import derived, forms
from tests.access.world import DEFINITION, FORM
from tests.record.conftest import Desk, Look, endings, new_id

ABOUT = {"questionnaire": FORM, "version": "1", "ordinal": 202601}


def said(words: str) -> dict[str, Any]:
    return {"answer": [{"valueString": words}]}


@pytest.fixture(autouse=True)
def questionnaire(app_context: Any, place: Any) -> None:
    """The place has the questionnaire, loaded as a loader does."""
    id_ = derived(f"questionnaire:{place.id}:{FORM}:1")
    fields = {"url": FORM, "version": "1", "title": "Living at home", "definition": DEFINITION, "status": "active"}
    now = wall_clock.now()
    services.load(
        [BundleLoad(forms(place.id), "forms", place.id, place.id, [Record("questionnaire", id_, None, "core", 1, fields)])],
        author=new_id(),
        made_at=now,
        today=wall_clock.day_of(now),
    )


@pytest.fixture
def physio(desk: Callable[..., Desk], place: Any, patient: str, grant: Callable[..., None]) -> Desk:
    grant(patient, place.physio)
    return desk(place.physio)


@pytest.fixture
def lead(desk: Callable[..., Desk], place: Any, patient: str, grant: Callable[..., None]) -> Desk:
    grant(patient, place.lead)
    return desk(place.lead)


@pytest.fixture
def begun(nurse: Desk, patient: str) -> str:
    """The joint assessment, which the nurse began."""
    record = id_of(patient)
    assert endings(nurse.write(begin(nurse, patient))) == ["Applied"]
    return record


def id_of(patient: str, ordinal: int = 202601) -> str:
    return derived(f"assessment:{patient}:{FORM}:{ordinal}")


def begin(who: Desk, patient: str, **more: Any) -> Any:
    made = {**ABOUT, "begun_at": wall_clock.wire(wall_clock.now()), "begun_by": who.writer.staff, "status": "in-progress", **more}
    return who.change("assessment", id_of(patient), patient, made)


def answer(who: Desk, patient: str, link: str, value: Any, saw: Any = None, record: str | None = None, **more: Any) -> Any:
    kind = "assessment" if record is None else "answer_row"
    return who.change(kind, record or id_of(patient), patient, {f"answer.{link}": value}, {f"answer.{link}": saw}, **more)


def row(who: Desk, patient: str, words: str, record: str | None = None) -> Any:
    return who.change("answer_row", record or new_id(), patient, {"assessment": id_of(patient), "group": "aids", "answer.aid": said(words)})


def read(look: Look, patient: str, section: str) -> str:
    """The hash of what a section says now: what a tablet that is up to date has on its screen."""
    rows = [look.record(each[0]) for each in look.rows("SELECT id::text FROM answer_row WHERE assessment = :a", a=id_of(patient))]
    return signing.hashed(signing.content(look.record(id_of(patient)), rows, SECTIONS, section))


SECTIONS = {"walking": "walking", "falls": "walking", "aids": "walking", "aid": "walking", "mood": "mood", "low": "mood", "sleep": "mood"}


def sign(who: Desk, patient: str, section: str, content_hash: str, record: str | None = None) -> Any:
    made = {"assessment": id_of(patient), "section": section, "content_hash": content_hash, "staff": who.writer.staff}
    return who.change("signature", record or new_id(), patient, {**made, "signed_at": wall_clock.wire(wall_clock.now())})


def settle(who: Desk, patient: str, conflict: Record, value: Any, reason: str = "read both") -> Any:
    sides = sorted(each["change"] for each in conflict.fields["sides"])
    return who.change("conflict", conflict.id, patient, {"value": value, "reason": reason}, {"sides": sides})


def conflict_of(look: Look, result: services.WriteResult) -> Record:
    ending = result.endings[-1].ending
    assert isinstance(ending, Conflicted), ending
    return look.record(ending.conflict)


@pytest.fixture
def signed(nurse: Desk, patient: str, begun: str, look: Look) -> Record:
    """The section "walking", answered and signed by the nurse."""
    nurse.write(answer(nurse, patient, "falls", said("Twice.")), row(nurse, patient, "a stick"))
    made = sign(nurse, patient, "walking", read(look, patient, "walking"))
    assert endings(nurse.write(made)) == ["Applied"]
    return look.record(made.record)
