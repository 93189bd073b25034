"""The engine's part about signatures: when one is taken, what comes late for signed words, who takes it in (R4, PROTOCOL §14). Pure."""

from __future__ import annotations

from dataclasses import replace

from sync import dispute, signing
from sync.case import Case, Judged, new_record, written
from sync.change import Applied, Conflicted, Record, Step, Values
from sync.checks import check_value
from sync.merge import any_value, equal, whole
from sync.policy import Group, Kind


def signed_otherwise(case: Case, group: Group, record: Record, wanted: Values) -> Record | None:
    """The newest signature that stands over other words than these."""
    signatures = signing.covering(case.reader, record, group)
    if not signatures or not signing.overtaken(case.reader, replace(record, fields={**record.fields, **wanted})):
        return None
    return signatures[0]


def addendum(case: Case, group: Group, record: Record, signature: Record, saw: Values, wanted: Values, at: str) -> Judged:
    """What comes for signed words is proposed to their signer: neither written in silence nor lost (R4)."""
    change = case.change
    base = saw if change.saw is not None else None
    sides = [signing.signed_side(signature, whole(group, record.fields)), dispute.side(change.id, change.author, at, wanted, base)]
    conflict = dispute.opened(record, group, change, base, sides, case.stamp(at), case.rev, signature.id)
    return Judged(record, Conflicted(change.id, at, conflict.id), conflict)


def taken_in(case: Case, group: Group, record: Record, value: Values, at: str) -> list[Record]:
    """The record with what was settled, and the signatures that stood over other words: they need signing again (R4)."""
    after = written(case, group, record, value, case.stamp(at, whole(group, record.fields)))
    mark = {"overtaken_at": at, "overtaken_by": case.change.id}
    signatures = [
        replace(each, rev=case.rev, fields={**each.fields, **mark}, stamps={**each.stamps, "overtaken": case.stamp(at)})
        for each in signing.overtaken(case.reader, after)
    ]
    return [after, *signatures]


def may_take_in(case: Case, signatures: list[Record]) -> bool:
    """Whether somebody may settle what was proposed to these signers: one of them, a lead, the system itself."""
    return not case.actor.roles.isdisjoint({"lead", "engine"}) or any(each.fields["staff"] == case.actor.staff for each in signatures)


def sign(case: Case, kind: Kind, groups: list[Group]) -> Step:
    """A signature is taken over what stands, and nothing else: what changed since its author read it is read and signed again (R4)."""
    change, signature, at = case.change, new_record(case, kind, groups), case.at()
    refusal = _cannot_be_signed(case, signature)
    if refusal is not None:
        return refusal
    if signing.is_what_stands(case.reader, signature):
        ended = [
            dispute.settled(each, whole(kind.groups["signed"], signature.fields), None, change.author, case.stamp(at), case.rev)
            for each in signing.unsigned(case.reader, signature)
        ]
        return Step(Applied(change.id, at), (signature, *ended), own=not ended)
    group = kind.groups["signed"]
    side = dispute.side(change.id, change.author, at, whole(group, signature.fields), None)
    standing = case.reader.open_conflict(signature.id, group.name)
    if standing is not None:
        conflict = dispute.with_sides(standing, group, [side], case.stamp(at), case.rev)
    else:
        conflict = dispute.opened(signature, group, change, None, [side], case.stamp(at), case.rev)
    return Step(Conflicted(change.id, at, conflict.id), (conflict,))


def _cannot_be_signed(case: Case, signature: Record) -> Step | None:
    """Why there is nothing to sign: no such assessment, no such section."""
    missing = [name for name in ("assessment", "section", "content_hash", "staff") if not isinstance(signature.fields.get(name), str)]
    if missing:
        return case.refuse("incomplete-group", dict.fromkeys(missing, "missing from what is signed"))
    assessment = signing.assessment_of(case.reader, signature)
    if assessment is None:
        return case.refuse("not-found", {"assessment": "there is no such assessment of this person"})
    section, sections = signature.fields["section"], signing.sections_of(case.reader, assessment)
    if section != signing.ALL and section not in (sections or {}).values():
        return case.refuse("invalid-value", {"section": "there is no such section in this questionnaire"})
    return None


def sign_again(case: Case, conflict: Record) -> Step:
    """The settlement of a signature that was not taken: read and signed again by whose it is, or let go with a reason, also by a lead (R4)."""
    change, kind = case.change, case.policies.kinds["signature"]
    group, value = kind.groups["signed"], change.set["value"]
    assert change.saw is not None
    wrong = check_value(change.id, group, value)
    if wrong is not None:
        return Step(wrong)
    [side] = dispute.sides_of(conflict)
    wanted, reason, at = whole(group, value), change.set.get("reason"), case.at(side["at"])
    is_the_signer = side["by"] == change.author
    if conflict.fields["status"] != "open":
        stands = case.reader.record(conflict.fields["about"])
        agrees = equal(group, wanted, whole(group, conflict.fields.get("value") or {} if stands is None else stands.fields))
        return Step(Applied(change.id, at)) if agrees else case.refuse("not-in-dispute")
    if not (isinstance(reason, str) and reason.strip()):
        return case.refuse("reason-missing", {"reason": "say in a few words why"})
    if not any_value(wanted):
        if not is_the_signer and case.actor.roles.isdisjoint({"lead", "engine"}):
            return case.refuse("role")
        return Step(Applied(change.id, at), (dispute.settled(conflict, wanted, reason, change.author, case.stamp(at), case.rev),))
    if not is_the_signer or wanted["staff"] != change.author:
        return case.refuse("role", {"staff": "nobody signs for another"})
    other = [name for name in ("assessment", "section") if wanted[name] != side["value"][name]]
    if other:
        return case.refuse("invalid-value", dict.fromkeys(other, "another than was to be signed: that is a new signature"))
    signature = Record("signature", conflict.fields["about"], conflict.patient, conflict.part, case.rev, wanted, {group.name: case.stamp(at)})
    refusal = _cannot_be_signed(case, signature)
    if refusal is not None:
        return refusal
    if signing.is_what_stands(case.reader, signature):
        end = dispute.settled(conflict, wanted, reason, change.author, case.stamp(at), case.rev)
        return Step(Applied(change.id, at), (signature, end))
    new = dispute.side(change.id, change.author, at, wanted, None)
    return Step(Conflicted(change.id, at, conflict.id), (dispute.with_sides(conflict, group, [new], case.stamp(at), case.rev),))
