"""R8: nothing in a bundle depends on the day it is read. Records leave and enter by the nightly job, with no edit at all."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from backend import wall_clock
from backend.record import jobs
from backend.record.queries import Wanted, frames

from .conftest import Desk, Look, endings, new_id
from .test_queries import BOTH, pull

pytestmark = pytest.mark.usefixtures("soundness")

DAY = date(2026, 11, 24)
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
NIGHT = timedelta(hours=12, minutes=10)


@pytest.fixture
def turn() -> Any:
    """The time stands at noon of 24 November 2026; `turn(timedelta(days=1))` moves it on."""
    with wall_clock.reading(NOON - timedelta(minutes=5)) as turn:
        turn(NOON)
        yield turn


@pytest.fixture
def patient(nurse: Desk, turn: Any, grant: Callable[..., None], place: Any) -> str:
    id_ = new_id()
    nurse.write(nurse.person(id_))
    return id_


def visit(nurse: Desk, patient: str, day: date) -> Any:
    start = wall_clock.midnight(day) + timedelta(hours=9)
    end = wall_clock.wire(start + timedelta(minutes=30))
    return nurse.change("visit", new_id(), patient, {"planned_start": wall_clock.wire(start), "planned_end": end, "purpose": "Wound care"})


def reading(nurse: Desk, patient: str, at: datetime, type_: str = "weight", value: float = 70) -> Any:
    unit = {"weight": "kg", "pulse": "/min"}[type_]
    fields = {"type": type_, "value": value, "unit": unit, "measured_at": wall_clock.wire(at), "staff": nurse.writer.staff}
    return nurse.change("observation", new_id(), patient, fields)


def on_tablet(nurse: Desk, patient: str) -> set[str]:
    return {record for part in pull(nurse, patient).parts.values() for record in part}


def test_r8_midnight_brings_in_the_visit_of_the_28th_day_with_no_edit_at_all(nurse: Desk, patient: str, turn: Any, look: Look) -> None:
    near, far = visit(nurse, patient, DAY + timedelta(days=28)), visit(nurse, patient, DAY + timedelta(days=29))
    assert endings(nurse.write(near, far)) == ["Applied", "Applied"]
    assert on_tablet(nurse, patient) == {patient, near.record}
    assert look.one("SELECT outside FROM bundle WHERE id = :p", p=patient) == {"core": {"visit": 1}}
    holder = pull(nurse, patient)
    turn(timedelta(hours=11, minutes=59))
    assert jobs.nightly() == 0, "it is still the 24th"
    turn(timedelta(minutes=2))
    assert jobs.nightly() == 1
    assert jobs.nightly() == 0, "run twice, the second finds nothing to do"
    pull(nurse, patient, holder)
    assert far.record in holder.parts["core"]
    assert look.one("SELECT outside FROM bundle WHERE id = :p", p=patient) == {}
    assert "Wound care" in look.one("SELECT header FROM bundle WHERE id = :p", p=patient)


def test_r8_a_visit_leaves_after_90_days_as_gone_and_is_counted_and_kept(nurse: Desk, patient: str, turn: Any, look: Look) -> None:
    old = visit(nurse, patient, DAY - timedelta(days=90))
    nurse.write(old)
    holder = pull(nurse, patient)
    assert old.record in holder.parts["core"]
    turn(NIGHT)
    assert jobs.nightly() == 1
    [frame] = frames([Wanted(patient, BOTH, holder.version)], staff=nurse.writer.staff)
    assert frame.parts["core"].lines == (f'{{"gone":"{old.record}","part":"core","rev":{frame.rev}}}',)
    pull(nurse, patient, holder)
    assert old.record not in holder.parts["core"]
    assert look.one("SELECT outside FROM bundle WHERE id = :p", p=patient) == {"core": {"visit": 1}}
    assert look.record(old.record).fields["purpose"] == "Wound care"
    assert look.one("SELECT count(*) FROM visit WHERE id = :v", v=old.record) == 1, "reports still have it"


def test_r8_a_note_leaves_in_the_13th_month(nurse: Desk, patient: str, turn: Any) -> None:
    note = nurse.change(
        "note", new_id(), patient, {"category": "visit", "words": "Seen at home.", "written_at": wall_clock.wire(NOON), "staff": nurse.writer.staff}
    )
    nurse.write(note)
    turn(datetime(2027, 11, 24, 1, tzinfo=UTC))
    jobs.nightly()
    assert note.record in on_tablet(nurse, patient), "12 months to the day"
    turn(datetime(2027, 11, 25, 1, tzinfo=UTC))
    assert jobs.nightly() == 1
    assert note.record not in on_tablet(nurse, patient)


def test_r8_the_21st_reading_of_a_sort_leaves_and_other_sorts_are_left_alone(nurse: Desk, patient: str, turn: Any, look: Look) -> None:
    weights = [reading(nurse, patient, NOON - timedelta(days=40 - number)) for number in range(21)]
    pulses = [reading(nurse, patient, NOON - timedelta(days=40 - number), "pulse") for number in range(3)]
    assert set(endings(nurse.write(*weights, *pulses))) == {"Applied"}
    assert len(on_tablet(nurse, patient)) == 1 + 21 + 3, "until the night: nothing leaves under anybody's hands"
    turn(NIGHT)
    assert jobs.nightly() == 1
    assert on_tablet(nurse, patient) == {patient, *(each.record for each in (*weights[1:], *pulses))}
    assert look.one("SELECT outside FROM bundle WHERE id = :p", p=patient) == {"more": {"observation": 1}}


def test_r8_what_is_disputed_stays_whatever_its_age_and_comes_back_when_it_is_disputed(
    nurse: Desk, desk: Callable[..., Desk], place: Any, patient: str, turn: Any, grant: Any
) -> None:
    grant(patient, place.physio)
    lead = desk(place.coordinator)
    grant(patient, place.coordinator)
    planned = visit(nurse, patient, DAY - timedelta(days=90))
    nurse.write(planned)
    purpose = {"purpose": "Wound care", "instructions": None}
    lead.write(lead.change("visit", planned.record, patient, {"purpose": "Blood test", "instructions": None}, purpose))
    turn(NIGHT)
    assert jobs.nightly() == 1
    assert planned.record not in on_tablet(nurse, patient)
    late = nurse.change("visit", planned.record, patient, {"purpose": "Dressing", "instructions": None}, purpose)
    result = nurse.write(late)
    assert endings(result) == ["Conflicted"]
    conflict = result.endings[0].ending.conflict  # type: ignore[union-attr]
    assert on_tablet(nurse, patient) == {patient, planned.record, conflict}
    turn(timedelta(days=400))
    jobs.nightly()
    assert on_tablet(nurse, patient) == {patient, planned.record, conflict}, "until somebody settles it"


def test_r8_a_record_written_outside_the_window_travels_as_gone_and_never_as_a_line(nurse: Desk, patient: str, turn: Any, look: Look) -> None:
    holder = pull(nurse, patient)
    far = visit(nurse, patient, DAY + timedelta(days=60))
    [ended] = nurse.write(far).endings
    assert type(ended.ending).__name__ == "Applied"
    pull(nurse, patient, holder)
    assert far.record not in holder.parts["core"]
    moved = nurse.change(
        "visit",
        far.record,
        patient,
        {"planned_start": "2026-11-26T09:00:00.000Z", "planned_end": "2026-11-26T09:30:00.000Z", "is_fixed": None},
        {"planned_start": far.set["planned_start"], "planned_end": far.set["planned_end"], "is_fixed": None},
    )
    assert endings(nurse.write(moved)) == ["Applied"]
    pull(nurse, patient, holder)
    assert far.record in holder.parts["core"], "an edit that brings it into the window brings it into the bundle"


def test_r8_the_night_of_many_bundles_is_many_commits_and_killed_it_goes_on(
    nurse: Desk, turn: Any, look: Look, monkeypatch: pytest.MonkeyPatch
) -> None:
    from backend.record import windows

    patients = [new_id() for _ in range(120)]
    nurse.write(*(nurse.person(each) for each in patients))
    nurse.write(*(visit(nurse, each, DAY - timedelta(days=90)) for each in patients))
    turn(NIGHT)
    move, done = windows._move, []

    def killed(*args: Any) -> int:
        if done:
            raise KeyboardInterrupt
        done.append(1)
        return move(*args)

    with monkeypatch.context() as patch:
        patch.setattr(windows, "_move", killed)
        with pytest.raises(KeyboardInterrupt):
            jobs.nightly()
    assert jobs.nightly() == 120 - windows.MOVE
    assert look.one("SELECT count(*) FROM feed WHERE kind = 'visit' AND live") == 0
    assert look.one("SELECT count(*) FROM journal WHERE source = 'window'") == 120


def test_an_edit_between_the_jobs_look_and_its_lock_is_not_overrun(nurse: Desk, patient: str, turn: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from backend.record import windows

    old = visit(nurse, patient, DAY - timedelta(days=90))
    nurse.write(old)
    turn(NIGHT)
    move = windows._move

    def edited_first(*args: Any) -> int:
        saw = {"planned_start": old.set["planned_start"], "planned_end": old.set["planned_end"], "is_fixed": None}
        new = {"planned_start": "2026-11-26T09:00:00.000Z", "planned_end": "2026-11-26T09:30:00.000Z", "is_fixed": None}
        assert endings(nurse.write(nurse.change("visit", old.record, patient, new, saw))) == ["Applied"]
        return move(*args)

    monkeypatch.setattr(windows, "_move", edited_first)
    assert jobs.nightly() == 0
    assert old.record in on_tablet(nurse, patient)
