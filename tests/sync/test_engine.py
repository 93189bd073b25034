"""The rules of the design, one by one, on one record in memory."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sync import ids
from sync.change import Applied, Conflicted, Merged, Refused
from tests.sync.bench import ADA, BEN, LATE, PATIENT, PRACTITIONER, Bench, a_dispute, at, number

FIVE, TEN, TWENTY = ({"target": value, "target_unit": "metres"} for value in ("5", "10", "20"))


@pytest.fixture
def goal(bench: Bench) -> str:
    return bench.create("goal", words="Walk to the mosque", target="5", target_unit="metres", status="active")


# ---------------------------------------------------------------- ids


def test_r1_two_tablets_that_begin_the_same_about_me_begin_one(bench: Bench) -> None:
    one = ids.derived(f"about_me:{PATIENT}")
    bench.create("about_me", one, words="She likes tea.", by=ADA)
    ending = bench.apply(bench.make("about_me", one, None, by=BEN, set={"words": "Call her Bibi."}))
    assert isinstance(ending, Conflicted)
    assert bench.values(ending.conflict) == [{"words": "She likes tea."}, {"words": "Call her Bibi."}]
    assert bench.now(one, "words") == {"words": "She likes tea."}


def test_r1_a_create_of_what_exists_is_merged_group_by_group_and_takes_the_gravest_ending(bench: Bench) -> None:
    one = ids.derived(f"about_me:{PATIENT}")
    bench.create("about_me", one, words="She likes tea.", by=ADA)
    ending = bench.apply(bench.make("about_me", one, None, by=BEN, minute=3, set={"words": "Call her Bibi.", "told_in": "bn"}))
    assert isinstance(ending, Conflicted)
    assert bench.now(one, "telling") == {"told_in": "bn", "told_to": None}


def test_r1_the_same_create_twice_by_two_people_agrees(bench: Bench) -> None:
    visit = bench.create("visit", planned_start=at(0), planned_end=at(30))
    one = ids.derived(f"attendance:{visit}:{ADA}")
    made = {"visit": visit, "staff": ADA, "arrived_at": at(5)}
    bench.create("attendance", one, **made)
    assert isinstance(bench.apply(bench.make("attendance", one, None, by=ADA, set=made)), Applied)


def test_r1_a_derived_id_must_follow_from_what_it_names(bench: Bench) -> None:
    ending = bench.apply(bench.make("about_me", number(7), None, set={"words": "x"}))
    assert isinstance(ending, Refused)
    assert (ending.reason, list(ending.fields)) == ("malformed", ["record"])


def test_r1_a_visit_of_a_series_is_the_same_whoever_makes_it_and_any_other_visit_is_a_new_one(bench: Bench) -> None:
    """Defect: a visit under the id of somebody's next injection, and that one can never be planned."""
    series = number(7)
    times, which = {"planned_start": at(0), "planned_end": at(30)}, {"series": series, "series_day": "2026-12-01", "series_ordinal": 2}
    one = ids.derived(f"visit:{series}:2026-12-01:2")

    def ends(record: str, by: str = ADA, **fields: object) -> object:
        return bench.apply(bench.make("visit", record, None, by=by, set={**times, **fields}))

    assert isinstance(ends(one, **which), Applied)
    assert isinstance(ends(one, by=BEN, **which), Applied | Merged), "a second lead makes the same"
    assert isinstance(ends(number(8)), Applied)
    for record, fields in ((one, {}), (ids.derived(f"visit:{series}:2026-12-01:3"), which), (number(9), which)):
        ending = ends(record, **fields)
        assert isinstance(ending, Refused), record
        assert (ending.reason, list(ending.fields)) == ("malformed", ["record"])
    was = dict(which)
    moved = bench.apply(bench.make("visit", one, was, set={**which, "series_day": "2026-12-02"}))
    assert isinstance(moved, Refused), "to which day of its series it belongs does not change"


