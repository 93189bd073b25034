"""What the server does with answers and signatures that came in: looks whether it finds what was signed, and raises alerts.

1. Neither ever refuses or changes what a person wrote: a signature gets a mark beside it, an alert is a record of its own (R2, R5).
2. Alerts are worked out over all answers, asked or not: an answer that was given counts, whatever another answer hides since.
3. What cannot be checked, for the place does not have the form or nothing can be worked out of it, is marked as that: never left as if it were fine.
4. Done again, nothing is done twice: the mark is written once, an alert has an id that follows from the answer that raised it.
5. An alert that somebody ended is not raised again by the same answers, and is by others: in another row, or of a higher score. While one stands,
   no second is raised beside it for the same matter of the same form.
"""

from __future__ import annotations

import json
import logging
import re
import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from backend import wall_clock
from backend.assessments import scoring, showing
from backend.assessments.definition import ALERT, CALCULATED, expression, is_question, items, listed, named, value_of
from backend.assessments.models import AnswerRow, Assessment, Signature
from backend.assessments.nodes import PREFIX, Row
from backend.assessments.services import NAMESPACE, definition_of
from backend.database import Acting
from backend.errors import where
from backend.patients import queries as patients
from backend.record import Change
from backend.record import services as record
from backend.record.pulling import schema
from backend.record.registry import Writer
from backend.transaction import transaction

log = logging.getLogger("alongside.assessments")

PURPOSE = "assessment-check"
ENGINE = Acting(role="engine")
AT_ONCE = 200
ROLES = frozenset({"engine", "practitioner"})
MOOD = "phq-9.alert"
LOOKED_AT_AGAIN = timedelta(days=60)
LINK_ID = re.compile(r"linkId\s*=\s*'([^']*)'")
NAME = re.compile(r"%([A-Za-z_]\w*)")

_UNCHECKED = text(
    "SELECT DISTINCT s.assessment::text FROM signature s JOIN assessment a ON a.id = s.assessment WHERE s.agrees IS NULL AND s.shown IS NOT NULL "
    "AND s.overtaken_at IS NULL AND coalesce(a.status, '') <> 'entered-in-error' AND a.patient_id IS NOT NULL LIMIT :most"
)
"""Each that is looked at is off this list, whatever came of it: none stands in another's way."""
_OF_CONCERN = text(
    "SELECT id::text FROM assessment WHERE answers -> 'phq-9.9' -> 'answer' -> 0 -> 'valueCoding' ->> 'code' <> '0' "
    "AND coalesce(status, '') <> 'entered-in-error' ORDER BY id"
)
_BEGUN = text(
    "SELECT id::text FROM assessment WHERE coalesce(begun_at >= :since, true) AND coalesce(status, '') <> 'entered-in-error' "
    "ORDER BY begun_at DESC NULLS FIRST, id"
)


def look(assessment: str) -> None:
    """Checks what is signed of one assessment, and raises what alerts its answers ask for."""
    now = wall_clock.now()
    with transaction(ENGINE) as session:
        found = session.get(Assessment, assessment)
        changes = [] if found is None else _changes(session, found, now)
        place = None if found is None else found.place_id
    if changes and place is not None:
        record.write(changes, Writer(staff=PURPOSE, roles=ROLES, place=place, purpose=PURPOSE), received_at=now)


def sweep() -> None:
    """Looks at what was not looked at: whatever became of the job that was asked to."""
    with transaction(ENGINE) as session:
        wanted = set(session.scalars(_UNCHECKED, {"most": AT_ONCE})) | set(session.scalars(_OF_CONCERN))
    _each(sorted(wanted))


def look_again() -> None:
    """Each night, at all that was begun in the last weeks: which answers of a place's own form ask for an alert only its definition says, so the
    sweep does not find them, and a job that was lost would be an alert that is."""
    since = wall_clock.now() - LOOKED_AT_AGAIN
    with transaction(ENGINE) as session:
        wanted = session.scalars(_BEGUN, {"since": since}).all()
    _each(wanted)


