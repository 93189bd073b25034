"""Every route and every kind: for who has no grant, whose grant ended, and who is of another place, nothing of it exists."""

from __future__ import annotations

import json
import re
import uuid
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from backend import security, wall_clock
from tests.access.world import EAST, FORM, OTHER_PLACE, PATIENT_KINDS, PLACE, World, id_of, values_of
from tests.conftest import TestPlace
from tests.sync_gateway.client import POLICIES, Json, Tablet, blocks, derived, inflated

PEOPLE_KINDS = tuple(kind for kind, policy in POLICIES.items() if isinstance(policy, dict) and policy.get("bundle") == "people" and kind != "meeting")
MINE_KINDS = ("my_day", "read_mark")
MADE_FOR_ONE = ("alarm", "refusal")
"""Of one's own bundle, and made by the engine alone."""
CALLERS = {"nobody's grant": "ben", "of another place": "bea", "no carer": "max", "another team's": "carl"}


def edits(world: World, tablet: Tablet, patient: str, kind: str) -> list[Json]:
    """One edit of each group of a record of this kind, as it stands, and one creation of another such record."""
    bundle, record = world.patient(patient), world.record(patient, kind)
    values = values_of(kind, patient, world)
    for fields in groups_of(kind):
        saw = {name: values.get(name) for name in fields}
        tablet.change(kind, record, bundle, saw, saw)
    derived_id = not POLICIES[kind]["id"].endswith("uuid7") or kind == "patient"
    tablet.create(kind, bundle, values, record=id_of(kind, patient, world) if derived_id else str(uuid.uuid4()))
    return list(tablet.queue)


def groups_of(kind: str) -> list[list[str]]:
    """The fields of each group of a kind; of a pattern, one field that fits it."""
    return [[name.replace("*", "falls") for name in group["fields"]] for group in POLICIES[kind]["group"].values()]


def elsewhere(change: Json) -> Json:
    """The same change about a record and a patient that never were."""
    nowhere = str(uuid.uuid4())
    return {
        **change,
        "id": str(uuid.uuid4()),
        "bundle": nowhere,
        "patient": nowhere,
        "record": nowhere if change["kind"] == "patient" else str(uuid.uuid4()),
    }


def without_ids(ending: Json) -> Json:
    return {key: value for key, value in ending.items() if key != "id"}


# ------------------------------------------------------------------------------------------------------------------ every kind


@pytest.mark.parametrize("caller", CALLERS.values(), ids=CALLERS)
def test_for_who_has_no_grant_a_record_that_is_there_and_one_that_never_was_are_refused_in_the_same_words(world: World, caller: str) -> None:
    tablet = world.tablet(caller)
    for kind in PATIENT_KINDS:
        there = edits(world, tablet, "rose", kind)
        nowhere = [elsewhere(change) for change in there if kind != "patient" or change["saw"] is not None]
        tablet.queue = there + nowhere
        endings = [without_ids(ending) for ending in tablet.push()]
        assert endings == [endings[0]] * len(endings), kind
        assert endings[0]["reason"] == "not-found", kind
        assert not endings[0]["fields"], kind


def test_for_whose_grant_ended_every_kind_needs_a_lead_and_tells_no_value(world: World) -> None:
    world.grant("rose", "ben")
    ben = world.tablet("ben")
    ben.pull()
    world.end("rose", "ben")
    world.turn(timedelta(hours=1))
    ben.ask("sync/check", {"schema": 1, "digest": "0" * 32})
    for kind in PATIENT_KINDS:
        edits(world, ben, "rose", kind)
        for ending in ben.push():
            assert (ending["ending"], ending["reason"], ending["fields"]) == ("refused", "needs-a-lead", {}), kind
    assert ben.pull()
    assert world.patient("rose") not in ben.bundles