@pytest.mark.parametrize("taken", ["my_day:{ben}:2026-11-23", "attendance:{visit}:{ben}", "care_plan:{patient}"])
def test_r1_nobody_gives_a_record_of_their_own_the_derived_id_of_anothers(bench: Bench, taken: str) -> None:
    """Defect: a goal under the id that a colleague's arrival will have, and the colleague can never arrive."""
    one = ids.derived(taken.format(ben=BEN, visit=number(1), patient=PATIENT))
    ending = bench.apply(bench.make("goal", one, None, set={"words": "x"}))
    assert isinstance(ending, Refused)
    assert (ending.reason, list(ending.fields)) == ("malformed", ["record"])
    assert isinstance(bench.apply(bench.make("goal", one, None, set={"words": "x"}), roles=frozenset({"engine"})), Applied), "an import's ids follow"


def test_r9_what_a_kind_keeps_from_some_is_not_put_where_everyone_sees_it(bench: Bench) -> None:
    """Defect: a door code in `core` is on the voluntary sector's tablets."""
    for kind, fields in (("door_code", {"code": "9988"}), ("medicine", {"name": "Warfarin"}), ("note", {"words": "x"})):
        ending = bench.apply(bench.make(kind, None, None, set=fields, part="core"))
        assert isinstance(ending, Refused)
        assert (ending.reason, list(ending.fields)) == ("unknown-part", ["part"])
    assert isinstance(bench.apply(bench.make("goal", None, None, set={"words": "x"}, part="more")), Applied), "narrower than usual is right"


def test_r1_two_doses_given_are_two(bench: Bench) -> None:
    given = {"visit": number(1), "action": number(2), "ordinal": 1, "outcome": "done", "done_at": at(3), "staff": ADA}
    first, second = bench.create("done", **given), bench.create("done", by=BEN, **{**given, "staff": BEN})
    assert first != second
    assert {bench.records[each].kind for each in (first, second)} == {"done"}


def test_r2_a_record_never_changes_its_patient(bench: Bench, goal: str) -> None:
    other = number(0xFFFF)
    change = replace(bench.an_edit(goal, FIVE, TEN), bundle=other, patient=other)
    ending = bench.apply(change)
    assert isinstance(ending, Refused)
    assert ending.reason == "not-found"
    ending = bench.apply(replace(bench.an_edit(goal, FIVE, TEN), patient=other))
    assert isinstance(ending, Refused)
    assert ending.reason == "wrong-patient"


def test_r2_a_wrong_measurement_becomes_entered_in_error_and_its_value_stays(bench: Bench) -> None:
    pulse = bench.create("observation", type="pulse", value=610, staff=ADA)
    refused = bench.edit(pulse, {"type": "pulse", "value": 610, "staff": ADA}, {"type": "pulse", "value": 61, "staff": ADA})
    assert isinstance(refused, Refused)
    assert refused.reason == "once"
    assert isinstance(bench.edit(pulse, {}, {"status": "entered-in-error", "status_reason": "a slip"}), Applied)
    assert bench.records[pulse].fields["value"] == 610


# ---------------------------------------------------------------- M1


def test_m1_an_edit_of_what_stands_as_it_was_seen_is_applied(bench: Bench, goal: str) -> None:
    assert isinstance(bench.edit(goal, FIVE, TEN, minute=5), Applied)
    stamp = bench.records[goal].stamps["target"]
    assert (stamp.at, stamp.by, stamp.was) == (at(5), ADA, {**FIVE, "target_how": None, "target_on": None})


def test_m1_what_stands_already_is_left_and_nothing_is_written(bench: Bench, goal: str) -> None:
    bench.edit(goal, FIVE, TEN, by=BEN)
    before = bench.rev
    assert isinstance(bench.edit(goal, FIVE, TEN, by=ADA), Applied)
    assert bench.rev == before


def test_m1_what_was_changed_meanwhile_goes_to_the_policy(bench: Bench, goal: str) -> None:
    bench.edit(goal, FIVE, TEN, by=BEN)
    assert isinstance(bench.edit(goal, FIVE, TWENTY, by=ADA), Conflicted)
    assert bench.now(goal, "target")["target"] == "10"


