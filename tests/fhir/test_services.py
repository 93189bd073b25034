"""FHIR through the one door, on PostgreSQL: whole people, nothing twice, what people changed stays theirs, everything accounted for."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from backend import wall_clock
from backend.database import Acting
from backend.fhir.mapping import TAKES
from backend.fhir.reading import NotR4, read
from backend.fhir.services import Report, import_files, in_words
from backend.grants.services import held
from backend.record.services import Change, Writer, write
from backend.transaction import transaction

FILES = Path(__file__).parent / "files"
SHARED = Path(__file__).parents[3] / "shared" / "fhir"
ENGINE = Acting("engine")

pytestmark = pytest.mark.usefixtures("app_context")


def lines(kind: str) -> list[dict[str, Any]]:
    """The lines of a kind as they stand."""
    from sqlalchemy import text

    with transaction(ENGINE) as session:
        rows = session.execute(text("select body from feed where kind = :kind and body is not null order by record_id"), {"kind": kind})
        return [json.loads(row[0]) for row in rows]


def revs() -> dict[str, int]:
    from sqlalchemy import text

    with transaction(ENGINE) as session:
        return dict(session.execute(text("select id::text, rev from bundle")).tuples().all())


@pytest.fixture
def import_(place: Any) -> Any:
    def run(*names: str) -> list[Report]:
        return import_files([FILES / name for name in names], place=place.id, team=place.teams["North West"], source="Royal Example")

    return run


def test_a_second_import_of_the_same_file_changes_nothing(import_: Any) -> None:
    first = import_("east-end.json")[0]
    before = revs()
    second = import_("east-end.json")[0]
    assert revs() == before
    assert sum(first.taken.values()) > 10
    assert second.unchanged == first.taken
    assert not second.taken


def test_a_file_in_another_order_changes_nothing_and_what_is_new_stands_after_what_was_there(place: Any, tmp_path: Path) -> None:
    """Defects: `position` followed the file's order; an activity was known by where it stood, so that its words were put over another's."""
    bundle = json.loads((FILES / "east-end.json").read_text())
    goal = next(entry["resource"] for entry in bundle["entry"] if entry["resource"]["resourceType"] == "Goal")
    plan = next(entry["resource"] for entry in bundle["entry"] if entry["resource"]["resourceType"] == "CarePlan")
    bundle["entry"] += [{"resource": goal | {"id": f"g-{n}", "description": {"text": f"Goal number {n}"}}} for n in (2, 3)]
    plan["activity"].append(plan["activity"][0])

    def run(name: str) -> Report:
        (tmp_path / name).write_text(json.dumps(bundle))
        return import_files([tmp_path / name], place=place.id, team=place.teams["North West"], source="Royal Example")[0]

    run("first.json")
    before, stood = revs(), {line["id"]: line["fields"] for kind in ("goal", "action") for line in lines(kind)}
    assert sorted(fields["position"] for fields in stood.values()) == [1, 2, 3, 4, 5, 6]
    bundle["entry"] = [bundle["entry"][0], *reversed(bundle["entry"][1:])]
    plan["activity"].reverse()
    assert not run("other-order.json").taken
    assert revs() == before
    bundle["entry"].insert(1, {"resource": goal | {"id": "g-0", "description": {"text": "A new goal, first in its file"}}})
    plan["activity"].insert(0, {"detail": {"status": "in-progress", "description": "Stairs with the rail"}})
    assert dict(run("more.json").taken) == {"goal": 1, "action": 1}
    now = {line["id"]: line["fields"] for kind in ("goal", "action") for line in lines(kind)}
    assert {record: now[record] for record in stood} == stood
    assert sorted(fields["position"] for record, fields in now.items() if record not in stood) == [7, 8]


def test_every_resource_is_taken_or_left_with_a_reason(import_: Any) -> None:
    report = import_("east-end.json")[0]
    file = read(FILES / "east-end.json")
    left_of = {kind for kind, _ in report.left}
    for resource in file.resources:
        assert resource.type in TAKES or resource.type == "Organization" or resource.type in left_of
    text = in_words([report])
    assert "its status is draft (first at entry[7].resource)" in text
    assert "the record has no place for this kind of resource" in text


def test_the_team_that_it_was_imported_for_holds_the_person(import_: Any, place: Any) -> None:
    patient = import_("east-end.json")[0].people[0]
    with transaction(Acting("engine", place.nurse.id)) as session:
        assert patient in {one.bundle for one in held(session, wall_clock.now())}
    with transaction(Acting("engine", place.social_worker.id)) as session:
        assert patient not in {one.bundle for one in held(session, wall_clock.now())}


def test_m9_a_newer_file_changes_what_its_source_changed_and_leaves_what_people_here_changed(import_: Any, place: Any) -> None:
    patient = import_("east-end.json")[0].people[0]
    kemi = Writer(place.nurse.id, frozenset({"practitioner"}), place.id)
    stood = next(one for one in lines("goal") if one["patient"] == patient)
    saw = {name: stood["fields"].get(name) for name in ("target", "target_unit", "target_how", "target_on")}
    edit = Change(
        id="0193d000-0000-7000-8000-000000000001",
        kind="goal",
        record=stood["id"],
        bundle=patient,
        patient=patient,
        author=kemi.staff,
        made_at=wall_clock.wire(wall_clock.now()),
        schema=1,
        saw=saw,
        set=saw | {"target": "150"},
    )
    write([edit], kemi)
    with wall_clock.reading(wall_clock.now() + timedelta(minutes=5)):
        report = import_("east-end-later.json")[0]
    assert report.disputed == 0
    assert dict(report.taken) == {"patient": 1, "condition": 1}
    assert next(one for one in lines("goal") if one["patient"] == patient)["fields"]["target"] == "150"
    assert next(one for one in lines("patient") if one["id"] == patient)["fields"]["phone"] == "020 7946 0992"
    diabetes = next(one for one in lines("condition") if one["fields"]["name"] == "Type 2 diabetes mellitus")
    assert diabetes["fields"]["status"] == "resolved"


def test_m9_where_source_and_people_changed_the_same_a_person_settles_it(import_: Any, place: Any) -> None:
    patient = import_("east-end.json")[0].people[0]
    kemi = Writer(place.nurse.id, frozenset({"practitioner"}), place.id)
    diabetes = next(one for one in lines("condition") if one["fields"]["name"] == "Type 2 diabetes mellitus")
    edit = Change(
        id="0193d000-0000-7000-8000-000000000002",
        kind="condition",
        record=diabetes["id"],
        bundle=patient,
        patient=patient,
        author=kemi.staff,
        made_at=wall_clock.wire(wall_clock.now()),
        schema=1,
        saw={"status": "active", "status_reason": None},
        set={"status": "active", "status_reason": "HbA1c 71 in October"},
    )
    write([edit], kemi)
    report = import_("east-end-later.json")[0]
    assert report.disputed == 1
    assert len(lines("conflict")) == 1


def test_nothing_is_imported_where_one_of_the_files_is_no_fhir(import_: Any, tmp_path: Path, place: Any) -> None:
    wrong = tmp_path / "wrong.json"
    wrong.write_text("{")
    with pytest.raises(NotR4, match=r"wrong\.json"):
        import_files([FILES / "east-end.json", wrong], place=place.id, team=place.teams["North West"])
    assert lines("patient") == []


@pytest.mark.slow
@pytest.mark.skipif(not SHARED.is_dir(), reason="THE BUNDLES OF OTHERS ARE NOT IMPORTED: shared/fhir is not beside this checkout")
def test_all_bundles_that_nobody_here_wrote_are_imported_and_accounted_for(place: Any) -> None:
    files = sorted(SHARED.glob("*/*.json*"))
    assert len(files) == 28
    reports = import_files(files, place=place.id, team=place.teams["North West"])
    assert len({patient for report in reports for patient in report.people}) == 28
    people = lines("patient")
    assert all(one["fields"].get("nhs_number") is None and one["fields"]["local_ids"] for one in people), "no number is ever invented"
    total = {
        kind: sum(report.taken[kind] for report in reports) for kind in ("condition", "alert", "medicine", "observation", "note", "action", "goal")
    }
    assert all(total.values()), total
    # counted in the files by another way: each MedicationRequest, each AllergyIntolerance stands in the record or in the report
    for kind, ours in (("MedicationRequest", "medicine"), ("AllergyIntolerance", "alert"), ("Condition", "condition")):
        there = sum(len(list(read(file).of(kind))) for file in files)
        left = sum(count for report in reports for (of, _), count in report.left.items() if of == kind)
        assert total[ours] + left == there, kind
    again = import_files(files[:3], place=place.id, team=place.teams["North West"])
    assert all(not report.taken for report in again)


def somebody(folder: Path, name: str, born: str, file: str) -> Path:
    """A file of one person under the id that small systems give to their first."""
    body = {"resourceType": "Patient", "id": "1", "name": [{"family": name, "given": ["Ada"]}], "birthDate": born, "gender": "female"}
    path = folder / file
    path.write_text(json.dumps({"resourceType": "Bundle", "type": "collection", "entry": [{"fullUrl": "Patient/1", "resource": body}]}))
    return path


def test_two_systems_that_both_say_patient_1_mean_two_people(place: Any, tmp_path: Path) -> None:
    for name, born, source in (("Byron", "1941-12-10", "One Clinic"), ("Okafor", "1950-02-03", "Another Clinic")):
        file = somebody(tmp_path, name, born, f"{name}.json")
        import_files([file], place=place.id, team=place.teams["North West"], source=source)
    assert sorted(each["fields"]["family_name"] for each in lines("patient")) == ["Byron", "Okafor"]


def test_an_id_that_comes_to_mean_somebody_else_overwrites_nobody(place: Any, tmp_path: Path) -> None:
    first, other = somebody(tmp_path, "Byron", "1941-12-10", "a.json"), somebody(tmp_path, "Okafor", "1950-02-03", "b.json")
    reports = import_files([first, other], place=place.id, team=place.teams["North West"], source="One Clinic")
    assert [each["fields"]["family_name"] for each in lines("patient")] == ["Byron"]
    assert reports[1].people == []
    assert any("another person" in why for _, why in reports[1].left)
    married = somebody(tmp_path, "Byron Lovelace", "1941-12-10", "c.json")
    import_files([married], place=place.id, team=place.teams["North West"], source="One Clinic")
    assert [each["fields"]["family_name"] for each in lines("patient")] == ["Byron Lovelace"]