def test_a_pull_carries_no_line_of_a_patient_to_whom_none_is_granted(world: World) -> None:
    for caller in CALLERS.values():
        tablet = world.tablet(caller)
        tablet.bundles = {}
        tablet.pull(first=[world.patient("rose")])
        kinds = {record["kind"] for bundle in tablet.bundles.values() if bundle.id == world.patient("rose") for record in bundle.records()}
        assert kinds == set(), caller
        assert all(line["bundle"] != world.patient("rose") for line in tablet.headers_seen), caller


def test_claiming_to_hold_a_bundle_brings_nothing_of_it(world: World) -> None:
    anna, ben = world.tablet("anna"), world.tablet("ben")
    anna.pull()
    rose = anna.bundles[world.patient("rose")]
    anna.edit(rose.record(world.record("rose", "goal")), "target", {"target": "10"})
    anna.push()
    held = [[rose.id, ["core", "more"], 1, rose.chain8, None]]
    _, data = ben.post("sync/pull", {"schema": 1, "held": held, "first": [rose.id], "newest_answered": None})
    assert b"Ahmed" not in data
    ben.apply(data)
    assert set(ben.bundles) == {derived(f"people:{ben.place}"), derived(f"forms:{ben.place}")}


@pytest.mark.parametrize("kind", PEOPLE_KINDS)
def test_the_people_of_a_place_are_written_by_its_administrators_only(world: World, kind: str) -> None:
    values = {"name": "Somebody", **({"role": "lead"} if kind == "staff" else {})}
    for name in ("anna", "lena", "vera", "max", "priya"):
        tablet = world.tablet(name)
        tablet.create(kind, derived(f"people:{PLACE}"), values)
        assert [ending["reason"] for ending in tablet.push()] == ["role"], name
        tablet.create(kind, derived(f"people:{OTHER_PLACE}"), values)
        assert [ending["reason"] for ending in tablet.push()] == ["not-found"], name
    ada = world.tablet("ada")
    ada.create(kind, derived(f"people:{PLACE}"), values)
    ada.create(kind, derived(f"people:{OTHER_PLACE}"), values)
    assert [ending.get("reason") for ending in ada.push()] == [None, "not-found"]


def test_a_meeting_is_called_by_those_who_plan_care_and_known_to_everyone_of_the_place_and_no_other(world: World) -> None:
    values = values_of("meeting", "rose", world)

    def attempt(name: str, place: str) -> str:
        tablet = world.tablet(name)
        tablet.create("meeting", derived(f"people:{place}"), values)
        [ending] = tablet.push()
        return str(ending.get("reason") or ending["ending"])

    assert {name: attempt(name, PLACE) for name in ("anna", "lena", "cora")} == dict.fromkeys(("anna", "lena", "cora"), "applied")
    for name in ("asif", "vera", "max", "ada", "priya"):
        assert attempt(name, PLACE) == "role", name
    assert attempt("anna", OTHER_PLACE) == attempt("bea", PLACE) == "not-found"
    for name, known in (("vera", 3), ("max", 3), ("bea", 0)):
        tablet = world.tablet(name)
        assert tablet.pull()
        assert len([record for bundle in tablet.bundles.values() for record in bundle.records("meeting")]) == known, name


def test_r1_two_who_put_the_same_person_on_the_same_list_have_listed_them_once(world: World) -> None:
    world.grant("tom", "ben")
    meeting = str(uuid.uuid4())
    fields = {"meeting": meeting, "team": None, "held_on": "2026-11-26", "status": "listed"}
    record = derived(f"meeting_item:{meeting}:{world.patient('tom')}")
    for name in ("anna", "ben"):
        tablet = world.tablet(name)
        tablet.create("meeting_item", world.patient("tom"), fields, record=record)
        assert [ending["ending"] in ("applied", "merged") for ending in tablet.push()] == [True], name
        for kind, values in (("meeting_item", fields), ("meeting_talk", {"meeting": meeting, "question": "Is the stair lift safe?"})):
            tablet.create(kind, world.patient("tom"), values, record=str(uuid.uuid4()))
            assert [ending["reason"] for ending in tablet.push()] == ["malformed"], f"{kind}: its id follows from the meeting and the person"


