"""What must be true of a server's journal, told without the engine's help: nothing typed is lost, nothing is overwritten unseen.

The journal is replayed: every record is rebuilt from what resulted, every chain from its rows, and every change is judged again.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

from sync import ids, line, signing
from sync.change import Change, Conflicted, Ending, Merged, Record, Refused, Values
from sync.merge import any_value, equal, leads, whole
from sync.policy import Group, Policies
from sync.sentences import split
from sync.simulated import chance
from sync.simulated.server import Apply, Bundle, Reading, Row, Server, State, keep
from sync.simulated.tablet import Broken


def check_journal(server: Server, policies: Policies, apply: Apply) -> None:
    """Replays the journal and holds each row to the promises; raises Broken."""
    replayed = State({name: Bundle(each.type) for name, each in server.state.bundles.items()})
    for row in server.state.journal:
        _check_row(row, replayed, policies, apply)
    for name, bundle in server.state.bundles.items():
        again = replayed.bundles[name]
        if (again.records, again.rev, again.head) != (bundle.records, bundle.rev, bundle.head):
            raise Broken(f"replaying the journal does not rebuild {name}")
        for part in policies.parts:
            if again.sum(part) != bundle.sum(part):
                raise Broken(f"replaying the journal gives other sums for {name}/{part}")


def _check_row(row: Row, state: State, policies: Policies, apply: Apply) -> None:
    bundle = state.bundles[row.bundle]
    change, ending = row.change, row.ending
    if change is not None and ending is not None:
        if change.id in state.endings:
            raise Broken(f"{change.id} has two endings")
        rev = row.rev if row.writes else bundle.rev + 1
        step = apply(change, Reading(state, bundle, {}), row.actor, row.received_at, rev, policies, barred=row.barred)
        if (step.ending, step.writes) != (ending, row.writes):
            raise Broken(f"{change.id} judged again ends otherwise: {ending} then, {step.ending} now")
        _nothing_is_overwritten_unseen(change, row, bundle, policies)
    for text in row.lines:
        gone = line.parse(text)
        if not isinstance(gone, Record):
            bundle.feed[gone.id, gone.part] = (gone.rev, None)
    for record in row.writes:
        keep(bundle, record)
    bundle.rev = row.rev
    if change is not None and ending is not None:
        bundle.head = ids.chain(bundle.head, ids.entry(ids.content(change), ending, row.lines))
        state.endings[change.id] = row
        _nothing_is_lost(change, ending, bundle, policies)
        _one_conflict_at_most(bundle)
        _what_is_signed_stands(bundle)
    else:
        bundle.head = ids.chain(bundle.head, ids.entry(ids.START, Refused("job", "engine-only", ""), row.lines))


# ---------------------------------------------------------------- nothing is overwritten unseen (M1)


def _nothing_is_overwritten_unseen(change: Change, row: Row, bundle: Bundle, policies: Policies) -> None:
    for record in row.writes:
        before = bundle.records.get(record.id)
        if before is None:
            continue
        if before.patient != record.patient:
            raise Broken(f"{record.id} changed its patient (R2)")
        if record.kind == "conflict":
            _sides_leave_fairly(change, before, record, policies)
            continue
        for group in policies.kinds[record.kind].touched({**before.fields, **record.fields}):
            old, new = whole(group, before.fields), whole(group, record.fields)
            disputed = bundle.open.get((record.id, group.name))
            if any_value(old) and not equal(group, old, new) and disputed is None and not _knew(change, group, old, new):
                raise Broken(f"{change.id} replaced {old} by {new} and had not seen it (M1)")


def _knew(change: Change, group: Group, old: Values, new: Values) -> bool:
    if change.kind == "conflict":
        return change.after is not None  # settled by the same person just before: nobody else's value
    saw, wanted = whole(group, change.saw or {}), whole(group, change.set)
    if change.saw is not None and equal(group, saw, old):
        return True
    name = group.fields[0]
    if group.policy == "set":
        return set(old[name] or ()) - set(new[name] or ()) <= set(saw[name] or ()) - set(wanted[name] or ())
    if group.policy == "text":
        return not (_sentences(old[name]) - _sentences(new[name]) - (_sentences(saw[name]) - _sentences(wanted[name])))
    return group.policy in ("latest", "forward")


def _sides_leave_fairly(change: Change, before: Record, after: Record, policies: Policies) -> None:
    group = _disputed_group(policies, before)
    left = {each["change"] for each in after.fields["sides"]} if after.fields["status"] == "open" else set()
    stay = [each["value"] for each in after.fields["sides"]] if after.fields["status"] == "open" else [after.fields["value"]]
    for side in before.fields["sides"]:
        if side["change"] in left or any(equal(group, side["value"], each) for each in stay):
            continue
        if signing.is_of_a_signature(before) and side["by"] == change.author:
            continue  # whoever signs again stands behind that, and no more behind what they signed before
        if change.kind == "conflict":
            fair = side["change"] in {*(change.saw or {})["sides"], change.after}
        else:
            fair = side["by"] == change.author and (side["change"] == change.after or equal(group, side["value"], whole(group, change.saw or {})))
        if not fair:
            raise Broken(f"{change.id} took away a side that its author had not seen: {side} (M5)")


# ---------------------------------------------------------------- nothing typed is lost


def _nothing_is_lost(change: Change, ending: Ending, bundle: Bundle, policies: Policies) -> None:
    if isinstance(ending, Refused):
        return
    if change.kind == "conflict":
        conflict = bundle.records[change.record]
        group = _disputed_group(policies, conflict)
        if conflict.fields["about"] not in bundle.records:
            _nothing_signed_is_lost(change, conflict, whole(group, change.set["value"]))
            return
        places = [(group, bundle.records[conflict.fields["about"]], whole(group, change.set["value"]))]
    elif change.kind == "signature" and isinstance(ending, Conflicted):
        _nothing_signed_is_lost(change, bundle.records[ending.conflict], change.set)
        return
    else:
        groups = policies.kinds[change.kind].touched(change.set)
        places = [(group, bundle.records[change.record], whole(group, change.set)) for group in groups]
    for group, record, wanted in places:
        began = change.saw is None and group.policy == "once" and bool(policies.kinds[record.kind].derived)  # by another before, as one (R1)
        if not began and not _stands(change, group, record, wanted) and not _is_disputed(bundle, group, record, wanted):
            raise Broken(f"{change.id} wanted {wanted} in {record.kind}.{group.name}: it stands nowhere ({ending})")
    if isinstance(ending, Conflicted) and bundle.records[ending.conflict].fields["status"] != "open":
        raise Broken(f"{change.id} is conflicted and nobody is asked")
    if isinstance(ending, Merged) and change.kind != "conflict":
        record = bundle.records[change.record]
        if any(not line.same(record.fields.get(name), value) for name, value in ending.result.items()):
            raise Broken(f"{change.id} was told a result that does not stand")


def _disputed_group(policies: Policies, conflict: Record) -> Group:
    group = policies.kinds[conflict.fields["about_kind"]].named(conflict.fields["group"])
    assert group is not None
    return group


def _nothing_signed_is_lost(change: Change, conflict: Record, wanted: Values) -> None:
    """A signature that was not taken waits in its conflict, or was let go by a settlement."""
    kept = [conflict.fields.get("value"), *(each["value"] for each in conflict.fields["sides"])]
    if not any(value is not None and all(line.same(value.get(name), each) for name, each in wanted.items()) for value in kept):
        raise Broken(f"{change.id} signed {wanted}: it waits nowhere")


def _what_is_signed_stands(bundle: Bundle) -> None:
    for each in bundle.records.values():
        if each.kind != "signature" or not signing.stands(each):
            continue
        rows = [row for row in bundle.records.values() if row.kind == "answer_row" and row.fields["assessment"] == each.fields["assessment"]]
        text = signing.content(bundle.records[each.fields["assessment"]], rows, chance.SECTIONS, each.fields["section"])
        if each.fields["content_hash"] != signing.hashed(text):
            raise Broken(f"the signature {each.id} stands over {text}, which its signer never saw (R4)")


def _stands(change: Change, group: Group, record: Record, wanted: Values) -> bool:
    now = whole(group, record.fields)
    if equal(group, now, wanted):
        return True
    if change.kind == "conflict":
        return False
    name, saw = group.fields[0], whole(group, change.saw or {})
    if group.policy == "set":
        added, removed = set(wanted[name] or ()) - set(saw[name] or ()), set(saw[name] or ()) - set(wanted[name] or ())
        return added <= set(now[name] or ()) and not removed & set(now[name] or ())
    if group.policy == "text":
        return not (_sentences(wanted[name]) - _sentences(saw[name]) - _sentences(now[name]))
    if group.stepped is not None and wanted[group.stepped] is not None:  # others went on from there
        return leads(group.steps, wanted[group.stepped], now[group.stepped])
    stamp = record.stamps.get(group.name)
    if group.policy == "latest" and stamp is not None and stamp.also is not None:
        # The one that gave way is named beside the one that stands, or a later one is that gave way too.
        return (stamp.at, stamp.change) > (stamp.also.at, stamp.also.change) >= (min(change.made_at, stamp.also.at), "") and stamp.change != change.id
    return False


def _is_disputed(bundle: Bundle, group: Group, record: Record, wanted: Values) -> bool:
    found = bundle.open.get((record.id, group.name))
    return found is not None and any(equal(group, side["value"], wanted) for side in bundle.records[found].fields["sides"])


def _sentences(text: Any) -> Counter[str]:
    return Counter(each.words for each in split(text or ""))


def _one_conflict_at_most(bundle: Bundle) -> None:
    open_ones = [
        (each.fields["about"], each.fields["group"])
        for each in bundle.records.values()
        if each.kind == "conflict" and each.fields["status"] == "open"
    ]
    if len(set(open_ones)) != len(open_ones):
        raise Broken("two open conflicts about one group (M5)")
