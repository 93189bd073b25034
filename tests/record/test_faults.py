"""What is busy, beyond a limit or broken in one change stops that change and what follows it, and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from sqlalchemy import text

from backend import transaction as transactions
from backend.record import Change, judging, landing, registry, store

from .conftest import ENGINE, Desk, Look, endings, new_id

GRADE = {"progress": 1, "progress_on": "2026-11-20"}

pytestmark = pytest.mark.usefixtures("soundness")


def test_m6_what_stays_busy_is_answered_not_now_and_journalled_nowhere(
    nurse: Desk, patient: str, look: Look, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(session: Any, bundles: Any) -> Any:
        session.execute(text("SET LOCAL lock_timeout = '20ms'"))
        return lock(session, bundles)

    lock = store.lock
    monkeypatch.setattr(store, "lock", busy)
    journalled = look.one("SELECT count(*) FROM journal")
    goal = nurse.goal(patient, "Walk")
    with transactions.transaction(ENGINE) as holder:
        lock(holder, [patient])
        assert endings(nurse.write(goal)) == ["NotNow"]
    assert look.one("SELECT count(*) FROM journal") == journalled
    assert endings(nurse.write(goal)) == ["Applied"]


def test_m6_what_is_beyond_a_limit_of_postgresql_is_refused_with_a_reason_and_not_busy_for_ever(nurse: Desk, patient: str, look: Look) -> None:
    """Defect: SQLSTATE 54000 was answered "not now", so that the tablet sent it again and again, and the others of its commit with it."""
    look_admin(look, "CREATE INDEX too_narrow ON note (words)")
    long = "".join(chr(0x4E00 + number * 7919 % 20000) for number in range(2000))  # no two alike: compression does not help
    try:
        note = nurse.change("note", new_id(), patient, {"words": long, "written_at": "2026-11-20T09:00:00.000Z", "staff": nurse.writer.staff})
        result = nurse.write(nurse.goal(patient, "Walk"), note, nurse.goal(patient, "Sleep"))
    finally:
        look_admin(look, "DROP INDEX too_narrow")
    assert endings(result) == ["Applied", "Refused too-big", "Applied"]
    assert look.one("SELECT body->'set'->>'words' FROM refusal") == long


def test_r6_where_the_bulk_fails_the_others_land_and_only_the_one_is_refused(nurse: Desk, patient: str, look: Look) -> None:
    """A trigger refuses one row, as a constraint of some later version might."""
    look_admin(look, "CREATE FUNCTION no_griffins() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF new.words = 'griffin' THEN "
                     "RAISE EXCEPTION 'no' USING ERRCODE = 'check_violation'; END IF; RETURN new; END $$")  # fmt: skip
    look_admin(look, "CREATE TRIGGER no_griffins BEFORE INSERT OR UPDATE ON goal FOR EACH ROW EXECUTE FUNCTION no_griffins()")
    try:
        griffin = nurse.goal(patient, "griffin")
        result = nurse.write(
            nurse.goal(patient, "Walk"),
            griffin,
            nurse.change("goal", griffin.record, patient, GRADE, dict.fromkeys(GRADE), after=griffin.id),
            nurse.goal(patient, "Sleep"),
        )
    finally:
        look_admin(look, "DROP TRIGGER no_griffins ON goal")
        look_admin(look, "DROP FUNCTION no_griffins")
    assert endings(result) == ["Applied", "Refused invalid-value", "Refused after-refused", "Applied"]
    assert {row[0] for row in look.rows("SELECT words FROM goal WHERE bundle_id = :p", p=patient)} == {"Walk", "Sleep"}
    assert look.one("SELECT count(*) FROM refusal") == 2


def look_admin(look: Look, sql: str) -> None:
    """As whoever owns the tables."""
    from backend.database import db

    with db.engine.begin() as connection:
        connection.execute(text(sql))


def test_a_fault_of_ours_in_judging_one_change_is_not_now_for_it_and_for_what_follows_it(
    nurse: Desk, patient: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    apply = judging.engine.apply
    poison = nurse.goal(patient, "poison")

    def broken(change: Any, *args: Any, **more: Any) -> Any:
        if change.id == poison.id:
            raise ZeroDivisionError
        return apply(change, *args, **more)

    monkeypatch.setattr(judging.engine, "apply", broken)
    after = nurse.reword(patient, poison.record, "poison", "cure", after=poison.id)
    assert endings(nurse.write(poison, after, nurse.goal(patient, "Walk"))) == ["NotNow", "NotNow", "Applied"]
    monkeypatch.undo()
    assert endings(nurse.write(poison, after)) == ["Applied", "Applied"]


@pytest.fixture
def stumbles(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], None]]:
    """`stumbles(where)`: from here on a goal or alert with the word "poison" makes a hook, a hook's statement or the making of a header fail."""
    known = registry.known("alert")
    assert known is not None

    def hook(session: Any, records: Any, writer: Any) -> None:
        for record in records:
            if "poison" in record.fields.values():
                session.execute(text("SELECT no_such_column FROM goal")) if where == "statement" else record.fields["no such field"]

    def header(by_kind: Any) -> dict[str, Any]:
        told = made(by_kind)
        return {**told, "n": [record.fields["no such field"] for record in by_kind["alert"] if "poison" in record.fields.values()]}

    made, kinds = registry.header("patient") or (dict, frozenset())
    where = ""

    def begin(chosen: str) -> None:
        nonlocal where
        where = chosen
        if where == "header":
            monkeypatch.setitem(registry._headers, "patient", (header, kinds))
        else:
            known.hooks.append(hook)

    yield begin
    if hook in known.hooks:
        known.hooks.remove(hook)