def test_the_forms_of_a_place_are_carried_by_everyone_who_works_there_and_published_by_its_managers_only(world: World) -> None:
    url = "https://example.org/q/another"
    item = {"linkId": "tea", "type": "boolean", "text": "Tea?"}
    definition = {"resourceType": "Questionnaire", "url": url, "version": "2", "title": "Tea", "item": [item]}
    values = {"url": url, "version": "2", "definition": definition, "status": "draft"}

    def attempt(name: str, place: str, record: str | None = None) -> str:
        tablet = world.tablet(name)
        tablet.create("questionnaire", derived(f"forms:{place}"), values, record=record or derived(f"questionnaire:{place}:{url}:2"))
        [ending] = tablet.push()
        return str(ending.get("reason") or ending["ending"])

    for name in ("anna", "vera", "lena", "priya", "max"):
        tablet = world.tablet(name)
        assert tablet.pull()
        assert [each["fields"]["url"] for each in tablet.bundles[derived(f"forms:{PLACE}")].records("questionnaire")] == [FORM], name
        assert derived(f"forms:{OTHER_PLACE}") not in tablet.bundles, name
    for name in ("anna", "vera", "lena", "priya"):
        assert attempt(name, PLACE) == "role", name
    assert attempt("max", OTHER_PLACE) == "not-found"
    assert attempt("max", PLACE, derived(f"questionnaire:{OTHER_PLACE}:{url}:2")) == "malformed", "its id follows from the place"
    assert attempt("max", PLACE) == "applied"


@pytest.mark.parametrize("kind", MINE_KINDS)
def test_what_is_ones_own_is_written_by_oneself_and_by_nobody_else_but_the_teams_lead(world: World, kind: str) -> None:
    def attempt(writer: str, owner: str) -> str:
        tablet = world.tablet(writer)
        values = values_of(kind, "rose", world)
        key = values.get("day") or values.get("about")
        tablet.create(kind, derived(f"mine:{world.staff(owner)}"), values, record=derived(f"{kind}:{world.staff(owner)}:{key}"))
        [ending] = tablet.push()
        return str(ending.get("reason") or ending["ending"])

    assert attempt("anna", "anna") == "applied"
    assert attempt("ben", "anna") == "not-found"
    assert attempt("wanda", "anna") == "not-found"
    assert attempt("bea", "anna") == "not-found"
    assert attempt("lena", "ben") == {"my_day": "applied", "read_mark": "role"}[kind]


def test_what_lies_in_ones_own_bundle_is_made_by_oneself_or_by_the_engine_alone(world: World) -> None:
    assert {kind for kind, policy in POLICIES.items() if isinstance(policy, dict) and policy.get("bundle") == "mine"} == {*MINE_KINDS, *MADE_FOR_ONE}
    anna, now = world.staff("anna"), "2026-11-24T09:00:00.000Z"
    alarm = {"matter": "overdue:a", "reader": anna, "about": world.staff("ben"), "cause": "overdue", "due_at": now, "raised_at": now}
    change = str(uuid.uuid4())
    refusal = {"change": change, "reason": "role", "refused_at": now}
    for kind, values, key in (("alarm", alarm, f"overdue:a:{anna}"), ("refusal", refusal, change)):
        for name, reason in (("anna", "engine-only"), ("lena", "engine-only"), ("ben", "not-found"), ("wanda", "not-found"), ("bea", "not-found")):
            tablet = world.tablet(name)
            tablet.create(kind, derived(f"mine:{anna}"), values, record=derived(f"{kind}:{key}"))
            [ending] = tablet.push()
            assert (ending["ending"], ending["reason"]) == ("refused", reason), (kind, name)


