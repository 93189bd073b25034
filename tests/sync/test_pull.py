"""Which frames a pull sends (R9, PROTOCOL §7, §8)."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync import pull
from sync.pull import Delta, Granted, Held, Plan, Whole

EXAMPLES = json.loads(Path("sync/examples/digest.json").read_text(encoding="utf-8"))
GRANTED = Granted("p1", "patient", ("core", "more"), 17, "c17", "2026-12-20T00:00:00.000Z")
HELD = Held("p1", ("core", "more"), 17, "c17", "2026-12-20T00:00:00.000Z")
CHAIN = {("p1", rev): f"c{rev}" for rev in range(18)}


def chain_at(bundle: str, rev: int) -> str | None:
    return CHAIN.get((bundle, rev))


def planned(granted: list[Granted], held: list[Held], first: tuple[str, ...] = ()) -> Plan:
    return pull.plan(granted, held, chain_at, first)


@pytest.mark.parametrize("example", EXAMPLES["digests"], ids=lambda each: each["digest"][:8])
def test_each_example_of_a_digest(example: dict[str, Any]) -> None:
    held = [Held(each["bundle"], tuple(each["parts"]), each["rev"], each["chain8"], each["grant_end"]) for each in example["held"]]
    assert pull.digest(held) == example["digest"]


def test_who_holds_exactly_what_is_granted_is_sent_nothing() -> None:
    assert planned([GRANTED], [HELD]) == Plan((), ())
    assert pull.digest([GRANTED]) == pull.digest([HELD])


def test_r9_what_is_not_granted_is_forgotten() -> None:
    assert planned([], [HELD]) == Plan((), ("p1",))


def test_r9_what_is_not_held_is_sent_whole_with_its_header_first() -> None:
    plan = planned([GRANTED], [])
    assert plan == Plan((Whole(GRANTED, new=True),), ())
    assert plan.new == (GRANTED,)


def test_who_is_behind_on_the_same_chain_gets_what_came_since() -> None:
    behind = replace(HELD, rev=12, chain8="c12")
    assert planned([GRANTED], [behind]).frames == (Delta(GRANTED, behind),)


def test_r9_a_grant_whose_end_moved_is_told_without_a_line() -> None:
    for end in (None, "2026-11-25T00:00:00.000Z"):
        moved = replace(GRANTED, grant_end=end)
        assert planned([moved], [HELD]).frames == (Delta(moved, HELD),)


@pytest.mark.parametrize("parts", [("core",), ("core", "more", "safeguarding")])
def test_r9_a_grant_limited_or_widened_sends_the_bundle_whole(parts: tuple[str, ...]) -> None:
    other = replace(GRANTED, parts=parts)
    assert planned([other], [HELD]).frames == (Whole(other, new=False),)


@pytest.mark.parametrize(
    ("rev", "chain8"),
    [(18, "c18"), (17, "another"), (12, "another"), (99, "c99")],
    ids=["ahead of a restored server", "the same rev with other content", "behind on a lost branch", "far ahead"],
)
def test_a_version_that_is_not_on_the_chain_gets_the_whole(rev: int, chain8: str) -> None:
    assert planned([GRANTED], [replace(HELD, rev=rev, chain8=chain8)]).frames == (Whole(GRANTED, new=False),)


def test_a_bundle_named_twice_is_believed_in_neither() -> None:
    assert planned([GRANTED], [HELD, replace(HELD, rev=12, chain8="c12")]).frames == (Whole(GRANTED, new=False),)


def test_the_order_is_people_and_ones_own_then_what_was_tapped_then_today_then_the_rest() -> None:
    granted = [
        replace(GRANTED, bundle="z-rest"),
        replace(GRANTED, bundle="a-rest"),
        replace(GRANTED, bundle="today", today=True),
        replace(GRANTED, bundle="tapped"),
        replace(GRANTED, bundle="tapped-before"),
        replace(GRANTED, bundle="people", type="people", grant_end=None),
        replace(GRANTED, bundle="mine", type="mine", grant_end=None),
    ]
    plan = planned(granted, [], first=("tapped", "tapped-before", "not granted"))
    assert [frame.granted.bundle for frame in plan.frames] == ["mine", "people", "tapped", "tapped-before", "today", "a-rest", "z-rest"]


versions = st.builds(
    lambda bundle, parts, rev, good, end: Held(bundle, tuple(sorted(parts)), rev, f"c{rev}" if good else "x", end),
    st.sampled_from(["p1", "p2", "p3"]),
    st.sets(st.sampled_from(["core", "more"]), min_size=1),
    st.integers(0, 20),
    st.booleans(),
    st.sampled_from([None, "2026-12-01T00:00:00.000Z"]),
)


@given(st.lists(versions, max_size=4), st.lists(versions, max_size=3, unique_by=lambda each: each.bundle))
def test_after_any_pull_a_device_holds_exactly_what_is_granted(held: list[Held], standing: list[Held]) -> None:
    granted = [Granted(each.bundle, "patient", each.parts, min(each.rev, 17), f"c{min(each.rev, 17)}", each.grant_end) for each in standing]
    plan = pull.plan(granted, held, lambda _, rev: f"c{rev}" if rev <= 17 else None)
    after: dict[str, Any] = {each.bundle: each for each in held}
    for frame in plan.frames:
        if isinstance(frame, Delta):
            assert after[frame.granted.bundle] == frame.since
            assert frame.since.chain8 == f"c{frame.since.rev}"
        after[frame.granted.bundle] = frame.granted
    for bundle in plan.forget:
        del after[bundle]
    assert pull.digest(after.values()) == pull.digest(granted)
