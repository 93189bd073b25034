"""Whoever came by FHIR is a patient like any other: planned for, pulled to a tablet, visited without coverage, and what was done there lands."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

from sqlalchemy import text

from backend import wall_clock
from backend.fhir.services import import_files
from backend.transaction import transaction
from tests.access.world import EAST, ENGINE, PLACE, World
from tests.sync_gateway.client import derived

FILE = Path(__file__).parent / "files" / "east-end.json"


def test_somebody_imported_is_visited_from_a_tablet_and_the_note_lands(world: World) -> None:
    with world.app.app_context():
        [report] = import_files([FILE], place=PLACE, team=EAST, source="Royal Example")
    [patient] = report.people
    anna, lena = world.tablet("anna"), world.tablet("lena")
    anna.pull()
    assert patient in anna.bundles, "on her team's caseload since the import"
    begins = world.now + timedelta(hours=1)
    planned = {
        "planned_start": wall_clock.wire(begins),
        "planned_end": wall_clock.wire(begins + timedelta(minutes=30)),
        "asked": [world.staff("anna")],
        "purpose": "First visit",
        "status": "planned",
    }
    visit = lena.create("visit", patient, planned)
    assert [ending["ending"] for ending in lena.push()] == ["applied"]

    assert anna.pull()
    held = anna.bundles[patient]
    assert held.header["name"] == "Anowara Rahman"
    assert [one["id"] for one in held.header["visits"]] == [visit["record"]]
    assert {"patient", "condition", "goal", "action", "medicine", "observation"} <= {one["kind"] for one in held.records()}

    # No coverage from here on: what is shown is the file's, and what is typed waits.
    attendance = derived(f"attendance:{visit['record']}:{anna.staff}")
    anna.create("attendance", patient, {"visit": visit["record"], "staff": anna.staff, "arrived_at": anna.stamp()}, record=attendance)
    note = anna.create("note", patient, {"visit": visit["record"], "written_at": anna.stamp(), "staff": anna.staff, "words": "Walked to the door."})
    goal = next(one for one in held.records("goal") if one["fields"].get("target"))
    anna.edit(goal, "target", {"target": "150"})
    assert [ending["ending"] for ending in anna.push()] == ["applied"] * 3, "on what stands since the import, though no person wrote it"
    assert anna.is_current()

    lena.pull()
    for tablet in (anna, world.tablet("anna")):
        tablet.pull()
        assert tablet.bundles[patient].record(note["record"])["fields"]["words"] == "Walked to the door."
        assert tablet.bundles[patient].record(goal["id"])["fields"]["target"] == "150"
    with world.app.app_context():
        with transaction(ENGINE) as session:
            kept = session.execute(text("select author, ending from journal where change_id = :id"), {"id": note["id"]}).one()
        [again] = import_files([FILE], place=PLACE, team=EAST, source="Royal Example")
    assert (kept.author, json.loads(kept.ending)["ending"]) == (anna.staff, "applied")
    assert not again.taken, "the same file again takes nothing back"
    anna.pull()
    assert anna.bundles[patient].record(goal["id"])["fields"]["target"] == "150"