def test_r1_a_lead_makes_a_members_day_under_the_id_that_follows_from_whose_it_is(world: World) -> None:
    ben, lena = world.tablet("ben"), world.tablet("lena")
    mark = derived(f"read_mark:{ben.staff}:{world.patient('rose')}")
    ben.create("read_mark", derived(f"mine:{ben.staff}"), values_of("read_mark", "rose", world), record=mark)
    assert [ending["ending"] for ending in ben.push()] == ["applied"], "their own bundle is made by their own first record"
    values = values_of("my_day", "rose", world)

    def attempt(whose: str) -> str:
        record = derived(f"my_day:{world.staff(whose)}:{values['day']}")
        lena.create("my_day", derived(f"mine:{ben.staff}"), values, record=record)
        [ending] = lena.push()
        return str(ending.get("reason") or ending["ending"])

    assert attempt("anna") == "malformed", "it would take the place of Anna's day"
    assert attempt("ben") == "applied"


def test_a_refusal_and_a_conflict_are_made_by_the_engine_alone(world: World) -> None:
    anna = world.tablet("anna")
    anna.create("refusal", derived(f"mine:{anna.staff}"), {"reason": "role"}, record=derived(f"refusal:{uuid.uuid4()}"))
    anna.create("conflict", world.patient("rose"), values_of("conflict", "rose", world), record=str(uuid.uuid4()))
    assert {ending["ending"] for ending in anna.push()} == {"refused"}


def test_a_patients_id_that_is_taken_elsewhere_is_not_found_like_any_other(world: World) -> None:
    """Creating what exists for others must tell nothing, change nothing, and not wait for ever."""
    for name, taken in (("ben", "rose"), ("bea", "rose"), ("anna", "zoe")):
        tablet = world.tablet(name)
        tablet.create("patient", world.patient(taken), {"family_name": "Thief"}, record=world.patient(taken))
        [ending] = tablet.push()
        assert (ending["ending"], ending["reason"]) == ("refused", "not-found"), (name, taken)


def test_r1_nobody_makes_a_patient_in_the_place_of_a_colleagues_own_bundle(world: World) -> None:
    for taken in (derived(f"mine:{world.staff('carl')}"), derived(f"people:{OTHER_PLACE}"), str(uuid.uuid4())):
        ben = world.tablet("ben")
        ben.create("patient", taken, {"family_name": "Thief"}, record=taken)
        [ending] = ben.push()
        assert ending["ending"] == "refused", taken
    carl = world.tablet("carl")
    carl.create(
        "read_mark",
        derived(f"mine:{carl.staff}"),
        values_of("read_mark", "will", world),
        record=derived(f"read_mark:{carl.staff}:{world.patient('will')}"),
    )
    assert [ending["ending"] for ending in carl.push()] == ["applied"]


# ------------------------------------------------------------------------------------------------------------------ every route


NOBODY = "00000000-0000-4000-8000-000000000000"


def examples(app: Flask) -> list[tuple[str, str, frozenset[str]]]:
    """(method, address, who) of every route, variables filled in with ids of nothing."""
    found = []
    for rule in app.url_map.iter_rules():
        address = rule.rule
        for argument in rule.arguments:
            for converter in ("uuid:", "path:", "string:", "int:", ""):
                address = address.replace(f"<{converter}{argument}>", NOBODY)
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            found.append((method, address, security.allowed(app, rule.endpoint) or frozenset()))
    return found


def test_every_route_says_who_may_use_it_and_who_is_not_signed_in_gets_no_further(app: Flask, place: TestPlace) -> None:
    client = app.test_client()
    headers = {"X-Alongside": "1", "Origin": "http://localhost"}
    asked = examples(app)
    assert len([1 for _, _, who in asked if security.ANYONE not in who]) >= 5
    for method, address, who in asked:
        assert who, address
        if security.ANYONE not in who:
            answer = client.open(address, method=method, json={}, headers=headers)
            assert answer.status_code == 401, (method, address)
            assert answer.get_json()["code"] == "sign-in"


