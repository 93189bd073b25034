"""One change, judged. The one place that decides what happens when two people edited the same thing.

Invariants:
 1. Every change ends in exactly one of four ways; the same id with the same content ends as it did before, with other content it is refused (M6).
 2. Nothing is written but the change's own record, the conflicts about it, and, when a conflict is settled, the record that it is about
    and a mark on the signatures over it.
 3. A value that someone wrote is never replaced by someone who had not seen it, unless the group's policy says how (M1, M4);
    and never half of it: a group is one value (M3).
 4. What was wanted stands in the result, in a conflict, or (`latest`) beside the value that is later: nothing typed is lost.
 5. A group has at most one open conflict; only this module makes one; while it is open only a settlement writes the field (M5).
 6. A change of a record that was meanwhile ended is disputed, never hidden inside it (M3).
 7. An edit on top of one's own unanswered edit shares its fate: disputed with it, refused with it (M2).
 8. `at` is never later than receipt, nor, up to that, earlier than the stamp of what was seen (M7).
 9. Under `latest` what stands depends on (at, id) of the changes, not on the order in which they arrived.
10. No record is deleted, no record changes its patient (R2).
11. Refused means: nothing was written.
12. A signature is taken only over what its author saw; what is signed changes only by a settlement of its signer or a lead (R4, `signing`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import assert_never

from sync import dispute, ids, signing
from sync.case import Case, Judged, new_record, written
from sync.change import Actor, Also, Applied, Change, Conflicted, Ending, Merged, Reader, Record, Refused, Stamp, Step, Values
from sync.checks import check, check_room, check_value, is_answer, may_write
from sync.merge import Disputed, Fixed, Joined, Merge, NotAStep, Nothing, Overtaken, Taken, any_value, equal, merge, whole
from sync.policy import Group, Kind, Policies
from sync.reasons import refused
from sync.receive import receive
from sync.signed import addendum, may_take_in, sign, sign_again, signed_otherwise, taken_in

__all__ = ["apply", "receive", "refused"]


def apply(
    change: Change,
    reader: Reader,
    actor: Actor,
    received_at: str,
    rev: int,
    policies: Policies,
    *,
    problems: Mapping[str, str] | None = None,
    barred: str | None = None,
) -> Step:
    """Judges one change against what stands now.

    `received_at`: the server's time, as on the wire. `rev`: the bundle's rev that this write will have. `problems`: field → sentence, what the
    kind's schema found wrong with the values of `set` (of `set.value` where a conflict is settled). `barred`: the reason code of the access
    rule that forbids it, if one does. The step's `writes` are whole records as they stand after it; none where nothing had to be done.
    """
    known = reader.ending(change.id)
    if known is not None:
        first = reader.change(change.id)
        if first is None or ids.content(first) == ids.content(change):
            return Step(known)
        return Step(refused(change.id, "id-reused"))
    refusal = check(change, actor, policies, barred)
    if refusal is not None:
        return Step(refusal)
    if change.after is not None:
        refusal = _shares_refusal(change, reader)
        if refusal is not None:
            return Step(refusal)
    if problems:
        return Step(refused(change.id, "invalid-value", problems))
    case = Case(change, reader, actor, received_at, rev, policies)
    return _settle(case) if change.kind == "conflict" else _write(case)


def _shares_refusal(change: Change, reader: Reader) -> Refused | None:
    assert change.after is not None
    earlier = reader.change(change.after)
    if earlier is not None:
        # A dispute moves between the record and the conflict about it: an edit of the one may follow an edit of the other.
        elsewhere = earlier.record != change.record and "conflict" not in (earlier.kind, change.kind)
        if elsewhere or earlier.author != change.author:
            return refused(change.id, "malformed", {"after": "names a change of another record or author"})
    if isinstance(reader.ending(change.after), Refused):
        return refused(change.id, "after-refused")
    return None


# ---------------------------------------------------------------- a creation, an edit


def _write(case: Case) -> Step:
    change = case.change
    kind = case.policies.kinds[change.kind]
    record = case.reader.record(change.record)
    if record is not None and (record.kind != change.kind or record.patient != change.patient):
        return case.refuse("not-found")
    if record is None and change.saw is not None:
        return case.refuse("not-found")
    groups = kind.touched(change.set)
    for group in groups:
        reason = may_write(group, case.actor, change, record)
        if reason is not None:
            return case.refuse(reason)
    full = check_room(change, groups, {} if record is None else record.fields)
    if full is not None:
        return Step(full)
    if record is None:
        return sign(case, kind, groups) if kind.name == "signature" else _create(case, kind, groups)
    writes: dict[str, Record] = {}
    endings: list[Ending] = []
    own = change.saw is not None
    for group in groups:
        judged = _group(case, kind, group, record)
        if isinstance(judged.ending, Refused):
            return Step(judged.ending)
        endings.append(judged.ending)
        own = own and judged.own
        if judged.record is not record:
            record = writes[record.id] = judged.record
        for more in (judged.conflict, *judged.signatures):
            if more is not None:
                writes[more.id] = more
    return Step(_gravest(groups, record, endings), tuple(writes.values()), own)


def _create(case: Case, kind: Kind, groups: list[Group]) -> Step:
    record, at = new_record(case, kind, groups), case.at()
    if kind.name == "answer_row":
        if signing.assessment_of(case.reader, record) is None:
            return case.refuse("not-found", {"assessment": "there is no such assessment of this person"})
        if signing.overtaken(case.reader, record):
            return _create_in_what_is_signed(case, kind, groups)
    return Step(Applied(case.change.id, at), (record,), own=True)


def _create_in_what_is_signed(case: Case, kind: Kind, groups: list[Group]) -> Step:
    """A row that comes late: it is there, without its answers, each of which is proposed to the signer (R4)."""
    record = new_record(case, kind, [group for group in groups if not is_answer(group)])
    judged = [_group(case, kind, group, record) for group in groups if is_answer(group)]
    conflicts = [each.conflict for each in judged if each.conflict is not None]
    return Step(_gravest(groups, record, [each.ending for each in judged]), (record, *conflicts))


def _group(case: Case, kind: Kind, group: Group, record: Record) -> Judged:
    change = case.change
    current, wanted = whole(group, record.fields), whole(group, change.set)
    saw = whole(group, change.saw or {})
    stamp = record.stamps.get(group.name)
    open_conflict = case.reader.open_conflict(record.id, group.name)
    if open_conflict is not None:
        return _join_dispute(case, group, record, open_conflict, saw, wanted)
    at = case.at(stamp.at) if stamp is not None and equal(group, saw, current) else case.at()
    later = stamp is None or (at, change.id) > (stamp.at, stamp.change)
    found = merge(group, saw, current, wanted, later=later)
    if isinstance(found, (Taken, Joined, Overtaken)) and _crosses_an_ending(case, group, record, wanted, at):
        found = Disputed()
    if isinstance(found, Disputed) and stamp is None and not any_value(current) and not is_answer(group):
        found = Joined(wanted)  # nobody ever wrote here: there is no other side (of an answer, whoever completed it without stands on the other)
    if isinstance(found, Fixed) and change.saw is None and kind.derived:
        return Judged(record, Merged(change.id, at, current))  # two began the same (R1): it stays as the first of them began it
    if isinstance(found, (Taken, Joined, Disputed)):
        signature = signed_otherwise(case, group, record, wanted)
        if signature is not None:
            return addendum(case, group, record, signature, saw, wanted, at)
    return _outcome(case, group, record, found, at, later, saw, wanted)


def _outcome(case: Case, group: Group, record: Record, found: Merge, at: str, later: bool, saw: Values, wanted: Values) -> Judged:
    change, current = case.change, whole(group, record.fields)
    stamp = record.stamps.get(group.name)
    match found:
        case Nothing():
            if stamp is not None and stamp.joined and change.saw is not None and equal(group, saw, current):
                return Judged(written(case, group, record, current, case.stamp(at, current)), Applied(change.id, at))  # read, and right
            if stamp is not None and later and group.policy == "latest":
                # Two wrote the same: the later of them is what a third is measured by, or the order of arrival would decide (9).
                fresh = replace(case.stamp(at), was=stamp.was, also=stamp.also)
                return Judged(written(case, group, record, current, fresh), Applied(change.id, at))
            return Judged(record, Applied(change.id, at), own=True)
        case Taken():
            return Judged(written(case, group, record, wanted, case.stamp(at, current)), Applied(change.id, at), own=True)
        case Joined(result, by_sentence, overtook):
            if equal(group, result, current) and not overtook:
                return Judged(record, Merged(change.id, at, result))
            also = _later_of(stamp, current) if overtook else None
            fresh = case.stamp(at, current, joined=by_sentence, also=also)
            return Judged(written(case, group, record, result, fresh), Merged(change.id, at, result))
        case Overtaken(passed):
            ending = Merged(change.id, at, current)
            if passed or stamp is None:
                return Judged(record, ending)
            mine = Also(at, change.author, change.id, dict(wanted))
            if stamp.also is not None and (stamp.also.at, stamp.also.change) > (at, change.id):
                return Judged(record, ending)
            return Judged(written(case, group, record, current, replace(stamp, also=mine)), ending)
        case Disputed():
            base = saw if change.saw is not None else None
            sides = [dispute.standing(record, group), dispute.side(change.id, change.author, at, wanted, base)]
            conflict = dispute.opened(record, group, change, base, sides, case.stamp(at), case.rev)
            return Judged(record, Conflicted(change.id, at, conflict.id), conflict)
        case Fixed():
            return Judged(record, refused(change.id, "once"))
        case NotAStep():
            return Judged(record, refused(change.id, "step"))
        case _:
            assert_never(found)


def _crosses_an_ending(case: Case, group: Group, record: Record, wanted: Values, at: str) -> bool:
    """Whether one person ended the record while another went on writing in it, whichever of the two arrives first (M3)."""
    over, author = case.policies.over, case.change.author
    status = record.fields.get("status")
    if "status" not in group.fields:
        if status not in over:
            return False
        kind = case.policies.kinds[record.kind]
        ended = record.stamps.get(kind.group_of.get("status", ""))
        return ended is None or ended.by != author or ended.at > at  # who ended it oneself, knows
    if wanted["status"] not in over or status in over:
        return False
    kind = case.policies.kinds[record.kind]
    others = ((kind.named(name), stamp) for name, stamp in record.stamps.items() if name != group.name)
    return any(stamp.by != author and stamp.at > at and other is not None and other.policy in ("review", "text") for other, stamp in others)


def _join_dispute(case: Case, group: Group, record: Record, conflict: Record, saw: Values, wanted: Values) -> Judged:
    """An edit by someone who does not know that the field is disputed: one more side, in place of their own where they had seen it (M2, M5)."""
    change = case.change
    sides = dispute.sides_of(conflict)
    own = [
        each
        for each in sides
        if each["by"] == change.author and (each["change"] == change.after or (change.saw is not None and equal(group, each["value"], saw)))
    ]
    at = case.at(*[each["at"] for each in own])
    new = dispute.side(change.id, change.author, at, wanted, saw if change.saw is not None else None)
    after = dispute.joined_by(group, sides, new, [each["change"] for each in own])
    writes = _after_dispute(case, group, record, conflict, after, at)
    by_id = {each.id: each for each in writes}
    if by_id.get(conflict.id, conflict).fields["status"] == "settled":
        overtaken = tuple(each for each in writes if each.kind == "signature")
        return Judged(by_id.get(record.id, record), Merged(change.id, at, wanted), by_id[conflict.id], signatures=overtaken)
    return Judged(record, Conflicted(change.id, at, conflict.id), by_id.get(conflict.id))


def _after_dispute(case: Case, group: Group, record: Record, conflict: Record, sides: list[dispute.Side], at: str) -> list[Record]:
    """What is written when the sides of a conflict became these: nothing, the conflict, or, where all agree, its end and the field."""
    before = dispute.sides_of(conflict)
    if len(sides) > 1:
        if [each["change"] for each in before] == [each["change"] for each in sides]:
            return []
        return [dispute.with_sides(conflict, group, sides, case.stamp(at), case.rev)]
    value, current = sides[0]["value"], whole(group, record.fields)
    end = dispute.settled(conflict, value, None, case.change.author, case.stamp(at), case.rev)
    if equal(group, value, current):
        return [end]
    return [*taken_in(case, group, record, value, at), end]


# ---------------------------------------------------------------- settling


def _settle(case: Case) -> Step:
    change = case.change
    conflict = case.reader.record(change.record)
    if conflict is not None and conflict.patient == change.patient and signing.is_of_a_signature(conflict):
        return sign_again(case, conflict)
    record = None if conflict is None or conflict.kind != "conflict" else case.reader.record(conflict.fields["about"])
    if conflict is None or record is None or conflict.patient != change.patient:
        return case.refuse("not-found")
    kind = case.policies.kinds[record.kind]
    group = kind.named(conflict.fields["group"])
    assert group is not None
    value, saw = change.set["value"], change.saw
    assert saw is not None
    wrong = check_value(change.id, group, value)
    if wrong is not None:
        return Step(wrong)
    reason_code = may_write(group, case.actor, change, record)
    if reason_code is not None:
        return case.refuse(reason_code)
    reason, wanted = change.set.get("reason"), whole(group, value)
    is_side = change.set.get("side") is True
    signatures = signing.covering(case.reader, record, group)
    if not is_side and signatures and not may_take_in(case, signatures):
        return case.refuse("role", {"value": "the section is signed: its signer or a lead takes it in"})
    if not is_side and not (isinstance(reason, str) and reason.strip()):
        return case.refuse("reason-missing", {"reason": "say in a few words why"})
    if not is_side and not saw["sides"]:
        return case.refuse("not-in-dispute")
    sides = dispute.sides_of(conflict)
    seen = {*saw["sides"], change.after}
    if conflict.fields["status"] != "open":
        return _on_a_closed_conflict(case, group, record, wanted, reason)
    named = [each for each in sides if each["change"] in seen]
    at = case.at(*[each["at"] for each in named])
    if is_side:
        new = dispute.side(change.id, change.author, at, wanted, None)
        own = [each["change"] for each in named if each["by"] == change.author]
        writes = _after_dispute(case, group, record, conflict, dispute.joined_by(group, sides, new, own), at)
        return _on_dispute(case, conflict, wanted, at, writes)
    taken = taken_in(case, group, record, wanted, at)
    unseen = [each for each in sides if each["change"] not in seen and not equal(group, each["value"], wanted)]
    if not unseen:
        return Step(Applied(change.id, at), (*taken, dispute.settled(conflict, wanted, reason, change.author, case.stamp(at), case.rev)))
    new = dispute.side(change.id, change.author, at, wanted, None, reason)
    return Step(Conflicted(change.id, at, conflict.id), (*taken, dispute.with_sides(conflict, group, [*unseen, new], case.stamp(at), case.rev)))


def _on_a_closed_conflict(case: Case, group: Group, record: Record, wanted: Values, reason: str | None) -> Step:
    """Two settled differently, or a side came when all was settled: what stands was not seen, unless one settled it oneself just before."""
    change = case.change
    current = whole(group, record.fields)
    stamp = record.stamps.get(group.name)
    seen_at = [stamp.at] if stamp is not None and stamp.change == change.after else []
    at = case.at(*seen_at)
    if equal(group, current, wanted):
        return Step(Applied(change.id, at))
    signature = signed_otherwise(case, group, record, wanted)
    if signature is not None and case.reader.open_conflict(record.id, group.name) is None:
        judged = addendum(case, group, record, signature, whole(group, {}), wanted, at)
        assert judged.conflict is not None
        return Step(judged.ending, (judged.conflict,))
    if seen_at and signature is None:
        return Step(Applied(change.id, at), (written(case, group, record, wanted, case.stamp(at, current)),))
    new = dispute.side(change.id, change.author, at, wanted, None, reason)
    other = case.reader.open_conflict(record.id, group.name)
    if other is None:
        sides = [dispute.standing(record, group), new]
        conflict = dispute.opened(record, group, change, None, sides, case.stamp(at), case.rev)
        return Step(Conflicted(change.id, at, conflict.id), (conflict,))
    joined = dispute.joined_by(group, dispute.sides_of(other), new, [change.after] if change.after else [])
    return _on_dispute(case, other, wanted, at, _after_dispute(case, group, record, other, joined, at))


def _on_dispute(case: Case, conflict: Record, wanted: Values, at: str, writes: list[Record]) -> Step:
    """How a change ends that joined a dispute: conflicted, unless all agree now."""
    agreed = any(each.id == conflict.id and each.fields["status"] == "settled" for each in writes)
    change = case.change.id
    return Step(Merged(change, at, wanted) if agreed else Conflicted(change, at, conflict.id), tuple(writes))


# ---------------------------------------------------------------- small parts


def _later_of(stamp: Stamp | None, current: Values) -> Also | None:
    """The value that gives way under `latest`, to be named beside the one that stands."""
    if stamp is None:
        return None
    return Also(stamp.at, stamp.by, stamp.change, dict(current))


def _gravest(groups: list[Group], record: Record, endings: list[Ending]) -> Ending:
    """A creation spans groups and takes the gravest of their endings (DESIGN, "A change")."""
    for each in endings:
        if isinstance(each, Conflicted):
            return each
    for each in endings:
        if isinstance(each, Merged):
            return Merged(each.change, each.at, {name: record.fields.get(name) for group in groups for name in group.fields})
    return endings[0]
