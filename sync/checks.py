"""Whether a change can be judged at all: its shape against the policies, and who may write what (M3, M4, M6). Pure.

Values themselves are judged by the schema of their kind, elsewhere; here only what a policy needs in order to merge them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sync import ids
from sync.change import Actor, Change, Record, Refused
from sync.line import canonical
from sync.policy import Group, Kind, Policies
from sync.reasons import refused

WIDEST = "core"
"""The part that everyone sees who sees a record at all. What a kind keeps from some (a door code from the voluntary sector) is not put there."""


ANSWER_BYTES = 32 * 1024
"""One answer (a field of a pattern), as its canonical JSON."""
ANSWERS = 1000
"""Answers of one record."""
ALL_ANSWERS_BYTES = 512 * 1024
"""All answers of one record."""


def check(change: Change, actor: Actor, policies: Policies, barred: str | None) -> Refused | None:
    """What is wrong with a change before anything is looked up; None where nothing is. The access rule speaks before the shape."""
    kind = policies.kind(change.kind)
    if change.author != actor.staff:
        return refused(change.id, "wrong-author")
    if kind is None:
        return refused(change.id, "unknown-kind")
    if _is_in_two_records(change, kind):
        return refused(change.id, "wrong-patient")
    if barred is not None:
        return refused(change.id, barred)
    if change.kind == "conflict":
        return _check_settlement(change)
    if change.saw is None:
        return _check_creation(change, kind, actor, policies)
    return _check_edit(change, kind)


def check_value(change_id: str, group: Group, value: Any) -> Refused | None:
    """What is wrong with the value of a settlement, which holds every field of the disputed group."""
    if not isinstance(value, Mapping):
        return refused(change_id, "malformed", {"value": "holds the fields of the disputed group"})
    strange = [name for name in value if name not in group.fields]
    if strange:
        return refused(change_id, "unknown-field", dict.fromkeys(strange, "not a field of the disputed group"))
    missing = [name for name in group.fields if name not in value]
    if missing:
        return refused(change_id, "incomplete-group", dict.fromkeys(missing, "missing"))
    return _check_shapes(change_id, [group], value)


def may_write(group: Group, actor: Actor, change: Change, record: Record | None) -> str | None:
    """Why this person may not write this group: `role`, `engine-only`, or None where they may.

    `self` is whoever the record's `staff` names, and the owner of a bundle of one's own. What a change says of itself counts only while there is
    no record yet.
    """
    if "engine" in actor.roles:
        return None
    roles = set(actor.roles - {"self"})
    named = change.set.get("staff") if record is None else record.fields.get("staff")
    if named == actor.staff or change.bundle == ids.mine(actor.staff):
        roles.add("self")
    if group.writers & roles:
        return None
    return "engine-only" if group.writers == {"engine"} else "role"


def derivation(change: Change, kind: Kind, staff: str | None, place: str | None = None) -> str | None:
    """The id that a creation must have where its kind's ids are derived (R1); None where what it derives from is missing.

    `staff`: whose bundle it is, for kinds of one's own. `place`: the author's.
    """
    for way in kind.derived:
        words = [_word(change, name, staff, place) for name in way]
        if None not in words:
            return ids.derived(":".join([kind.name, *(word for word in words if word is not None)]))
    return None


def _word(change: Change, name: str, staff: str | None, place: str | None) -> str | None:
    if name == "place":
        return place
    if name == "patient":
        word = change.patient or change.set.get("about")
    elif name == "staff":
        word = change.set.get("staff") or staff
    else:
        word = change.set.get(name)
    if isinstance(word, int) and not isinstance(word, bool):
        return str(word)
    return word if isinstance(word, str) else None


def _is_in_two_records(change: Change, kind: Kind) -> bool:
    if kind.bundle != "patient":
        return change.patient is not None
    if change.patient is None or change.patient != change.bundle:
        return True
    return kind.name == "patient" and change.record != change.patient


def _check_creation(change: Change, kind: Kind, actor: Actor, policies: Policies) -> Refused | None:
    if not change.set:
        return refused(change.id, "malformed", {"set": "says nothing"})
    strange = [name for name in change.set if kind.group(name) is None]
    if strange:
        return refused(change.id, "unknown-field", dict.fromkeys(strange, f"not a field of {kind.name}"))
    if change.part is not None and change.part not in policies.parts:
        return refused(change.id, "unknown-part", {"part": "not a part of a record"})
    if "engine" not in actor.roles:
        if change.part == WIDEST and kind.part != WIDEST:
            return refused(change.id, "unknown-part", {"part": f"{kind.name} is not for everyone who sees the {WIDEST} of a record"})
        if not kind.derived and ids.is_derived(change.record):
            return refused(change.id, "malformed", {"record": f"the id of {kind.name} is made new: a derived one belongs to what it names"})
    if kind.derived:
        owner = actor.staff if change.bundle == ids.mine(actor.staff) else None
        expected = derivation(change, kind, owner, actor.place)
        if expected is None and kind.may_be_new and not ids.is_derived(change.record):
            return _check_shapes(change.id, kind.touched(change.set), change.set)
        # Whose bundle of one's own this is cannot be read off its id: where a lead writes, the writer of the record knows.
        unknowable = (kind.bundle == "mine" and owner is None) or (kind.bundle == "forms" and actor.place is None)
        if expected != change.record and not unknowable:
            ways = ", or from ".join(", ".join(way) for way in kind.derived)
            return refused(change.id, "malformed", {"record": f"the id of {kind.name} follows from {ways}"})
    return _check_shapes(change.id, kind.touched(change.set), change.set)


def _check_edit(change: Change, kind: Kind) -> Refused | None:
    assert change.saw is not None
    names = {**change.set, **change.saw}
    if not names:
        return refused(change.id, "malformed", {"set": "says nothing"})
    found = {name: kind.group(name) for name in names}
    strange = [name for name, group in found.items() if group is None]
    if strange:
        return refused(change.id, "unknown-field", dict.fromkeys(strange, f"not a field of {kind.name}"))
    if change.part is not None:
        return refused(change.id, "malformed", {"part": "stands in a creation only"})
    groups = {group.name: group for group in found.values() if group is not None}
    if len(groups) > 1:
        return refused(change.id, "mixed-groups", {name: f"belongs to {group.name}" for name, group in found.items() if group is not None})
    [group] = groups.values()
    missing = [name for name in group.fields if name not in change.set or name not in change.saw]
    if missing:
        return refused(change.id, "incomplete-group", dict.fromkeys(missing, "missing from what was seen or what is set"))
    return _check_shapes(change.id, [group], change.set) or _check_shapes(change.id, [group], change.saw)


def _check_settlement(change: Change) -> Refused | None:
    if change.saw is None:
        return refused(change.id, "engine-only")
    strange = [name for name in change.set if name not in ("value", "reason", "side")]
    if strange:
        return refused(change.id, "unknown-field", dict.fromkeys(strange, "a settlement has a value and a reason"))
    sides = change.saw.get("sides")
    if not isinstance(sides, list) or not all(isinstance(each, str) for each in sides):
        return refused(change.id, "malformed", {"sides": "the changes whose values were shown"})
    if not isinstance(change.set.get("value"), Mapping):
        return refused(change.id, "malformed", {"value": "holds the fields of the disputed group"})
    if change.set.get("side", False) not in (True, False) or not isinstance(change.set.get("reason"), (str, type(None))):
        return refused(change.id, "malformed", {"set": "`side` is true or absent, `reason` is text"})
    return None


def _check_shapes(change_id: str, groups: Iterable[Group], values: Mapping[str, Any]) -> Refused | None:
    wrong: dict[str, str] = {}
    big: dict[str, str] = {}
    for group in groups:
        for name in group.fields:
            value = values.get(name)
            if value is None:
                continue
            if is_answer(group) and answer_bytes(value) > ANSWER_BYTES:
                big[name] = f"one answer is at most {ANSWER_BYTES // 1024} KiB"
            if group.policy == "set" and not (isinstance(value, list) and all(isinstance(each, str) for each in value)):
                wrong[name] = "a list of texts"
            if (group.policy == "text" or name == group.stepped) and not isinstance(value, str):
                wrong[name] = "a text"
    if big:
        return refused(change_id, "too-big", big)
    return refused(change_id, "invalid-value", wrong) if wrong else None


def check_room(change: Change, groups: Iterable[Group], before: Mapping[str, Any]) -> Refused | None:
    """Whether a record that held these fields has room for more answers: their number, and all of them together."""
    new = [group.name for group in groups if is_answer(group) and change.set.get(group.name) is not None]
    if not new:
        return None
    answers = {name: value for name, value in {**before, **{name: change.set[name] for name in new}}.items() if "." in name}
    if len(answers) > ANSWERS:
        return refused(change.id, "too-big", dict.fromkeys(new, f"one record holds at most {ANSWERS} answers"))
    if sum(map(answer_bytes, answers.values())) > ALL_ANSWERS_BYTES:
        return refused(change.id, "too-big", dict.fromkeys(new, f"the answers of one record are at most {ALL_ANSWERS_BYTES // 1024} KiB together"))
    return None


def is_answer(group: Group) -> bool:
    """Whether a group is one field of a pattern: no other has a point in its name."""
    return "." in group.name


def answer_bytes(value: Any) -> int:
    """How long an answer is: its canonical JSON, in UTF-8."""
    return len(canonical(value).encode())