ASKING: dict[tuple[str, str], Any] = {
    ("GET", "/api/v1/session"): lambda world: None,
    ("POST", "/api/v1/sync/push"): lambda world: {"schema": 1, "held": [[world.patient("rose"), 1, "0" * 16]], "changes": about_rose(world)},
    ("POST", "/api/v1/sync/check"): lambda world: {"schema": 1, "digest": "0" * 32, "newest_answered": None},
    ("POST", "/api/v1/sync/pull"): lambda world: {
        "schema": 1,
        "held": [[world.patient("rose"), ["core", "more"], 1, "0" * 16, None]],
        "first": [world.patient("rose")],
        "newest_answered": None,
    },
    ("POST", "/api/v1/sync/resend"): lambda world: {"ids": [str(uuid.uuid4())]},
    ("POST", "/api/v1/attachments/received"): lambda world: {"ids": [world.record("rose", "attachment")]},
    ("PUT", f"/api/v1/attachments/{NOBODY}/content"): lambda world: None,
    ("GET", f"/api/v1/attachments/{NOBODY}/content"): lambda world: None,
    ("POST", "/api/v1/patients/find"): lambda world: {"search": "Rose"},
    ("GET", f"/api/v1/patients/{NOBODY}/older"): lambda world: None,
    ("GET", f"/api/v1/patients/{NOBODY}/history"): lambda world: None,
    ("GET", f"/api/v1/patients/{NOBODY}/lead"): lambda world: None,
    ("POST", f"/api/v1/patients/{NOBODY}/documents"): lambda world: {"what": "care-plan"},
    ("GET", f"/api/v1/documents/{NOBODY}"): lambda world: None,
    ("GET", f"/api/v1/documents/{NOBODY}/content"): lambda world: None,
    ("DELETE", f"/api/v1/documents/{NOBODY}"): lambda world: None,
    ("GET", f"/api/v1/patients/{NOBODY}/assessments/{NOBODY}/response"): lambda world: None,
}
"""How each route for signed-in staff is asked for Rose: (method, address) → the body. A new route is added here, or the test below fails.

Where the address names a patient, Rose stands in NOBODY's place, and the answer is the 404 that NOBODY gets.
"""
# Of a team, and for its leads alone: tests/board proves that nobody else has any of them.
BOARD = f"/api/v1/board/{NOBODY}/{NOBODY}"
WEEKS = f"/api/v1/weeks/{NOBODY}"  # tests/weeks
OF_NO_PATIENT = frozenset(
    {
        ("GET", f"/api/v1/ways/{NOBODY}"),  # tests/ways
        ("PUT", f"/api/v1/ways/{NOBODY}"),
        ("POST", f"/api/v1/ways/{NOBODY}/learn"),
        ("GET", "/api/v1/team/marked"),  # tests/assessments/test_marks.py
        ("GET", "/api/v1/assessments/marked"),  # of one's own; tests/assessments/test_marks.py
        ("GET", "/api/v1/team/refusals"),  # tests/refusals
        ("POST", f"/api/v1/team/refusals/{NOBODY}"),
        ("GET", "/api/v1/board"),
        ("GET", "/api/v1/weeks"),
        ("GET", f"{WEEKS}/{NOBODY}"),
        ("POST", f"{WEEKS}/read"),
        ("PUT", f"{WEEKS}/patterns/{NOBODY}"),
        ("PUT", f"{WEEKS}/people/{NOBODY}/away"),
        ("POST", f"{WEEKS}/{NOBODY}/suggestions"),
        ("GET", f"/api/v1/weeks/suggestions/{NOBODY}"),
        ("DELETE", f"/api/v1/weeks/suggestions/{NOBODY}"),
        ("POST", f"/api/v1/weeks/suggestions/{NOBODY}/take"),
        ("GET", f"/api/v1/weeks/takings/{NOBODY}"),
        ("POST", f"/api/v1/weeks/takings/{NOBODY}/undo"),
        ("POST", f"/api/v1/weeks/takings/{NOBODY}/stop"),  # tests/weeks
        ("POST", f"{WEEKS}/{NOBODY}/moves"),
        ("POST", f"{WEEKS}/{NOBODY}/what-if"),
        ("GET", f"/api/v1/weeks/holidays/{NOBODY}"),
        ("PUT", f"/api/v1/weeks/holidays/{NOBODY}"),
        ("DELETE", f"/api/v1/weeks/holidays/{NOBODY}"),
        ("GET", BOARD),
        ("POST", f"{BOARD}/moves"),
        ("POST", f"{BOARD}/try"),
        ("POST", f"{BOARD}/split"),
        ("POST", f"{BOARD}/not-home"),
        ("POST", f"{BOARD}/called-off"),
        ("POST", f"{BOARD}/stands-again"),
        ("POST", f"{BOARD}/undo"),
        ("POST", f"{BOARD}/away"),
        ("POST", f"{BOARD}/urgent"),
        ("POST", f"{BOARD}/proposals"),
        ("GET", f"/api/v1/board/proposals/{NOBODY}"),
        ("DELETE", f"/api/v1/board/proposals/{NOBODY}"),
        ("POST", f"/api/v1/board/proposals/{NOBODY}/take"),
        ("POST", f"/api/v1/board/proposals/{NOBODY}/count"),
        ("PUT", f"{BOARD}/weights"),
        ("GET", f"/api/v1/board/rounds/{NOBODY}"),
        ("POST", f"/api/v1/board/rounds/{NOBODY}"),
        ("DELETE", f"/api/v1/board/rounds/{NOBODY}"),
        ("POST", f"{BOARD}/publications"),
        ("GET", f"/api/v1/board/publications/{NOBODY}"),
        ("POST", "/api/v1/feedback/tokens"),
        ("GET", "/api/v1/team"),
        ("PUT", f"/api/v1/team/people/{NOBODY}/buddy"),  # tests/lone_working
        ("GET", "/api/v1/population"),  # tests/population
        ("GET", "/api/v1/population/runs"),
        ("POST", "/api/v1/population/runs"),
        ("GET", "/api/v1/referrals"),  # tests/referrals
        ("POST", "/api/v1/referrals/known"),
        ("POST", f"/api/v1/referrals/people/{NOBODY}"),
        ("POST", "/api/v1/feedback/entries"),
        ("GET", "/api/v1/feedback/kiosks"),
        ("POST", "/api/v1/feedback/kiosks"),
        ("DELETE", f"/api/v1/feedback/kiosks/{NOBODY}"),
        ("GET", "/api/v1/feedback/asked"),
        ("PUT", f"/api/v1/feedback/asked/{NOBODY}"),
        ("GET", "/api/v1/feedback/page"),
        ("GET", "/api/v1/reports"),  # numbers of nobody: tests/reports
        ("GET", f"/api/v1/reports/{NOBODY}"),
        ("GET", "/api/v1/reports/exports"),
        ("POST", "/api/v1/reports/exports"),
        ("GET", f"/api/v1/reports/exports/{NOBODY}/content"),
        ("DELETE", f"/api/v1/reports/exports/{NOBODY}"),
        ("GET", "/api/v1/reports/schedules"),
        ("POST", "/api/v1/reports/schedules"),
        ("PATCH", f"/api/v1/reports/schedules/{NOBODY}"),
        ("GET", "/api/v1/outside/files"),  # tests/outside
        ("POST", "/api/v1/outside/files"),
        ("GET", "/api/v1/outcomes-contract"),  # tests/outcomes_contract
        ("PUT", "/api/v1/outcomes-contract"),
        ("POST", "/api/v1/outcomes-contract/scenario"),
        ("POST", "/api/v1/feedback/export"),
        ("POST", "/api/v1/feedback/comments/search"),
        ("PATCH", f"/api/v1/feedback/comments/{NOBODY}"),
        ("GET", "/api/v1/feedback/replies"),
        ("POST", "/api/v1/feedback/replies"),
        ("PATCH", f"/api/v1/feedback/replies/{NOBODY}"),
        ("GET", "/api/v1/feedback/setup"),
        ("PUT", "/api/v1/feedback/translations"),
        ("POST", "/api/v1/feedback/translations/withdraw"),
        ("PUT", "/api/v1/feedback/recordings"),
        ("DELETE", f"/api/v1/feedback/recordings/{NOBODY}"),
        ("GET", f"/api/v1/feedback/recordings/{NOBODY}"),
        ("GET", "/api/v1/questionnaires"),
        ("POST", "/api/v1/questionnaires"),
        ("POST", "/api/v1/questionnaires/preview"),
        ("POST", "/api/v1/questionnaires/filling"),
        ("GET", f"/api/v1/questionnaires/{NOBODY}/filling"),
        ("POST", f"/api/v1/questionnaires/{NOBODY}/publish"),
        ("POST", f"/api/v1/questionnaires/{NOBODY}/retire"),
    }
)
"""Routes whose tables name no patient at all; tests/access/test_feedback.py and tests/assessments/test_routes.py walk them role by role."""
ASKED_WITH = {f"/api/v1/patients/{NOBODY}/history": "?" + "&".join(f"kind={kind}" for kind in PATIENT_KINDS)}
"""What else an address asks."""