def test_m1_one_and_true_are_not_the_same(bench: Bench) -> None:
    visit = bench.create("visit", planned_start=at(0), planned_end=at(30), is_fixed=True)
    when = {"planned_start": at(0), "planned_end": at(30)}
    assert isinstance(bench.edit(visit, {**when, "is_fixed": 1}, {**when, "is_fixed": False}, by=BEN), Conflicted)


# ---------------------------------------------------------------- M2


def test_m2_an_edit_on_ones_own_conflicted_edit_replaces_its_authors_side(bench: Bench, goal: str) -> None:
    bench.edit(goal, FIVE, TEN, by=BEN)
    first = bench.edit(goal, FIVE, TWENTY, by=ADA)
    assert isinstance(first, Conflicted)
    second = bench.edit(goal, TWENTY, {"target": "30", "target_unit": "metres"}, by=ADA, after=first.change)
    assert isinstance(second, Conflicted)
    assert second.conflict == first.conflict
    assert bench.values(first.conflict) == [TEN, {"target": "30", "target_unit": "metres"}]


def test_m2_a_third_edit_follows_the_second(bench: Bench, goal: str) -> None:
    bench.edit(goal, FIVE, TEN, by=BEN)
    first = bench.edit(goal, FIVE, TWENTY, by=ADA)
    second = bench.edit(goal, TWENTY, {"target": "30"}, by=ADA, after=first.change)
    third = bench.edit(goal, {"target": "30"}, {"target": "40"}, by=ADA, after=second.change)
    assert isinstance(third, Conflicted)
    assert bench.values(third.conflict) == [TEN, {"target": "40"}]


def test_m2_an_edit_on_ones_own_refused_edit_is_refused_with_it(bench: Bench, goal: str) -> None:
    first = bench.edit(goal, FIVE, TEN, roles=frozenset({"voluntary"}))
    assert isinstance(first, Refused)
    second = bench.edit(goal, TEN, TWENTY, after=first.change)
    assert isinstance(second, Refused)
    assert second.reason == "after-refused"
    assert bench.now(goal, "target")["target"] == "5"


def test_m2_an_edit_on_ones_own_applied_edit_is_merged_against_what_that_became(bench: Bench, goal: str) -> None:
    first = bench.edit(goal, FIVE, TEN)
    assert isinstance(bench.edit(goal, TEN, TWENTY, after=first.change), Applied)


def test_m2_an_edit_on_ones_own_joined_text_keeps_the_other_persons_sentence(bench: Bench) -> None:
    plan = bench.create("care_plan", ids.derived(f"care_plan:{PATIENT}"), what_matters="Her son. Tea. Fridays. Garden.")
    bench.edit(plan, {"what_matters": "Her son. Tea. Fridays. Garden."}, {"what_matters": "Her son Ali. Tea. Fridays. Garden."}, by=BEN)
    mine = {"what_matters": "Her son. Tea. Fridays. Garden. Cats."}
    first = bench.edit(plan, {"what_matters": "Her son. Tea. Fridays. Garden."}, mine, by=ADA)
    assert isinstance(first, Merged)
    second = bench.edit(plan, mine, {"what_matters": "Her son. Tea. Fridays. Garden. Two cats."}, by=ADA, after=first.change)
    assert isinstance(second, Merged)
    assert bench.now(plan, "matters") == {"what_matters": "Her son Ali. Tea. Fridays. Garden. Two cats."}


def test_m2_after_names_ones_own_change_of_the_same_record(bench: Bench, goal: str) -> None:
    theirs = bench.edit(goal, FIVE, TEN, by=BEN)
    ending = bench.edit(goal, TEN, TWENTY, by=ADA, after=theirs.change)
    assert isinstance(ending, Refused)
    assert (ending.reason, list(ending.fields)) == ("malformed", ["after"])


