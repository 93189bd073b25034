"""What a signature stands on: the answers of one section of an assessment, and which signatures stand over an answer (R4). Pure.

1. A signature is taken only over the content that its author had on the screen, told by its hash (PROTOCOL §14).
2. While it stands, that content does not change but by a settlement of its signer or a lead, which says that it needs signing again.
3. So at every moment the hash of each signature that stands is that of its section.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any

from sync.change import Reader, Record
from sync.checks import is_answer
from sync.dispute import Side, side
from sync.line import canonical
from sync.policy import Group

Sections = Mapping[str, str]
"""linkId of an item → linkId of the top-level item that it stands in, of one version of a questionnaire."""

PREFIX = "answer."
ALL = ""
"""The section of whoever signs the whole assessment."""
IN_ERROR = "entered-in-error"


def content(assessment: Record, rows: Iterable[Record], sections: Sections | None, section: str) -> str:
    """What a signature of this section is about, as canonical JSON: every answer in it, and the rows of its repeating groups that have any.

    Emptied answers count as never given; a row entered in error, or inside one, as not there; the order of rows says nothing.
    """
    by_id = {row.id: row for row in rows}
    told: dict[str, Any] = {}
    for row in by_id.values():
        answers = _answers(row.fields)
        if answers and is_in(row.fields.get("group"), section, sections) and _is_there(row, by_id):
            told[row.id] = {"answers": answers, "group": row.fields.get("group"), "parent": row.fields.get("parent")}
    answers = {link: value for link, value in _answers(assessment.fields).items() if is_in(link, section, sections)}
    return canonical({"answers": answers, "rows": told})


def hashed(text: str) -> str:
    """64 hex digits: SHA-256 of the content in UTF-8."""
    return hashlib.sha256(text.encode()).hexdigest()


def is_in(link: Any, section: str, sections: Sections | None) -> bool:
    """Whether an item belongs to what is signed. An item that the questionnaire does not know is in the whole only."""
    return section == ALL or (sections or {}).get(link) == section


def stands(signature: Record) -> bool:
    """Whether a signature counts: nothing was taken in since, and it was no error."""
    return signature.fields.get("overtaken_at") is None and signature.fields.get("status") != IN_ERROR


def assessment_of(reader: Reader, record: Record) -> Record | None:
    """The assessment that a record is, is a row of, or signs."""
    if record.kind == "assessment":
        return record
    named = record.fields.get("assessment")
    found = reader.record(named) if isinstance(named, str) else None
    return found if found is not None and found.kind == "assessment" else None


def sections_of(reader: Reader, assessment: Record) -> Sections | None:
    """Which item stands in which section, by the version in which the assessment began; None where nobody here knows that questionnaire."""
    return reader.sections(str(assessment.fields.get("questionnaire")), str(assessment.fields.get("version")))


def covering(reader: Reader, record: Record, group: Group) -> list[Record]:
    """The signatures that stand over what this group of a record says, the newest first; none for all but answers and rows."""
    if record.kind == "assessment" and is_answer(group):
        link: Any = group.name.removeprefix(PREFIX)
    elif record.kind == "answer_row" and (is_answer(group) or group.name == "status"):
        link = record.fields.get("group")
    else:
        return []
    assessment = assessment_of(reader, record)
    if assessment is None:
        return []
    found = _signatures(reader, assessment)
    if not found:
        return []
    sections = sections_of(reader, assessment)
    return [each for each in found if is_in(link, each.fields.get("section") or ALL, sections)]


def overtaken(reader: Reader, record: Record) -> list[Record]:
    """The signatures whose content would be another, were this record written so."""
    assessment = assessment_of(reader, record) if record.kind in ("assessment", "answer_row") else None
    found = [] if assessment is None else _signatures(reader, assessment)
    if assessment is None or not found:
        return []
    before = {each.id: each for each in reader.belonging(assessment.id) if each.kind == "answer_row"}
    after = before | {record.id: record} if record.kind == "answer_row" else before
    new = record if record.kind == "assessment" else assessment
    standing, sections = reader.record(assessment.id) or assessment, sections_of(reader, assessment)

    def differs(section: str) -> bool:
        return content(standing, before.values(), sections, section) != content(new, after.values(), sections, section)

    return [each for each in found if differs(each.fields.get("section") or ALL)]


def is_what_stands(reader: Reader, signature: Record) -> bool:
    """Whether a signature is over what stands now, with nothing in dispute in it."""
    assessment = assessment_of(reader, signature)
    if assessment is None or assessment.fields.get("status") == IN_ERROR:
        return False
    sections, section = sections_of(reader, assessment), signature.fields["section"]
    belonging = reader.belonging(assessment.id)
    rows = {each.id: each for each in belonging if each.kind == "answer_row"}
    for each in belonging:
        if each.kind != "conflict" or each.fields.get("status") != "open":
            continue
        about, group = each.fields["about"], each.fields["group"]
        if about == assessment.id and group.startswith(PREFIX) and is_in(group.removeprefix(PREFIX), section, sections):
            return False
        if about in rows and (group.startswith(PREFIX) or group == "status") and is_in(rows[about].fields.get("group"), section, sections):
            return False
    signed: str = signature.fields["content_hash"]
    return signed == hashed(content(assessment, rows.values(), sections, section))


def unsigned(reader: Reader, signature: Record) -> list[Record]:
    """The open conflicts of signatures of the same person and section that were not taken: signing again ends them."""
    wanted = {name: signature.fields[name] for name in ("assessment", "section", "staff")}
    found = [each for each in reader.belonging(wanted["assessment"]) if each.kind == "conflict" and is_of_a_signature(each)]
    return [each for each in found if all(each.fields["sides"][0]["value"][name] == value for name, value in wanted.items())]


def is_of_a_signature(conflict: Record) -> bool:
    """Whether a conflict holds a signature that was not taken, over what had changed since its author read it."""
    return conflict.fields.get("about_kind") == "signature" and conflict.fields.get("group") == "signed"


def signed_side(signature: Record, value: Mapping[str, Any]) -> dict[str, Any]:
    """What was signed, as the side of its signer, whoever had answered it."""
    stamp = signature.stamps["signed"]
    return side(stamp.change, signature.fields["staff"], stamp.at, value, None)


def assessment_in(conflict: Record) -> str | None:
    """The assessment that a signature which was not taken is of."""
    sides: list[Side] = conflict.fields.get("sides") or []
    found = sides[0]["value"].get("assessment") if sides else None
    return found if isinstance(found, str) else None


def _signatures(reader: Reader, assessment: Record) -> list[Record]:
    found = [each for each in reader.belonging(assessment.id) if each.kind == "signature" and stands(each)]
    return sorted(found, key=lambda each: (each.stamps["signed"].at, each.id), reverse=True)


def _answers(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {name.removeprefix(PREFIX): value for name, value in fields.items() if name.startswith(PREFIX) and value is not None}


def _is_there(row: Record, by_id: Mapping[str, Record]) -> bool:
    """Whether neither a row nor any row that it stands in was entered in error."""
    passed: set[str] = set()
    at: Record | None = row
    while at is not None and at.id not in passed:
        if at.fields.get("status") == IN_ERROR:
            return False
        passed.add(at.id)
        at = by_id.get(at.fields.get("parent") or "")
    return True