def _each(assessments: Sequence[str]) -> None:
    """One that cannot be looked at keeps nobody from the others; it is in the log, and tried again the next time."""
    for assessment in assessments:
        try:
            look(assessment)
        except Exception as error:
            log.error("no look at an assessment: %s", where(error))


def fields_of(answers: Mapping[str, Any] | None) -> dict[str, Any]:
    """The column `answers` as fields of the record: linkId → value becomes `answer.<linkId>` → value."""
    return {PREFIX + link_id: value for link_id, value in (answers or {}).items()}


def rows_of(session: Session, assessment: str) -> list[Row]:
    """The rows of an assessment that stand."""
    found = session.scalars(select(AnswerRow).where(AnswerRow.assessment == assessment).order_by(AnswerRow.id))
    return [
        Row(each.id, each.group or "", each.parent, each.position, fields_of(each.answers)) for each in found if each.status != "entered-in-error"
    ]


def _changes(session: Session, assessment: Assessment, now: datetime) -> list[Change]:
    if assessment.status == "entered-in-error" or assessment.patient_id is None:
        return []
    definition = definition_of(session, assessment.place_id, assessment.questionnaire or "", assessment.version or "")
    fields, rows = fields_of(assessment.answers), rows_of(session, assessment.id)
    marks = _marks(session, assessment, definition, fields, rows, now)
    return marks if definition is None else [*marks, *_alerts(session, assessment, definition, fields, rows, now)]


def _marks(
    session: Session, assessment: Assessment, definition: Mapping[str, Any] | None, fields: Mapping[str, Any], rows: Sequence[Row], now: datetime
) -> list[Change]:
    wanted = select(Signature).where(Signature.assessment == assessment.id, Signature.agrees.is_(None), Signature.overtaken_at.is_(None))
    signatures = [each for each in session.scalars(wanted.order_by(Signature.id)) if each.shown is not None]
    if not signatures:
        return []
    changes = []
    for signature in signatures:
        filled = None if definition is None else _filled(definition, fields, rows, at=signature.signed_at)
        why_not = "no-form" if definition is None else "failed"
        computed = {showing.UNCHECKED: why_not} if filled is None else showing.found(filled, signature.section or "")
        said = {"agrees": showing.agrees(signature.shown or {}, computed), "computed": computed}
        changes.append(_change("signature", signature.id, assessment, {"agrees": None, "computed": None}, said, now))
    return changes


def _filled(definition: Mapping[str, Any], fields: Mapping[str, Any], rows: Sequence[Row], **how: Any) -> scoring.Filled | None:
    """The form worked out; None where that fails, which is in the log."""
    try:
        return scoring.fill(definition, fields, rows, **how)
    except Exception as error:
        log.error("a form could not be worked out: %s", where(error))
        return None


def _alerts(
    session: Session, assessment: Assessment, definition: Mapping[str, Any], fields: Mapping[str, Any], rows: Sequence[Row], now: datetime
) -> list[Change]:
    filled = _filled(definition, fields, rows, all_enabled=True)
    raised = {} if filled is None else filled.alerts
    matters = {link_id for link_id, placed in items(definition).items() if value_of(placed.item, ALERT)}
    changes = []
    for (item, row), (severity, _) in sorted(raised.items()):
        mine, others = alert_ids(definition, assessment.id, (item, row), fields, rows)
        standing = patients.alert_statuses(session, [mine, *others])
        matter = "" if others else f"Matter {sorted(matters).index(item) + 1} of it. "
        said = {
            "category": "other",
            "title": f"Safety: an answer {'about mood asks for a talk' if item == MOOD else 'in an assessment asks to be acted on'} now",
            "detail": f"{definition.get('title')}, begun {_day(assessment.begun_at)}: read it, ask about safety, follow the local crisis route, "
            f"and write what was done before you end this alert. {matter}".rstrip(),
            "severity": severity,
            "status": "active",
        }
        if mine in standing or "active" in standing.values():
            continue
        if matter and patients.stands_alert(session, assessment.bundle_id, said["detail"]):
            continue
        changes.append(_change("alert", mine, assessment, None, said, now))
    return changes