def about_rose(world: World) -> list[Json]:
    """An edit of each group of each kind of Rose's record, that says wrongly what stood there: a merge would have to tell the value."""
    made = []
    for kind in PATIENT_KINDS:
        for fields in groups_of(kind):
            nothing = dict.fromkeys(fields)
            change = {"kind": kind, "record": world.record("rose", kind), "patient": world.patient("rose"), "bundle": world.patient("rose")}
            made.append({**change, "id": str(uuid.uuid4()), "made_at": "2026-11-24T08:59:00.000Z", "schema": 1, "saw": nothing, "set": nothing})
    return made


def marked(world: World) -> None:
    """Anna writes a word into every text of Rose's record that stands in nobody else's, and comes to her today."""
    anna = world.tablet("anna")
    anna.pull()
    world.plan(anna, "rose", "anna")
    for kind, group, field in (
        ("patient", "name", "known_as"),
        ("alert", "statement", "title"),
        ("door_code", "code", "where"),
        ("medicine", "statement", "instructions"),
        ("about_me", "words", "words"),
        ("goal", "words", "words"),
        ("note", "words", "words"),
    ):
        anna.edit(anna.bundles[world.patient("rose")].record(world.record("rose", kind)) or {}, group, {field: f"{MARK} of {kind}"})
    assert {ending["ending"] for ending in anna.push()} == {"applied"}


