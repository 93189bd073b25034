"""The one door: R6, M6, and what a write leaves behind."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from typing import Any

import psycopg
import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from backend import transaction as transactions
from backend.record import Change, judging, landing, registry, services, store
from backend.record.queries import lacking
from backend.record.services import receive
from sync import ids

from .conftest import ENGINE, Desk, Look, endings, new_id

GRADE = {"progress": 1, "progress_on": "2026-11-20"}

pytestmark = pytest.mark.usefixtures("soundness")


def test_the_creation_of_a_patient_makes_the_bundle_the_header_and_the_authors_grant(nurse: Desk, look: Look) -> None:
    patient = new_id()
    result = nurse.write(nurse.person(patient, known_as="Ade"), nurse.goal(patient, "Walk to the shop"))
    assert endings(result) == ["Applied", "Applied"]
    assert [moved.bundle for moved in result.bundles] == [patient]
    assert result.bundles[0].before == (0, "0" * 16)
    assert result.bundles[0].after[0] == 1
    assert result.bundles[0].clean
    type_, owner, header = look.one("SELECT type, owner, header FROM bundle WHERE id = :p", p=patient)
    assert (type_, owner) == ("patient", patient)
    assert '"known_as":"Ade"' in header
    assert look.rows("SELECT why FROM grants WHERE bundle_id = :p AND staff_id = :s", p=patient, s=nurse.writer.staff)


def test_all_changes_of_one_write_to_a_bundle_share_one_rev(nurse: Desk, patient: str, look: Look) -> None:
    goal = nurse.goal(patient, "Walk")
    result = nurse.write(goal, nurse.reword(patient, goal.record, "Walk", "Walk to the shop"), nurse.goal(patient, "Sleep"))
    assert [each.rev for each in result.endings] == [2, 2, 2]
    assert look.version(patient)[0] == 2
    assert look.record(goal.record).fields["words"] == "Walk to the shop"
    assert [row[0] for row in look.rows("SELECT n FROM journal WHERE bundle_id = :p AND rev = 2 ORDER BY n", p=patient)] == [2, 3, 4]


def test_m6_the_same_id_with_the_same_content_ends_as_before_and_writes_nothing(nurse: Desk, patient: str, look: Look) -> None:
    goal = nurse.goal(patient, "Walk")
    first = nurse.write(goal)
    version = look.version(patient)
    again = nurse.write(goal)
    assert again.endings[0].ending == first.endings[0].ending
    assert again.endings[0].rev == first.endings[0].rev
    assert again.endings[0].replay
    assert [(moved.before, moved.after, moved.clean) for moved in again.bundles] == [(first.bundles[0].after, first.bundles[0].after, False)]
    assert look.version(patient) == version


def test_m6_the_same_id_with_other_content_is_refused_and_kept(nurse: Desk, patient: str, look: Look) -> None:
    goal = nurse.goal(patient, "Walk")
    nurse.write(goal)
    other = nurse.change("goal", goal.record, patient, {"words": "Run"}, id=goal.id, made_at=goal.made_at)
    assert endings(nurse.write(other)) == ["Refused id-reused"]
    assert endings(nurse.write(other)) == ["Refused id-reused"], "and sending it once more is no second refusal"
    assert look.record(goal.record).fields["words"] == "Walk"
    kept = look.rows("SELECT reason, body->'set'->>'words' FROM refusal")
    assert [tuple(row) for row in kept] == [("id-reused", "Run")]


def test_the_same_id_twice_in_one_push_is_judged_once(nurse: Desk, patient: str, look: Look) -> None:
    goal = nurse.goal(patient, "Walk")
    result = nurse.write(goal, goal)
    assert endings(result) == ["Applied", "Applied"]
    assert [each.replay for each in result.endings] == [False, True]
    assert look.one("SELECT count(*) FROM journal WHERE change_id = :c", c=goal.id) == 1


def test_m6_no_ending_of_one_change_stops_the_others(
    nurse: Desk, desk: Callable[..., Desk], place: Any, patient: str, grant: Any, look: Look
) -> None:
    grant(patient, place.physio)
    physio = desk(place.physio)
    disputed, plain = nurse.goal(patient, "Walk"), nurse.goal(patient, "Sleep")
    nurse.write(disputed, plain)
    physio.write(physio.reword(patient, disputed.record, "Walk", "Walk with a frame"))
    result = nurse.write(
        receive({"id": new_id(), "kind": 7}),
        nurse.reword(patient, disputed.record, "Walk", "Walk to the shop"),
        nurse.change("goal", new_id(), patient, {"progress": "excellent"}),
        nurse.change("griffin", new_id(), patient, {"wings": 2}),
        nurse.reword(patient, plain.record, "Sleep", "Sleep through"),
        nurse.change("goal", new_id(), new_id(), {"words": "for nobody"}),
        nurse.goal(patient, "Cook"),
    )
    assert endings(result) == [
        "Refused malformed",
        "Conflicted",
        "Refused invalid-value",
        "Refused unknown-kind",
        "Applied",
        "Refused not-found",
        "Applied",
    ]
    assert look.one("SELECT count(*) FROM refusal") == 4
    assert {row[0] for row in look.rows("SELECT bundle_id::text FROM refusal")} == {services.mine(nurse.writer)}
    assert not next(moved for moved in result.bundles if moved.bundle == patient).clean


def test_a_malformed_line_is_kept_as_it_came_even_where_it_holds_what_postgres_cannot(nurse: Desk, look: Look) -> None:
    raw = {"id": "no id", "words": "a\x00b \ud800 c", "deep": [[[[{}]]]]}
    assert endings(nurse.write(receive(raw))) == ["Refused malformed"]
    assert endings(nurse.write(receive(raw))) == ["Refused malformed"]
    assert endings(nurse.write(receive("not even an object"), receive(None))) == ["Refused malformed"] * 2
    assert look.one("SELECT count(*) FROM refusal") == 3


def test_a_forged_author_is_refused_and_does_not_take_the_id_from_its_owner(nurse: Desk, desk: Callable[..., Desk], place: Any, patient: str) -> None:
    goal = nurse.goal(patient, "Walk")
    physio = desk(place.physio)
    assert endings(physio.write(goal)) == ["Refused wrong-author"]
    assert lacking([goal.id], author=physio.writer.staff) == set(), "who sent it is not asked to send it again after each pull"
    assert lacking([goal.id], author=nurse.writer.staff) == {goal.id}
    assert endings(nurse.write(goal)) == ["Applied"]


def test_a_record_elsewhere_and_one_that_is_nowhere_are_refused_in_the_same_words(
    nurse: Desk, desk: Callable[..., Desk], place: Any, patient: str
) -> None:
    goal = nurse.goal(patient, "Walk")
    nurse.write(goal)
    lead = desk(place.social_worker)
    mine = new_id()
    lead.write(lead.person(mine))
    tried = lead.write(
        lead.reword(mine, goal.record, "Walk", "Run"),
        lead.reword(mine, new_id(), "Walk", "Run"),
        lead.goal(mine, "Run", record=goal.record),
        lead.reword(patient, goal.record, "Walk", "Run"),
        lead.reword(new_id(), goal.record, "Walk", "Run"),
    )
    assert endings(tried) == ["Refused not-found"] * 5
    assert len({each.ending.message for each in tried.endings}) == 1  # type: ignore[union-attr]


def test_a_patient_of_another_place_cannot_be_written_nor_made_anew(nurse: Desk, patient: str, other_place: Any) -> None:
    from backend.record.registry import Writer

    stranger = Desk(Writer(other_place.nurse.id, frozenset({"practitioner"}), other_place.id))
    assert endings(stranger.write(stranger.goal(patient, "x"), stranger.person(patient))) == ["Refused not-found", "Refused not-found"]


def test_nothing_to_do_names_the_rev_that_it_found(nurse: Desk, patient: str, look: Look) -> None:
    goal = nurse.goal(patient, "Walk")
    [made] = nurse.write(goal).endings
    version = look.version(patient)
    [same] = nurse.write(nurse.reword(patient, goal.record, None, "Walk")).endings
    assert type(same.ending).__name__ == "Applied"
    assert same.rev == made.rev
    assert look.version(patient) == version, "it joins the chain, and makes no version"
    assert look.one("SELECT count(*) FROM journal WHERE bundle_id = :p AND rev = 2", p=patient) == 2
    nurse.write(nurse.goal(patient, "Sleep"))
    assert look.version(patient)[0] == 3


def test_a_refused_creation_leaves_no_bundle(desk: Callable[..., Desk], place: Any, look: Look) -> None:
    manager = desk(place.manager)
    patient = new_id()
    assert endings(manager.write(manager.person(patient), manager.goal(patient, "x"))) == ["Refused role", "Refused not-found"]
    assert look.rows("SELECT 1 FROM bundle WHERE id = :p", p=patient) == []


def test_r6_more_than_fifty_bundles_are_several_commits_and_each_bundle_is_in_one(nurse: Desk, look: Look) -> None:
    patients = [new_id() for _ in range(120)]
    made = [nurse.person(patient) for patient in patients]
    given = [services.came(change, nurse.writer) for change in [*made, *(nurse.goal(patient, "Walk") for patient in patients)]]
    commits = services._commits(given, nurse.writer)
    assert len(commits) == 3
    assert all(len({number % 120 for number in commit}) <= services.BUNDLES for commit in commits)
    result = nurse.write(*made)
    assert set(endings(result)) == {"Applied"}
    assert look.one("SELECT count(DISTINCT xmin::text) FROM bundle WHERE type = 'patient'") == 3


def test_r6_what_a_device_sends_at_once_is_one_commit_so_that_its_newest_answered_change_stands_for_all(nurse: Desk) -> None:
    patients = [new_id() for _ in range(50)]  # PROTOCOL §6: as many as one push may be of
    made = [*(nurse.person(patient) for patient in patients), *(nurse.goal(patient, "Walk") for patient in patients)]
    assert len(services._commits([services.came(change, nurse.writer) for change in made], nurse.writer)) == 1


def test_r6_killed_between_commits_the_job_resumes_with_the_same_ids(nurse: Desk, look: Look, monkeypatch: pytest.MonkeyPatch) -> None:
    patients = [new_id() for _ in range(120)]
    made = [nurse.person(patient) for patient in patients]
    commit, done = services._commit, []

    def killed(*args: Any) -> Any:
        if done:
            raise KeyboardInterrupt  # nobody catches this, as nobody catches kill -9
        done.append(1)
        return commit(*args)

    with monkeypatch.context() as patch:
        patch.setattr(services, "_commit", killed)
        with pytest.raises(KeyboardInterrupt):
            nurse.write(*made)
    assert look.one("SELECT count(*) FROM bundle WHERE type = 'patient'") == services.BUNDLES
    again = nurse.write(*made)
    assert set(endings(again)) == {"Applied"}
    assert sum(each.replay for each in again.endings) == services.BUNDLES
    assert look.one('SELECT count(*) FROM journal WHERE content LIKE \'%"kind":"patient"%\'') == 120


def test_r6_write_is_never_called_inside_another(nurse: Desk, patient: str) -> None:
    def hook(session: Any, records: Any, writer: Any) -> None:
        nurse.write(nurse.goal(patient, "inside"))

    registry.after_write("goal", hook)
    try:
        with pytest.raises(RuntimeError, match="never called inside another"):
            nurse.write(nurse.goal(patient, "outside"))
    finally:
        registry.known("goal").hooks.remove(hook)  # type: ignore[union-attr]


def test_r6_two_writers_of_one_bundle_take_turns_and_each_sees_the_other(
    app: Flask, nurse: Desk, desk: Callable[..., Desk], place: Any, patient: str, grant: Any, look: Look
) -> None:
    grant(patient, place.physio)
    physio = desk(place.physio)
    gate = threading.Barrier(2)
    failed: list[BaseException] = []

    def push(who: Desk, name: str) -> None:
        try:
            with app.app_context():
                gate.wait()
                for number in range(12):
                    assert endings(who.write(who.goal(patient, f"{name} {number}"), who.goal(patient, f"{name} {number} more"))) == ["Applied"] * 2
        except BaseException as error:
            failed.append(error)

    threads = [threading.Thread(target=push, args=args) for args in ((nurse, "nurse"), (physio, "physio"))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failed
    assert look.version(patient)[0] == 1 + 24
    assert look.one("SELECT count(*) FROM goal WHERE bundle_id = :p", p=patient) == 48


def test_r6_the_same_change_from_two_connections_at_once_lands_once(app: Flask, nurse: Desk, patient: str, look: Look) -> None:
    changes = [nurse.goal(patient, f"goal {number}") for number in range(10)]
    other = new_id()
    changes.append(nurse.person(other))
    gate = threading.Barrier(4)
    results: list[services.WriteResult] = []

    def push() -> None:
        with app.app_context():
            gate.wait()
            results.append(nurse.write(*changes))

    threads = [threading.Thread(target=push) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(results) == 4
    assert {ending for result in results for ending in endings(result)} == {"Applied"}
    assert sum(not each.replay for result in results for each in result.endings) == len(changes)
    assert look.one("SELECT count(*) FROM goal WHERE bundle_id = :p", p=patient) == 10


@pytest.mark.parametrize("state", ["40001", "40P01"])
def test_r6_what_postgres_undid_is_begun_anew(nurse: Desk, patient: str, look: Look, monkeypatch: pytest.MonkeyPatch, state: str) -> None:
    lock, times = store.lock, []

    def undone(session: Any, bundles: Any) -> Any:
        times.append(1)
        found = lock(session, bundles)
        if len(times) <= 2:  # a real error of the real server, in the real transaction
            session.execute(text(f"DO $$ BEGIN RAISE EXCEPTION 'undone' USING ERRCODE = '{state}'; END $$"))
        return found

    monkeypatch.setattr(store, "lock", undone)
    assert endings(nurse.write(nurse.goal(patient, "Walk"))) == ["Applied"]
    assert len(times) == 3
    assert look.version(patient)[0] == 2


def test_r6_two_writers_who_lock_across_each_other_both_end(app: Flask, nurse: Desk, patient: str, look: Look) -> None:
    """A stranger locks the second bundle and then wants the first: PostgreSQL undoes one of the two, and it is begun anew."""
    other = new_id()
    nurse.write(nurse.person(other))
    first, second = sorted([patient, other])
    holding, wanting = threading.Event(), threading.Event()

    def stranger() -> None:
        with app.app_context():

            def work() -> None:
                with transactions.transaction(ENGINE) as session:
                    store.lock(session, [second])
                    holding.set()
                    wanting.wait(5)
                    store.lock(session, [first])

            transactions.retried(work)

    thread = threading.Thread(target=stranger)
    thread.start()
    holding.wait(5)
    threading.Timer(0.3, wanting.set).start()
    assert endings(nurse.write(nurse.goal(first, "Walk"), nurse.goal(second, "Walk"))) == ["Applied", "Applied"]
    thread.join()


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


def test_a_dispute_is_settled_and_the_field_written_in_the_same_step(
    nurse: Desk, desk: Callable[..., Desk], place: Any, patient: str, grant: Any, look: Look
) -> None:
    grant(patient, place.physio)
    physio = desk(place.physio)
    goal = nurse.goal(patient, "Walk")
    nurse.write(goal)
    physio.write(physio.reword(patient, goal.record, "Walk", "Walk with a frame"))
    [ended] = nurse.write(nurse.reword(patient, goal.record, "Walk", "Walk to the shop")).endings
    conflict = ended.ending.conflict  # type: ignore[union-attr]
    assert look.one("SELECT status FROM conflict WHERE id = :c", c=conflict) == "open"
    assert look.one("SELECT header::json->>'disputes' FROM bundle WHERE id = :p", p=patient) == "1"
    sides = [side["change"] for side in look.record(conflict).fields["sides"]]
    wrong = nurse.change("conflict", conflict, patient, {"value": {"words": ""}, "reason": "agreed"}, {"sides": sorted(sides)})
    right = nurse.change(
        "conflict", conflict, patient, {"value": {"words": "Walk to the shop with a frame"}, "reason": "agreed"}, {"sides": sorted(sides)}
    )
    assert endings(nurse.write(wrong, right)) == ["Refused invalid-value", "Applied"]
    assert look.record(goal.record).fields["words"] == "Walk to the shop with a frame"
    assert look.one("SELECT words FROM goal WHERE id = :g", g=goal.record) == "Walk to the shop with a frame"
    assert look.one("SELECT header::json->>'disputes' FROM bundle WHERE id = :p", p=patient) == "0"


def test_clean_is_what_the_device_made_itself_and_nothing_else(nurse: Desk, patient: str) -> None:
    goal = nurse.goal(patient, "Walk")
    [moved] = nurse.write(goal).bundles
    assert moved.clean
    [moved] = nurse.write(goal, nurse.goal(patient, "Sleep")).bundles
    assert not moved.clean, "a replay among them"
    moves = nurse.write(nurse.goal(patient, "Cook"), nurse.change("goal", new_id(), patient, {"progress": "x"})).bundles
    assert not any(moved.clean for moved in moves), "a refusal among them; and the refusal itself nobody made on a device"


def test_the_journal_says_who_when_from_which_device_and_what_was_seen_and_wanted(nurse: Desk, patient: str, look: Look) -> None:
    device, goal = new_id(), nurse.goal(patient, "Walk")
    nurse.write(goal, device=device)
    author, from_, made_at, content, ending = look.one(
        "SELECT author, device, made_at, content::json->'set'->>'words', ending::json->>'ending' FROM journal WHERE change_id = :c", c=goal.id
    )
    assert (author, from_, made_at, content, ending) == (nurse.writer.staff, device, goal.made_at, "Walk", "applied")


def test_the_journal_can_only_be_added_to(nurse: Desk, patient: str) -> None:
    for sql in ("UPDATE journal SET author = 'x'", "DELETE FROM journal"):
        with pytest.raises(Exception, match=r"append-only|permission denied"), transactions.transaction(ENGINE) as session:
            session.execute(text(sql))


def test_a_change_that_is_twice_in_a_bundle_and_elsewhere_keeps_versions_on_one_chain(nurse: Desk, patient: str, look: Look) -> None:
    head = look.version(patient)[1]
    goal = nurse.goal(patient, "Walk")
    [moved] = nurse.write(goal).bundles
    assert moved.before == (1, ids.chain8(head))
    assert moved.after == (2, ids.chain8(look.version(patient)[1]))


def test_a_job_writes_in_its_place_under_its_purpose_and_its_refusals_wait_in_its_own_bundle(place: Any, app_context: Flask, look: Look) -> None:
    from backend.record.registry import Writer

    job = Desk(Writer("import:test", frozenset({"engine"}), place.id, purpose="a test of imports"))
    patient = new_id()
    assert endings(job.write(job.person(patient), job.person(new_id(), nhs_number="123"))) == ["Applied", "Refused invalid-value"]
    assert look.one("SELECT owner FROM bundle WHERE id = :b", b=services.mine(job.writer)) == "import:test"
    assert services.mine(job.writer) != services.mine(Writer("import:test", frozenset(), new_id(), "x")), "another place's import has another"


def test_without_an_access_function_nothing_can_be_written(nurse: Desk, patient: str) -> None:
    access = services._access
    services.set_access(None)
    try:
        with pytest.raises(RuntimeError, match="set_access"):
            nurse.write(nurse.goal(patient, "Walk"))
    finally:
        services.set_access(access)


def test_a_broken_connection_at_commit_is_looked_up_not_guessed(nurse: Desk, patient: str, look: Look, monkeypatch: pytest.MonkeyPatch) -> None:
    """The server is gone right after it committed: the second try finds the change journalled and answers what it became."""
    commit, done = services._commit, []

    def cut(*args: Any) -> Any:
        result = commit(*args)
        if not done:
            done.append(1)
            raise OperationalError("commit", None, psycopg.OperationalError("server closed the connection"), connection_invalidated=True)
        return result

    monkeypatch.setattr(services, "_commit", cut)
    result = nurse.write(nurse.goal(patient, "Walk"))
    assert endings(result) == ["Applied"]
    assert result.endings[0].replay
    assert look.one("SELECT count(*) FROM goal") == 1