# ---------------------------------------------------------------- M3


def test_m3_dose_by_one_and_frequency_by_another_is_one_statement(bench: Bench) -> None:
    dose = {"name": "Amlodipine", "dose": "5", "unit": "mg", "frequency": "once daily"}
    medicine = bench.create("medicine", **dose)
    bench.edit(medicine, dose, {**dose, "dose": "10"}, by=BEN)
    ending = bench.edit(medicine, dose, {**dose, "frequency": "twice daily"}, by=ADA)
    assert isinstance(ending, Conflicted)
    assert [(each["dose"], each["frequency"]) for each in bench.values(ending.conflict)] == [("10", "once daily"), ("5", "twice daily")]


@pytest.mark.parametrize("status", ["ended", "stopped", "cancelled", "achieved", "completed", "resolved", "entered-in-error"])
def test_m3_a_change_to_a_record_meanwhile_ended_is_conflicted_not_hidden(bench: Bench, goal: str, status: str) -> None:
    bench.edit(goal, {"status": "active"}, {"status": status, "status_reason": "moved"}, by=BEN, minute=1)
    ending = bench.edit(goal, FIVE, TEN, by=ADA, minute=2)
    assert isinstance(ending, Conflicted)
    assert bench.now(goal, "target")["target"] == "5"
    assert bench.values(ending.conflict) == [FIVE, TEN]


def test_m3_every_policy_is_held_to_it(bench: Bench) -> None:
    contact = bench.create("contact", name="Ali", phone="1", note="Rings back. Late.", status="active")
    bench.edit(contact, {"status": "active"}, {"status": "ended"}, by=BEN)
    assert isinstance(bench.edit(contact, {"phone": "1"}, {"phone": "2"}, by=ADA), Conflicted)
    assert isinstance(bench.edit(contact, {"note": "Rings back. Late."}, {"note": "Rings back."}, by=ADA), Conflicted)


def test_m3_an_ending_made_before_anothers_later_edit_is_conflicted_too(bench: Bench, goal: str) -> None:
    bench.edit(goal, FIVE, TEN, by=ADA, minute=30)
    ending = bench.edit(goal, {"status": "active"}, {"status": "cancelled"}, by=BEN, minute=10)
    assert isinstance(ending, Conflicted)
    assert bench.now(goal, "status")["status"] == "active"


def test_m3_who_ended_it_oneself_may_go_on_writing(bench: Bench, goal: str) -> None:
    bench.edit(goal, {"status": "active"}, {"status": "cancelled"}, by=ADA, minute=1)
    assert isinstance(bench.edit(goal, FIVE, TEN, by=ADA, minute=2), Applied)


def test_m3_who_sees_that_it_ended_may_open_it_again(bench: Bench, goal: str) -> None:
    bench.edit(goal, {"status": "active"}, {"status": "cancelled"}, by=ADA, minute=1)
    assert isinstance(bench.edit(goal, {"status": "cancelled"}, {"status": "active"}, by=BEN, minute=2), Applied)


@pytest.mark.parametrize(
    ("saw", "then", "reason"),
    [
        ({"target": "5"}, {"target": "6"}, "incomplete-group"),
        ({"words": "a", "position": 1}, {"words": "b", "position": 2}, "mixed-groups"),
        ({"colour": "a"}, {"colour": "b"}, "unknown-field"),
        ({}, {}, "malformed"),
    ],
)
def test_m3_an_edit_carries_every_field_of_exactly_one_group(bench: Bench, goal: str, saw: dict, then: dict, reason: str) -> None:
    ending = bench.apply(bench.make("goal", goal, saw, set=then))
    assert isinstance(ending, Refused)
    assert ending.reason == reason


# ---------------------------------------------------------------- M6


def test_m6_an_ending_is_final_for_an_id(bench: Bench, goal: str) -> None:
    change = bench.an_edit(goal, FIVE, TEN)
    first = bench.apply(change)
    bench.edit(goal, TEN, TWENTY, by=BEN)
    before = bench.rev
    assert bench.apply(change) == first
    assert (bench.rev, bench.now(goal, "target")["target"]) == (before, "20")