@pytest.mark.parametrize("where", ["hook", "statement", "header"])
def test_a_fault_of_ours_in_what_follows_from_one_change_is_not_now_for_it_and_the_rest_lands(
    nurse: Desk, patient: str, stumbles: Callable[[str], None], caplog: pytest.LogCaptureFixture, look: Look, where: str
) -> None:
    """Else every push of that tablet would fail, for ever, with all of its patients in it."""

    def alert(title: str) -> Change:
        return nurse.change("alert", new_id(), patient, {"category": "dog", "title": title})

    stumbles(where)
    poison, other = alert("poison"), new_id()
    on_it = nurse.change("alert", poison.record, patient, {"title": "cure"}, {"title": "poison"})
    made = [alert("A dog"), poison, on_it, nurse.goal(patient, "Walk"), nurse.person(other), nurse.goal(other, "Sleep")]
    result = nurse.write(*made)
    assert endings(result) == ["Applied", "NotNow", "NotNow", "Applied", "Applied", "Applied"]
    assert [each.ending.why for each in result.endings[1:3]] == ["busy", "busy"]  # type: ignore[union-attr]
    assert look.one("SELECT count(*) FROM alert") == 1
    assert look.one("SELECT count(*) FROM journal WHERE change_id = :c", c=poison.id) == 0
    said = "\n".join(record.getMessage() for record in caplog.records)
    assert poison.id in said
    assert "poison" not in said, "nothing clinical in a log"
    look.is_sound()


def test_a_fault_that_no_single_change_explains_stops_its_bundle_and_no_other(
    nurse: Desk, patient: str, monkeypatch: pytest.MonkeyPatch, look: Look
) -> None:
    other = new_id()
    assert endings(nurse.write(nurse.person(other))) == ["Applied"]
    journal = landing.journal

    def broken(bundle: Any, *rest: Any) -> Any:
        return {}["no such key"] if bundle.id == other else journal(bundle, *rest)

    monkeypatch.setattr(landing, "journal", broken)
    made = [nurse.goal(patient, "Walk"), nurse.goal(other, "Sleep"), nurse.goal(patient, "Cook")]
    assert endings(nurse.write(*made)) == ["Applied", "NotNow", "Applied"]
    monkeypatch.undo()
    assert endings(nurse.write(*made)) == ["Applied"] * 3
    assert look.one("SELECT count(*) FROM goal") == 3
    look.is_sound()


def test_what_names_a_record_that_could_not_be_made_waits_with_it_and_is_not_refused(
    nurse: Desk, patient: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    new, apply = new_id(), judging.engine.apply
    person, goal = nurse.person(new), nurse.goal(patient, "poison")
    action = nurse.change("action", new_id(), patient, {"words": "A walk", "origin_kind": "assessment", "origin_record": goal.record})

    def broken(change: Any, *args: Any, **more: Any) -> Any:
        return {}["no such key"] if change.id in (person.id, goal.id) else apply(change, *args, **more)

    monkeypatch.setattr(judging.engine, "apply", broken)
    made = [person, nurse.goal(new, "Sleep"), goal, action, nurse.reword(patient, goal.record, "poison", "cure"), nurse.goal(patient, "Walk")]
    assert endings(nurse.write(*made)) == ["NotNow"] * 5 + ["Applied"]
    monkeypatch.undo()
    assert endings(nurse.write(*made)) == ["Applied"] * 6
