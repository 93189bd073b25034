"""M5: a dispute has as many sides as there are values, until a person settles it."""

from __future__ import annotations

import pytest

from sync import ids
from sync.change import Applied, Conflicted, Merged, Refused
from tests.sync.bench import ADA, BEN, CYD, Bench, a_dispute

FIVE, TEN, TWENTY, THIRTY = ({"target": value, "target_unit": "metres"} for value in ("5", "10", "20", "30"))


def test_m5_a_conflict_holds_both_values_who_wrote_them_and_what_they_saw(bench: Bench) -> None:
    goal, conflict = a_dispute(bench)
    fields = bench.records[conflict].fields
    assert (fields["about"], fields["about_kind"], fields["group"], fields["status"]) == (goal, "goal", "target", "open")
    assert [(each["by"], each["value"]["target"], each["saw"]["target"]) for each in fields["sides"]] == [(ADA, "10", "5"), (BEN, "20", "5")]
    assert fields["base"]["target"] == "5"
    assert bench.records[conflict].part == bench.records[goal].part


def test_m5_the_record_keeps_the_last_undisputed_value(bench: Bench) -> None:
    goal, _ = a_dispute(bench)
    assert bench.now(goal, "target")["target"] == "10"


def test_m5_a_third_writer_on_the_old_base_adds_a_side_without_knowing(bench: Bench) -> None:
    goal, conflict = a_dispute(bench)
    ending = bench.edit(goal, FIVE, THIRTY, by=CYD, minute=3)
    assert isinstance(ending, Conflicted)
    assert ending.conflict == conflict
    assert bench.values(conflict) == [TEN, TWENTY, THIRTY]


def test_m5_a_value_that_somebody_has_already_adds_no_side(bench: Bench) -> None:
    goal, conflict = a_dispute(bench)
    before = bench.rev
    assert isinstance(bench.edit(goal, FIVE, TWENTY, by=CYD), Conflicted)
    assert (bench.rev, bench.values(conflict)) == (before, [TEN, TWENTY])


def test_m5_settling_writes_the_field_and_ends_the_conflict_in_one_step(bench: Bench) -> None:
    goal, conflict = a_dispute(bench)
    ending = bench.settle(conflict, TWENTY, "asked her", by=CYD, minute=5)
    assert isinstance(ending, Applied)
    assert bench.now(goal, "target")["target"] == "20"
    fields = bench.records[conflict].fields
    assert (fields["status"], fields["value"]["target"], fields["reason"], fields["settled_by"]) == ("settled", "20", "asked her", CYD)
    assert len({each.rev for each in bench.steps[-1].writes}) == 1


def test_m5_a_third_value_may_settle(bench: Bench) -> None:
    goal, conflict = a_dispute(bench)
    assert isinstance(bench.settle(conflict, THIRTY), Applied)
    assert bench.now(goal, "target")["target"] == "30"


def test_m5_sides_that_the_settler_had_not_seen_stay_open(bench: Bench) -> None:
    goal, conflict = a_dispute(bench)
    seen = sorted(each["change"] for each in bench.records[conflict].fields["sides"])
    bench.edit(goal, FIVE, THIRTY, by=CYD, minute=3)
    ending = bench.settle(conflict, TEN, "asked her", by=ADA, minute=4, seen=seen)
    assert isinstance(ending, Conflicted)
    assert bench.values(conflict) == [THIRTY, TEN]
    assert bench.records[conflict].fields["sides"][1]["reason"] == "asked her"
    assert bench.now(goal, "target")["target"] == "10"


def test_m5_two_who_settle_differently_offline_disagree_again(bench: Bench) -> None:
    goal, conflict = a_dispute(bench)
    seen = sorted(each["change"] for each in bench.records[conflict].fields["sides"])
    assert isinstance(bench.settle(conflict, TEN, by=ADA, minute=5, seen=seen), Applied)
    second = bench.settle(conflict, TWENTY, "her son says", by=BEN, minute=6, seen=seen)
    assert isinstance(second, Conflicted)
    assert second.conflict != conflict
    assert bench.values(second.conflict) == [TEN, TWENTY]
    assert bench.now(goal, "target")["target"] == "10"


def test_m5_two_who_settle_alike_agree(bench: Bench) -> None:
    _, conflict = a_dispute(bench)
    seen = sorted(each["change"] for each in bench.records[conflict].fields["sides"])
    bench.settle(conflict, TEN, by=ADA, seen=seen)
    assert isinstance(bench.settle(conflict, TEN, by=BEN, seen=seen), Applied)


def test_m5_the_old_base_meets_a_settled_value_as_a_new_dispute(bench: Bench) -> None:
    goal, conflict = a_dispute(bench)
    bench.settle(conflict, TWENTY, by=ADA, minute=5)
    ending = bench.edit(goal, FIVE, THIRTY, by=CYD, minute=3)
    assert isinstance(ending, Conflicted)
    assert ending.conflict != conflict
    assert bench.values(ending.conflict) == [THIRTY, TWENTY]