def alert_ids(
    definition: Mapping[str, Any], assessment: str, raised: tuple[str, str], fields: Mapping[str, Any], rows: Sequence[Row]
) -> tuple[str, set[str]]:
    """The id of the alert that the answers as they stand raise; and, where it reads one question alone, those that its other answers would raise.

    `raised`: the linkId of the item that alerts, and the id of its row or "".
    """
    item, row = raised
    known = items(definition)
    said = expression(known[item].item, CALCULATED) or ""
    plain = sorted(set(LINK_ID.findall(said)) & {name for name in known if is_question(known[name].item)})
    reads = leaves(definition, said)

    def id_of(answers: Sequence[Any]) -> str:
        return str(uuid.uuid5(NAMESPACE, f"alert:{assessment}:{item}:{json.dumps(answers, sort_keys=True)}"))

    def given(held: Mapping[str, Any], name: str) -> list[Any]:
        return [_code_of(entry) for entry in (held.get(PREFIX + name) or {}).get("answer", [])]

    if plain and not row and reads == set(plain) and not any(PREFIX + name in each.fields for each in rows for name in plain):
        options = listed(known[plain[0]].item.get("answerOption")) if len(plain) == 1 else []
        return id_of([given(fields, name) for name in plain]), {id_of([[_code_of(option)]]) for option in options}
    names = sorted(reads or {name for name in known if is_question(known[name].item)})
    near = [each for each in rows if not row or row in (each.id, each.parent)]
    in_rows = [[each.id, name, given(each.fields, name)] for each in near for name in names if PREFIX + name in each.fields]
    return id_of([row, [given(fields, name) for name in names], in_rows]), set()


def leaves(definition: Mapping[str, Any], said: str) -> set[str]:
    """The questions that an expression reads, through the calculations and the named expressions that it reads."""
    known = items(definition)
    by_name: dict[str, list[str]] = {}
    for element in (definition, *(placed.item for placed in known.values())):
        for name, text_ in named(element):
            by_name.setdefault(name, []).append(text_)
    todo, seen, found = [said], set[str](), set[str]()
    while todo:
        one = todo.pop()
        if one in seen:
            continue
        seen.add(one)
        for link_id in set(LINK_ID.findall(one)) & known.keys():
            calculated = expression(known[link_id].item, CALCULATED)
            if calculated is not None:
                todo.append(calculated)
            elif is_question(known[link_id].item):
                found.add(link_id)
        for name in NAME.findall(one):
            todo.extend(by_name.get(name, ()))
    return found


def _code_of(entry: Any) -> Any:
    coding = entry.get("valueCoding") if isinstance(entry, Mapping) else None
    return coding.get("code") if isinstance(coding, Mapping) else entry


def _day(at: datetime | None) -> str:
    return (
        "on a day that nobody wrote down" if at is None else f"{wall_clock.day_of(at):%a} {wall_clock.day_of(at).day} {wall_clock.day_of(at):%b %Y}"
    )


def _change(kind: str, record_id: str, of: Assessment, saw: dict[str, Any] | None, said: dict[str, Any], now: datetime) -> Change:
    return Change(
        id=str(uuid.uuid5(NAMESPACE, f"{PURPOSE}:{kind}:{record_id}")),
        kind=kind,
        record=record_id,
        bundle=of.bundle_id,
        patient=of.patient_id,
        author=PURPOSE,
        made_at=wall_clock.wire(now),
        schema=schema(),
        saw=saw,
        set=said,
    )