MARK = "Zanzibar"


def without_time(problem: Json) -> Json:
    return {name: value for name, value in problem.items() if name not in {"now", "instance"}}


@pytest.mark.parametrize("caller", [*CALLERS, "whose grant ended"])
def test_no_route_tells_anything_of_a_patient_to_whom_none_is_granted(world: World, app: Flask, caller: str) -> None:
    for_staff = {(method, address) for method, address, who in examples(app) if security.ANYONE not in who}
    assert for_staff == set(ASKING) | OF_NO_PATIENT, "a new route says here how it is asked for a patient"
    if caller == "whose grant ended":
        world.grant("rose", "ben")
        world.end("rose", "ben")
        world.turn(timedelta(hours=1))
    tablet = world.tablet(CALLERS.get(caller, "ben"))
    marked(world)
    client = tablet.send.__closure__[0].cell_contents  # type: ignore[attr-defined]
    for (method, address), body in ASKING.items():
        asked = body(world)
        for change in (asked or {}).get("changes", ()):
            change["author"] = tablet.staff
        headers = {"X-Alongside": "1", "Origin": tablet.origin, "X-Device": tablet.device}
        about = address + ASKED_WITH.get(address, "")
        answer = client.open(about.replace(NOBODY, world.patient("rose")), method=method, json=asked, headers=headers)
        if NOBODY in address:
            unknown = client.open(about, method=method, json=asked, headers=headers)
            assert (answer.status_code, unknown.status_code) == (404, 404), (address, answer.get_data()[:300])
            assert without_time(answer.get_json()) == without_time(unknown.get_json())
        else:
            assert answer.status_code == 200, (address, answer.get_data()[:300])
        said = answer.get_data()
        told = said.decode(errors="replace")
        if address.endswith("/pull"):
            told += "".join(line for _, body_ in blocks(said) for line in (inflated(body_) if body_ else []))
        assert MARK not in told, address
        assert "Rose" not in told, address
        for ending in answer.get_json()["endings"] if address.endswith("/push") else ():
            assert ending["ending"] == "refused", ending