def test_m5_an_edit_by_someone_who_sees_the_dispute_becomes_or_replaces_their_side(bench: Bench) -> None:
    _, conflict = a_dispute(bench)
    assert isinstance(bench.settle(conflict, THIRTY, None, by=CYD, side=True, minute=3), Conflicted)
    assert bench.values(conflict) == [TEN, TWENTY, THIRTY]
    assert isinstance(bench.settle(conflict, {"target": "31"}, None, by=CYD, side=True, minute=4), Conflicted)
    assert bench.values(conflict) == [TEN, TWENTY, {"target": "31"}]


def test_m5_an_edit_of_ones_own_value_that_met_a_dispute_replaces_it(bench: Bench) -> None:
    goal, conflict = a_dispute(bench)
    bench.edit(goal, TEN, THIRTY, by=ADA, minute=4)
    assert bench.values(conflict) == [TWENTY, THIRTY]


def test_m5_when_all_come_to_one_value_nothing_is_left_to_settle(bench: Bench) -> None:
    goal, conflict = a_dispute(bench)
    first = bench.records[conflict].fields["sides"][1]["change"]
    ending = bench.edit(goal, TWENTY, TEN, by=BEN, after=first, minute=4)
    assert isinstance(ending, Merged)
    assert bench.records[conflict].fields["status"] == "settled"
    assert bench.now(goal, "target")["target"] == "10"


def test_m5_settling_needs_the_role_that_may_write_the_field(bench: Bench) -> None:
    dose = {"name": "Amlodipine", "dose": "5", "unit": "mg"}
    medicine = bench.create("medicine", **dose)
    bench.edit(medicine, dose, {**dose, "dose": "10"}, by=BEN)
    ending = bench.edit(medicine, dose, {**dose, "dose": "2.5"}, by=ADA)
    assert isinstance(ending, Conflicted)
    refused = bench.settle(ending.conflict, dose, by=CYD, roles=frozenset({"assistant"}))
    assert isinstance(refused, Refused)
    assert refused.reason == "role"


def test_m5_settling_says_why(bench: Bench) -> None:
    _, conflict = a_dispute(bench)
    for reason in (None, "", "  "):
        ending = bench.settle(conflict, TEN, reason)
        assert isinstance(ending, Refused)
        assert ending.reason == "reason-missing"


def test_m5_settling_without_having_seen_a_side_settles_nothing(bench: Bench) -> None:
    _, conflict = a_dispute(bench)
    ending = bench.settle(conflict, TEN, seen=[])
    assert isinstance(ending, Refused)
    assert ending.reason == "not-in-dispute"


@pytest.mark.parametrize(
    ("wanted", "reason"),
    [
        ({"value": {"target": "1"}, "reason": "x"}, "incomplete-group"),
        ({"value": {"target": "1", "target_unit": None, "target_how": None, "target_on": None, "words": "y"}, "reason": "x"}, "unknown-field"),
        ({"value": "1", "reason": "x"}, "malformed"),
        ({"reason": "x"}, "malformed"),
        ({"value": {}, "reason": "x", "colour": 1}, "unknown-field"),
        ({"value": {}, "reason": 7}, "malformed"),
    ],
)
def test_m5_a_settlement_has_the_whole_group_and_a_reason(bench: Bench, wanted: dict, reason: str) -> None:
    _, conflict = a_dispute(bench)
    sides = sorted(each["change"] for each in bench.records[conflict].fields["sides"])
    ending = bench.apply(bench.make("conflict", conflict, {"sides": sides}, set=wanted))
    assert isinstance(ending, Refused)
    assert ending.reason == reason


def test_m5_the_more_cautious_stands_first(bench: Bench) -> None:
    words = {"category": "allergy", "title": "Penicillin", "severity": "medium"}
    alert = bench.create("alert", **words)
    bench.edit(alert, words, {**words, "severity": "low"}, by=ADA, minute=1)
    ending = bench.edit(alert, words, {**words, "severity": "high"}, by=BEN, minute=2)
    assert isinstance(ending, Conflicted)
    assert [each["severity"] for each in bench.values(ending.conflict)] == ["high", "low"]


def test_m5_a_settlement_that_follows_ones_own_unanswered_one_is_applied(bench: Bench) -> None:
    goal, conflict = a_dispute(bench)
    seen = sorted(each["change"] for each in bench.records[conflict].fields["sides"])
    first = bench.settle(conflict, TEN, by=CYD, seen=seen, minute=5)
    assert isinstance(bench.settle(conflict, TWENTY, by=CYD, seen=seen, minute=6, after=first.change), Applied)
    assert bench.now(goal, "target")["target"] == "20"


def test_m5_only_the_engine_makes_a_conflict_or_opens_one_again(bench: Bench) -> None:
    _, conflict = a_dispute(bench)
    made = bench.apply(bench.make("conflict", None, None, set={"about": "x"}), roles=frozenset({"engine"}))
    assert isinstance(made, Refused)
    assert made.reason == "engine-only"
    bench.settle(conflict, TEN)
    ending = bench.apply(bench.make("conflict", conflict, {"status": "settled"}, set={"status": "open"}))
    assert isinstance(ending, Refused)


def test_m5_the_conflicts_id_follows_from_the_change_that_opened_it(bench: Bench) -> None:
    goal, conflict = a_dispute(bench)
    opener = bench.records[conflict].fields["sides"][1]["change"]
    assert conflict == ids.conflict(goal, "target", opener) == ids.derived(f"conflict:{goal}:target:{opener}")