def test_m6_the_same_id_with_other_content_is_refused(bench: Bench, goal: str) -> None:
    change = bench.an_edit(goal, FIVE, TEN)
    bench.apply(change)
    ending = bench.apply(replace(change, set={**change.set, "target": "99"}))
    assert isinstance(ending, Refused)
    assert ending.reason == "id-reused"


def test_m6_one_conflict_leaves_the_rest_flowing(bench: Bench) -> None:
    goal, _ = a_dispute(bench)
    assert isinstance(bench.edit(goal, {"words": "Walk"}, {"words": "Walk far"}, by=BEN, minute=9), Applied)


def test_m6_a_refused_creation_writes_nothing_of_itself(bench: Bench) -> None:
    ending = bench.apply(bench.make("patient", PATIENT, None, set={"given_name": "A", "local_ids": ["x"]}))
    assert isinstance(ending, Refused)
    assert ending.reason == "engine-only"
    assert bench.records == {}


@pytest.mark.parametrize("barred", ["not-found", "needs-a-lead"])
def test_m6_the_access_rule_speaks_before_anything_of_the_record_is_told(bench: Bench, goal: str, barred: str) -> None:
    ending = bench.edit(goal, {"target": "nonsense"}, TEN, barred=barred)
    assert isinstance(ending, Refused)
    assert ending.reason == barred


def test_m6_what_does_not_exist_and_what_belongs_to_another_are_refused_in_the_same_words(bench: Bench, goal: str) -> None:
    absent = bench.apply(bench.make("goal", number(9), bench.an_edit(goal, FIVE, TEN).saw, set=bench.an_edit(goal, FIVE, TEN).set))
    barred = bench.edit(goal, FIVE, TEN, barred="not-found")
    assert isinstance(absent, Refused)
    assert isinstance(barred, Refused)
    assert (absent.reason, absent.message, absent.fields) == (barred.reason, barred.message, barred.fields)


def test_m6_values_that_the_schema_refuses_are_named(bench: Bench, goal: str) -> None:
    ending = bench.edit(goal, FIVE, TEN, problems={"target": "not a number"})
    assert isinstance(ending, Refused)
    assert (ending.reason, ending.fields) == ("invalid-value", {"target": "not a number"})


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"kind": "spell", "set": {"x": 1}}, "unknown-kind"),
        ({"kind": "goal", "set": {"words": "x"}, "part": "attic"}, "unknown-part"),
        ({"kind": "goal", "set": {}}, "malformed"),
        ({"kind": "goal", "set": {"colour": "red"}}, "unknown-field"),
        ({"kind": "visit", "set": {"asked": "everyone"}}, "invalid-value"),
        ({"kind": "conflict", "set": {"about": "x"}}, "engine-only"),
        ({"kind": "patient", "set": {"given_name": "x"}}, "wrong-patient"),
        ({"kind": "staff", "set": {"name": "x"}}, "wrong-patient"),
    ],
)
def test_m6_what_cannot_be_judged_is_refused_with_its_reason(bench: Bench, change: dict, reason: str) -> None:
    ending = bench.apply(bench.make(change.pop("kind"), None, None, **change))
    assert isinstance(ending, Refused)
    assert ending.reason == reason


def test_the_author_must_be_the_sessions(bench: Bench, goal: str) -> None:
    ending = bench.edit(goal, FIVE, TEN, by=BEN, staff=ADA)
    assert isinstance(ending, Refused)
    assert ending.reason == "wrong-author"


# ---------------------------------------------------------------- M7


def test_m7_made_at_is_never_later_than_receipt(bench: Bench, goal: str) -> None:
    ending = bench.edit(goal, FIVE, TEN, made_at="2031-01-01T00:00:00.000Z", received_at=LATE)
    assert isinstance(ending, Applied)
    assert ending.at == bench.records[goal].stamps["target"].at == LATE