def told_by_lists(world: World, app: Flask, name: str) -> dict[str, str]:
    """What each address of OF_NO_PATIENT answers this person to a GET, asked for what is Rose's: her team, today, herself, her nurse."""
    tablet = world.tablet(name)
    client = tablet.send.__closure__[0].cell_contents  # type: ignore[attr-defined]
    today = wall_clock.day_of(world.now)
    hers = {"team": EAST, "day": today, "monday": today - timedelta(days=today.weekday()), "year": today.year}
    hers |= {"patient": world.patient("rose"), "staff": world.staff("anna")}
    told = {}
    for rule in app.url_map.iter_rules():
        plain, about = rule.rule, rule.rule
        for argument in rule.arguments:
            plain = re.sub(rf"<(?:\w+:)?{argument}>", NOBODY, plain)
            about = re.sub(rf"<(?:\w+:)?{argument}>", str(hers.get(argument, NOBODY)), about)
        if ("GET", plain) in OF_NO_PATIENT:
            answer = client.get(about, headers={"X-Device": tablet.device})
            assert answer.status_code in (200, 204, 403, 404, 422), (about, answer.get_data()[:300])
            told[about] = answer.get_data(as_text=True)
    return told


@pytest.mark.parametrize("caller", [*CALLERS.values(), "wanda", "vera"])
def test_no_list_of_a_team_or_a_place_tells_of_a_patient_to_whom_none_is_granted(world: World, app: Flask, caller: str) -> None:
    marked(world)
    for about, told in told_by_lists(world, app, caller).items():
        assert MARK not in told, about
        assert "Rose" not in told, about
        assert world.patient("rose") not in told, about


def test_the_same_lists_tell_of_her_to_whom_she_is_granted(world: World, app: Flask) -> None:
    """Else the test above would prove nothing."""
    world.grant("rose", "lena")
    marked(world)
    told = {about for about, told in told_by_lists(world, app, "lena").items() if MARK in told or "Rose" in told}
    assert {f"/api/v1/board/{EAST}/2026-11-24", "/api/v1/population"} <= told


@pytest.mark.parametrize("path", ["push", "check", "pull", "resend"])
def test_a_session_that_ended_gets_401_and_nothing_is_read_or_written(world: World, path: str) -> None:
    anna = world.tablet("anna")
    anna.pull()
    goal = anna.bundles[world.patient("rose")].record(world.record("rose", "goal"))
    anna.edit(goal, "target", {"target": "10"})
    client = anna.send.__closure__[0].cell_contents  # type: ignore[attr-defined]
    assert client.delete("/api/v1/session", headers={"X-Alongside": "1", "Origin": anna.origin}).status_code == 200
    bodies: dict[str, Any] = {
        "push": {"schema": 1, "held": [], "changes": anna.queue},
        "check": {"schema": 1, "digest": anna.digest()},
        "pull": anna.pull_body(),
        "resend": {"ids": []},
    }
    status, answer = anna.post(f"sync/{path}", bodies[path])
    assert status == 401
    assert json.loads(answer)["code"] == "sign-in"
    anna.sign_in("anna@example.org", "a kettle and two cups")
    assert [ending["ending"] for ending in anna.push()] == ["applied"], "the queue waited"


@pytest.mark.parametrize("lacking", ["X-Alongside", "Origin"])
def test_a_foreign_page_cannot_push_in_somebodys_name(world: World, lacking: str) -> None:
    anna = world.tablet("anna")
    status, answer = anna.post("sync/push", {"schema": 1, "held": [], "changes": []}, headers={lacking: "https://elsewhere.example"})
    assert (status, json.loads(answer)["code"]) == (403, "origin")
