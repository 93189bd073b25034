"""The laws that every policy keeps, for any values: nothing typed is lost, a repeat changes nothing, no cut of the batches decides anything.

People here are worse than any tablet: they claim to have seen what they like. What must hold is told by `sync.simulated.oracle`, without the engine.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sync import engine, ids, merge, policy
from sync.change import Change, Conflicted
from sync.line import line
from sync.merge import Disputed, Fixed, Joined, NotAStep, Nothing, Overtaken, Taken, whole
from sync.policy import Group
from sync.simulated import oracle
from sync.simulated.server import Grant, Server
from tests.sync.bench import ADA, BEN, CYD, PATIENT, at, number

POLICIES = policy.load()
CARE_PLAN = ids.derived(f"care_plan:{PATIENT}")
GOAL = number(90)
ASSESSMENT = ids.derived(f"assessment:{PATIENT}:https://example.org/q:202601")


def _named(kind: str, name: str) -> Group:
    group = POLICIES.kinds[kind].named(name)
    assert group is not None
    return group


GROUPS: dict[str, tuple[str, str, Group]] = {
    f"{kind}.{name}": (kind, record, _named(kind, name))
    for kind, record, name in (
        ("patient", PATIENT, "address"),
        ("patient", PATIENT, "phone"),
        ("patient", PATIENT, "tags"),
        ("patient", PATIENT, "news2_scale"),
        ("care_plan", CARE_PLAN, "matters"),
        ("care_plan", CARE_PLAN, "status"),
        ("assessment", ASSESSMENT, "answer./44250-9"),
        ("assessment", ASSESSMENT, "status"),
        ("goal", GOAL, "origin"),
    )
}
BEGUN, DONE, WRONG = "in-progress", "completed", "entered-in-error"
ONWARD = {(None, BEGUN), (None, DONE), (None, WRONG), (BEGUN, DONE), (BEGUN, WRONG), (DONE, WRONG)}
"""From which status of an assessment to which there is a way forward."""
SENTENCES = ("Her son.", "Her garden.", "Tea with sugar.", "Fridays at the mosque.", "Dr. Khan knows.")

small = st.one_of(st.none(), st.sampled_from(["a", "b", "c", 1, True, 2.5]))


def values_of(group: Group) -> st.SearchStrategy[dict[str, Any]]:
    if group.policy == "set":
        return st.one_of(st.none(), st.lists(st.sampled_from("abcd"), max_size=4)).map(lambda value: {group.fields[0]: value})
    if group.policy == "text":
        return st.one_of(st.none(), st.lists(st.sampled_from(SENTENCES), max_size=5).map(" ".join)).map(lambda value: {group.fields[0]: value})
    if group.policy == "forward":
        return st.fixed_dictionaries({"status": st.sampled_from([BEGUN, DONE, WRONG]), "status_reason": st.sampled_from([None, None, "a", "b"])})
    if "status" in group.fields:
        return st.fixed_dictionaries({name: st.sampled_from(["active", "ended"]) if name == "status" else small for name in group.fields})
    return st.fixed_dictionaries(dict.fromkeys(group.fields, small))


# ---------------------------------------------------------------- one group


@st.composite
def three_values(draw: st.DrawFn, name: str) -> tuple[dict[str, Any], dict[str, Any], dict[str, Any]]:
    group = GROUPS[name][2]
    saw, current, wanted = (whole(group, draw(values_of(group))) for _ in range(3))
    return draw(st.sampled_from([(saw, current, wanted), (saw, saw, wanted), (saw, current, current), (saw, current, saw)]))


@pytest.mark.parametrize("name", GROUPS)
@given(data=st.data())
def test_m1_only_what_nobody_else_touched_is_taken_as_it_is(name: str, data: st.DataObject) -> None:
    group = GROUPS[name][2]
    saw, current, wanted = data.draw(three_values(name))
    found = merge.merge(group, saw, current, wanted, later=data.draw(st.booleans()))
    if merge.equal(group, current, wanted):
        assert found == Nothing()
    elif group.policy in ("forward", "once"):
        assert isinstance(found, Taken) <= merge.equal(group, saw, current), "what nobody saw is never simply replaced"
    elif merge.equal(group, saw, current):
        assert found == Taken()
    else:
        allowed = {"review": (Disputed,), "latest": (Joined, Overtaken), "set": (Joined,), "text": (Joined, Disputed)}[group.policy]
        assert isinstance(found, allowed)


@given(data=st.data())
def test_m4_set_is_relative_to_what_each_saw_in_either_order(data: st.DataObject) -> None:
    group = GROUPS["patient.tags"][2]
    draw = st.sets(st.sampled_from("abcdef"))
    base, one, other = (sorted(data.draw(draw)) for _ in range(3))

    def after(first: list[str], second: list[str]) -> list[str]:
        found = merge.merge(group, {"tags": base}, {"tags": first}, {"tags": second})
        return {Nothing: lambda: first, Taken: lambda: second, Joined: lambda: found.result["tags"]}[type(found)]()  # type: ignore[union-attr]

    joined = set(after(one, other))
    assert joined == set(after(other, one))
    assert joined == (set(base) & set(one) & set(other)) | (set(one) - set(base)) | (set(other) - set(base))


@pytest.mark.parametrize(("kind", "name"), [("observation", "event"), ("goal", "origin")])
@given(data=st.data())
def test_m4_once_is_taken_by_the_first_and_never_changes(kind: str, name: str, data: st.DataObject) -> None:
    group = _named(kind, name)
    drawn = st.fixed_dictionaries(dict.fromkeys(group.fields, st.sampled_from([None, None, 1, 2])))
    nothing = dict.fromkeys(group.fields)
    saw, wanted = data.draw(drawn), data.draw(drawn)
    current = data.draw(st.sampled_from([nothing, saw, data.draw(drawn)]))
    found = merge.merge(group, saw, current, wanted)
    if merge.equal(group, current, wanted):
        assert found == Nothing()
    elif merge.any_value(current):
        assert found == Fixed(), "whatever was seen"
    else:
        assert found == (Taken() if saw == nothing else Fixed())


@given(data=st.data())
def test_m4_forward_takes_each_step_onward_whatever_was_seen_and_no_other_without_a_reason(data: st.DataObject) -> None:
    group = GROUPS["assessment.status"][2]
    saw, wanted = data.draw(values_of(group)), data.draw(values_of(group))
    current = data.draw(st.sampled_from([saw, data.draw(values_of(group)), dict.fromkeys(group.fields)]))
    found = merge.merge(group, saw, current, wanted)
    seen, step = saw == current, (current["status"], wanted["status"])
    if current == wanted:
        assert found == Nothing()
    elif step in ONWARD:
        assert found == (Taken() if seen else Joined(wanted)), "nobody is asked about a step of the table"
    elif step[0] == step[1]:
        assert found == (Taken() if seen else Disputed()), "two reasons for one step"
    elif seen:
        assert found == (Taken() if wanted["status_reason"] else NotAStep()), "a step back says why"
    else:
        says = wanted["status_reason"] not in (saw["status_reason"], current["status_reason"])
        assert found == (Disputed() if says else Overtaken(passed=True)), "what was passed is silent only where it had nothing to say"


@given(st.permutations([BEGUN, DONE, WRONG]), st.lists(st.sampled_from([BEGUN, DONE, WRONG]), max_size=3))
def test_m4_forward_comes_to_the_furthest_step_in_whatever_order_they_arrive(order: list[str], more: list[str]) -> None:
    """Everybody saw the beginning, nobody anybody else, and none had more to say than the step itself."""
    group = GROUPS["assessment.status"][2]
    current: dict[str, Any] = {"status": BEGUN, "status_reason": None}
    for status in [*order, *more]:
        found = merge.merge(group, {"status": BEGUN, "status_reason": None}, current, {"status": status, "status_reason": None})
        assert not isinstance(found, Disputed | NotAStep)
        if isinstance(found, Taken | Joined):
            current = {"status": status, "status_reason": None}
    assert current["status"] == WRONG


# ---------------------------------------------------------------- many changes


def a_server() -> Server:
    server = Server(POLICIES)
    server.add(PATIENT, "patient")
    for person, role in ((ADA, "practitioner"), (BEN, "lead"), (CYD, "practitioner")):
        server.roles[person] = frozenset({role})
        server.state.grants.append(Grant(person, PATIENT, ("core", "more"), 0, 10**15))
    firsts = [
        ("patient", PATIENT, {"given_name": "Amina", "phone": "1", "tags": ["a", "b"], "address_line": "a", "postcode": "b"}),
        ("care_plan", CARE_PLAN, {"what_matters": " ".join(SENTENCES), "status": "active"}),
        (
            "assessment",
            ASSESSMENT,
            {"questionnaire": "https://example.org/q", "version": "1", "ordinal": 202601, "status": BEGUN, "answer./44250-9": "a"},
        ),
        ("goal", GOAL, {"words": "Walk to the mosque."}),
    ]
    made = [Change(number(n), kind, record, PATIENT, PATIENT, ADA, at(0), 1, None, values) for n, (kind, record, values) in enumerate(firsts, 1)]
    server.push(ADA, {}, [ids.wire(each) for each in made], None)
    return server


def push(server: Server, changes: list[Change]) -> list[dict[str, Any]]:
    """Each run of changes by one author is one push."""
    endings: list[dict[str, Any]] = []
    start = 0
    for end in range(1, len(changes) + 1):
        if end == len(changes) or changes[end].author != changes[start].author:
            endings += server.push(changes[start].author, {}, [ids.wire(each) for each in changes[start:end]], None)["endings"]
            start = end
    return endings


@st.composite
def histories(draw: st.DrawFn) -> tuple[Server, list[Change]]:
    """What three people sent, one after the other, and the server that judged it one by one."""
    server = a_server()
    sent: list[Change] = []
    for turn in range(draw(st.integers(1, 9))):
        author = draw(st.sampled_from([ADA, BEN, CYD]))
        kind, record, group = GROUPS[draw(st.sampled_from(list(GROUPS)))]
        bundle = server.state.bundles[PATIENT]
        current = whole(group, bundle.records[record].fields)
        earlier = [each for each in sent if each.record == record and each.saw is not None and group.fields[0] in each.set]
        saw = draw(st.sampled_from([current, *[whole(group, each.set) for each in earlier], *[whole(group, each.saw or {}) for each in earlier]]))
        wanted = draw(values_of(group))
        after = draw(st.sampled_from([None, None, *[each.id for each in earlier if each.author == author]]))
        change = Change(number(100 + turn), kind, record, PATIENT, PATIENT, author, at(draw(st.integers(0, 30))), 1, saw, wanted, after=after)
        open_one = bundle.open.get((record, group.name))
        if open_one is not None and draw(st.booleans()):
            sides = bundle.records[open_one].fields["sides"]
            shown = sorted(draw(st.sets(st.sampled_from([each["change"] for each in sides]), min_size=1)))
            value = draw(st.sampled_from([*[each["value"] for each in sides], whole(group, wanted)]))
            decided = draw(st.sampled_from([{"value": value, "reason": "asked"}, {"value": value, "reason": None, "side": True}]))
            change = replace(change, kind="conflict", record=open_one, saw={"sides": shown}, set=decided, after=None)
        push(server, [change])
        sent.append(change)
    return server, sent


SLOW = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


@SLOW
@given(histories())
def test_nothing_typed_is_lost_and_nothing_is_overwritten_unseen(history: tuple[Server, list[Change]]) -> None:
    server, _ = history
    oracle.check_journal(server, POLICIES, engine.apply)


@SLOW
@given(histories(), st.data())
def test_a_repeat_of_any_batch_changes_nothing(history: tuple[Server, list[Change]], data: st.DataObject) -> None:
    server, sent = history
    before = server.state.copy()
    start, end = sorted(data.draw(st.tuples(st.integers(0, len(sent)), st.integers(0, len(sent)))))
    first = {each.id: server.state.endings[each.id].ending for each in sent}
    again = push(server, sent[start:end])
    assert [each["ending"] for each in again] == [ids.ended(first[each.id])["ending"] for each in sent[start:end]]  # type: ignore[arg-type]
    after = server.state.bundles[PATIENT]
    assert (after.rev, after.head, after.records) == (before.bundles[PATIENT].rev, before.bundles[PATIENT].head, before.bundles[PATIENT].records)


@SLOW
@given(histories(), st.data())
def test_the_outcome_of_each_field_does_not_depend_on_how_batches_were_cut(history: tuple[Server, list[Change]], data: st.DataObject) -> None:
    one_by_one, sent = history
    at_once = a_server()
    start = 0
    while start < len(sent):
        size = data.draw(st.integers(1, len(sent)))
        push(at_once, sent[start : start + size])
        start += size
    one, other = (each.state.bundles[PATIENT].records for each in (one_by_one, at_once))
    assert one.keys() == other.keys()
    for record in one:
        assert line(replace(one[record], rev=0)) == line(replace(other[record], rev=0))
    for change in sent:
        assert one_by_one.state.endings[change.id].ending == at_once.state.endings[change.id].ending


@SLOW
@given(histories())
def test_m5_a_group_has_at_most_one_open_conflict_and_a_conflicted_change_is_a_side_of_one(history: tuple[Server, list[Change]]) -> None:
    server, sent = history
    records = server.state.bundles[PATIENT].records.values()
    open_ones = [(each.fields["about"], each.fields["group"]) for each in records if each.kind == "conflict" and each.fields["status"] == "open"]
    assert len(open_ones) == len(set(open_ones))
    for each in records:
        if each.kind == "conflict" and each.fields["status"] == "open":
            assert len(each.fields["sides"]) > 1
    for change in sent:
        ending = server.state.endings[change.id].ending
        if isinstance(ending, Conflicted):
            assert server.state.bundles[PATIENT].records[ending.conflict].kind == "conflict"


@given(st.permutations(range(5)), st.lists(st.integers(0, 3), min_size=5, max_size=5))
def test_m4_latest_does_not_depend_on_the_order_of_arrival(order: list[int], minutes: list[int]) -> None:
    """Five people, none of whom saw another's: any order, any equal times."""
    group = GROUPS["patient.phone"][2]

    def after(turns: list[int]) -> tuple[Any, ...]:
        server = a_server()
        for turn in turns:
            made = at(10 + minutes[turn])
            change = Change(number(200 + turn), "patient", PATIENT, PATIENT, PATIENT, ADA, made, 1, {"phone": "1"}, {"phone": f"{turn % 3} rings"})
            push(server, [change])
        record = server.state.bundles[PATIENT].records[PATIENT]
        stamp = record.stamps["phone"]
        return whole(group, record.fields), stamp.at, stamp.change

    assert after(order) == after(sorted(order))