def test_m7_made_at_is_never_earlier_than_the_stamp_of_what_was_seen(bench: Bench, goal: str) -> None:
    bench.edit(goal, FIVE, TEN, by=BEN, minute=30)
    ending = bench.edit(goal, TEN, TWENTY, made_at="2020-01-01T00:00:00.000Z")
    assert isinstance(ending, Applied)
    assert ending.at == at(30)


def test_m7_a_clock_in_the_far_future_does_not_stop_a_group(bench: Bench) -> None:
    contact = bench.create("contact", name="Ali", phone="1")
    bench.edit(contact, {"phone": "1"}, {"phone": "2"}, by=BEN, made_at="2099-01-01T00:00:00.000Z", received_at=at(10))
    assert isinstance(bench.edit(contact, {"phone": "1"}, {"phone": "3"}, by=ADA, minute=20), Merged)
    assert bench.now(contact, "phone") == {"phone": "3"}


def test_m7_where_the_clock_jumped_the_stamp_says_about(bench: Bench, goal: str) -> None:
    bench.edit(goal, FIVE, TEN, clock_jumped=True)
    assert bench.records[goal].stamps["target"].about


# ---------------------------------------------------------------- who may write


@pytest.mark.parametrize(
    ("kind", "fields", "role", "reason"),
    [
        ("medicine", {"name": "x"}, "assistant", "role"),
        ("medicine", {"name": "x"}, "practitioner", None),
        ("goal", {"words": "x"}, "voluntary", "role"),
        ("patient", {"local_ids": ["x"]}, "lead", "engine-only"),
        ("patient", {"local_ids": ["x"]}, "engine", None),
    ],
)
def test_roles_decide_who_writes_what(bench: Bench, kind: str, fields: dict, role: str, reason: str | None) -> None:
    record = PATIENT if kind == "patient" else None
    ending = bench.apply(bench.make(kind, record, None, set=fields), roles=frozenset({role}))
    assert (ending.reason if isinstance(ending, Refused) else None) == reason


def test_self_is_whom_the_record_names_not_whom_the_change_names(bench: Bench) -> None:
    visit = bench.create("visit", planned_start=at(0))
    one = ids.derived(f"attendance:{visit}:{ADA}")
    made = {"visit": visit, "staff": ADA, "arrived_at": at(5)}
    forged = bench.apply(bench.make("attendance", one, None, by=BEN, set=made))
    assert isinstance(forged, Refused)
    assert forged.reason == "role"
    assert isinstance(bench.apply(bench.make("attendance", one, None, by=ADA, set=made), roles=frozenset({"voluntary"})), Applied)
    assert isinstance(bench.edit(one, {"arrived_at": at(5)}, {"arrived_at": at(6)}, by=BEN), Refused)
    assert isinstance(bench.edit(one, {"arrived_at": at(5)}, {"arrived_at": at(6)}, by=BEN, roles=frozenset({"lead"})), Applied)


def test_ones_own_bundle_is_ones_own(bench: Bench) -> None:
    mine = ids.mine(ADA)
    day = ids.derived(f"my_day:{ADA}:2026-11-22")
    made = {"day": "2026-11-22", "order": [number(1)]}
    assert isinstance(bench.apply(bench.make("my_day", day, None, by=ADA, bundle=mine, set=made)), Applied)
    theirs = bench.apply(bench.make("my_day", day, None, by=BEN, bundle=mine, set=made), roles=PRACTITIONER)
    assert isinstance(theirs, Refused)
    assert theirs.reason == "role"


def test_a_step_says_whether_its_author_can_make_the_lines_alone(bench: Bench) -> None:
    goal, conflict = a_dispute(bench)
    assert [step.own for step in bench.steps] == [True, True, False]
    bench.settle(conflict, TEN)
    assert not bench.steps[-1].own
    bench.edit(goal, {"words": "Walk"}, {"words": "Walk"})
    assert bench.steps[-1].own
