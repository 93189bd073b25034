"""policies.toml is read strictly: a slip in it stops the server, never changes how something merges (M4)."""

from __future__ import annotations

import pytest

from sync import policy

GOOD = """
schema = 1
parts = ["core", "more"]
over = ["ended"]
[writers]
care = ["practitioner"]
[goal]
bundle = "patient"
part = "core"
id = "uuid7"
[goal.group.target]
fields = ["target", "unit"]
policy = "review"
write = "care"
cautious = { target = ["low", "high"] }
why = "One statement."
"""


WITH_PATTERN = (
    GOOD
    + """
[goal.group."answer.*"]
fields = ["answer.*"]
policy = "review"
write = "care"
why = "Each by itself."
"""
)


def test_the_policies_that_are_shipped_can_be_read() -> None:
    policies = policy.load()
    assert {"patient", "goal", "visit", "attendance", "conflict", "my_day"} <= policies.kinds.keys()
    assert policies.parts == {"core", "more"}


def test_m4_every_synced_field_has_one_group_a_policy_writers_and_a_reason() -> None:
    for kind in policy.load().kinds.values():
        held = [name for group in kind.groups.values() for name in group.fields]
        assert sorted(held) == sorted(kind.group_of), kind.name
        for group in kind.groups.values():
            assert group.policy in policy.POLICIES
            assert group.writers
            assert group.why.endswith("."), (kind.name, group.name)


def test_m4_nothing_clinical_is_left_to_the_later_writer() -> None:
    kinds = policy.load().kinds
    for kind, group in (
        ("alert", "statement"),
        ("medicine", "statement"),
        ("goal", "target"),
        ("care_plan", "worse"),
        ("visit", "when"),
        ("patient", "address"),
    ):
        assert kinds[kind].groups[group].policy == "review", (kind, group)
    for kind, group in (("observation", "event"), ("done", "event")):
        assert kinds[kind].groups[group].policy == "once", (kind, group)


def test_a_kind_knows_the_group_of_a_field() -> None:
    goal = policy.load().kinds["goal"]
    found = goal.group("target_unit")
    assert found is not None
    assert found.name == "target"
    assert goal.group("colour") is None


def test_m3_each_field_of_a_pattern_is_a_group_of_its_own() -> None:
    kind = policy.read(WITH_PATTERN).kinds["goal"]
    one = kind.group("answer.a.1")
    assert one is not None
    assert (one.name, one.fields, one.policy, one.writers) == ("answer.a.1", ("answer.a.1",), "review", frozenset({"practitioner"}))
    assert kind.named("answer.a.1") == one
    assert [group.name for group in kind.touched(["unit", "answer.b", "answer.a.1", "colour"])] == ["target", "answer.a.1", "answer.b"]
    for strange in ("answer.", "answer", "answer.*\t", "answer.ä", f"answer.{'x' * 101}", "Answer.a"):
        assert kind.group(strange) is None, strange
    assert "answer.*" not in kind.group_of


def test_r1_an_id_derives_from_the_first_of_which_everything_is_given() -> None:
    assert policy.read(GOOD.replace('"uuid7"', '"uuid5(patient, n) or uuid5(visit)"')).kinds["goal"].derived == (("patient", "n"), ("visit",))
    either = policy.read(GOOD.replace('"uuid7"', '"uuid5(patient, n) or uuid7"')).kinds["goal"]
    assert (either.derived, either.may_be_new) == ((("patient", "n"),), True)
    assert policy.read(GOOD).kinds["goal"].derived == ()


def test_it_reads_what_is_right() -> None:
    policies = policy.read(GOOD)
    group = policies.kinds["goal"].groups["target"]
    assert (group.cautious, group.writers, policies.over) == (("target", ("low", "high")), frozenset({"practitioner"}), frozenset({"ended"}))


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('why = "One statement."', "", "why is missing"),
        ('why = "One statement."', 'why = "x"\ncolour = "red"', "colour"),
        ('policy = "review"', 'policy = "newest"', "newest"),
        ('write = "care"', 'write = "anyone"', "anyone"),
        ('part = "core"\n', 'part = "attic"\n', "attic"),
        ('bundle = "patient"', 'bundle = "ward"', "ward"),
        ('id = "uuid7"', 'id = "serial"', "serial"),
        ('"target", "unit"', '"target", "target"', "fields"),
        ('"target", "unit"', "", "fields"),
        ("cautious = { target", "cautious = { colour", "colour"),
        ('policy = "review"', 'policy = "set"', "one field"),
        ('policy = "review"', 'policy = "latest"', "caution"),
        ('policy = "review"', 'policy = "forward"', "steps is missing"),
        ("schema = 1", "", "schema is missing"),
        ("schema = 1", 'schema = "1"', "schema is not"),
        ("schema = 1", "schema = 1\nshape = 2", "shape"),
        ('part = "core"\n', 'part = "core"\ncolour = 1\n', "colour"),
        ("[goal.group.target]", "[goal.group.other]\nfields=['unit']\npolicy='review'\nwrite='care'\nwhy='x.'\n[goal.group.target]", "two groups"),
    ],
)
def test_a_slip_is_refused_and_named(old: str, new: str, says: str) -> None:
    assert old in GOOD
    with pytest.raises(policy.PolicyError, match=says):
        policy.read(GOOD.replace(old, new, 1))


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('fields = ["answer.*"]', 'fields = ["answer.*", "why"]', "a pattern is the one field"),
        ('fields = ["answer.*"]', 'fields = ["reply.*"]', "a pattern is the one field"),
        ('[goal.group."answer.*"]', "[goal.group.answers]", "a pattern is the one field"),
        ('write = "care"\nwhy = "Each', 'write = "care"\ncautious = { "answer.*" = [] }\nwhy = "Each', "a pattern is the one field"),
        ('policy = "review"\nwrite = "care"\nwhy = "Each', 'policy = "latest"\nwrite = "care"\nwhy = "Each', "a pattern is the one field"),
        ('"target", "unit"', '"target", "answer.unit"', "also in answer"),
        ('id = "uuid7"', 'id = "uuid5(a) and uuid5(b)"', "uuid5"),
    ],
)
def test_a_slip_in_a_pattern_is_refused_and_named(old: str, new: str, says: str) -> None:
    assert old in WITH_PATTERN
    with pytest.raises(policy.PolicyError, match=says):
        policy.read(WITH_PATTERN.replace(old, new, 1))
