"""What the server does with answers and signatures that came in: looks whether it works out the same scores, and raises alerts.

1. Neither ever refuses or changes what a person wrote: a signature gets a mark beside it, an alert is a record of its own (R2, R5).
2. Alerts are worked out over all answers, asked or not: an answer that was given counts, whatever another answer hides since.
3. Done again, nothing is done twice: the mark is written once, an alert has an id that follows from the answer that raised it.
4. An alert that somebody ended is not raised again by the same answer.
"""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from backend import wall_clock
from backend.assessments import scoring
from backend.assessments.definition import CALCULATED, expression, is_question, items, listed
from backend.assessments.models import AnswerRow, Assessment, Signature
from backend.assessments.nodes import PREFIX, Row
from backend.assessments.services import NAMESPACE, definition_of
from backend.database import Acting
from backend.patients import queries as patients
from backend.record import Change
from backend.record import services as record
from backend.record.pulling import schema
from backend.record.registry import Writer
from backend.transaction import transaction

PURPOSE = "assessment-check"
ENGINE = Acting(role="engine")
AT_ONCE = 200
BESIDE = frozenset({"filling", "plan"})
"""What a signature keeps beside its instruments: how long the section took to fill, and what of it went into the plan or was left out, and why."""

ROLES = frozenset({"engine", "practitioner"})
MOOD = "phq-9.alert"
LOOKED_AT_AGAIN = timedelta(days=60)
LINK_ID = re.compile(r"linkId\s*=\s*'([^']*)'")

_UNCHECKED = text("SELECT DISTINCT assessment::text FROM signature WHERE agrees IS NULL AND shown IS NOT NULL AND overtaken_at IS NULL LIMIT :most")
_OF_CONCERN = text(
    "SELECT id::text FROM assessment WHERE answers -> 'phq-9.9' -> 'answer' -> 0 -> 'valueCoding' ->> 'code' <> '0' "
    "AND coalesce(status, '') <> 'entered-in-error' ORDER BY id"
)
_BEGUN = text("SELECT id::text FROM assessment WHERE coalesce(begun_at >= :since, true) AND coalesce(status, '') <> 'entered-in-error' ORDER BY id")


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
    for assessment in sorted(wanted):
        look(assessment)


def look_again() -> None:
    """Each night, at all that was begun in the last weeks: which answers of a place's own form ask for an alert only its definition says, so the
    sweep does not find them, and a job that was lost would be an alert that is."""
    since = wall_clock.now() - LOOKED_AT_AGAIN
    with transaction(ENGINE) as session:
        wanted = session.scalars(_BEGUN, {"since": since}).all()
    for assessment in wanted:
        look(assessment)


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
    definition = definition_of(session, assessment.place_id, assessment.questionnaire or "", assessment.version or "")
    if definition is None or assessment.status == "entered-in-error" or assessment.patient_id is None:
        return []
    fields, rows = fields_of(assessment.answers), rows_of(session, assessment.id)
    return [*_marks(session, assessment, definition, fields, rows, now), *_alerts(session, assessment, definition, fields, rows, now)]


def _marks(
    session: Session, assessment: Assessment, definition: Mapping[str, Any], fields: Mapping[str, Any], rows: Sequence[Row], now: datetime
) -> list[Change]:
    wanted = select(Signature).where(Signature.assessment == assessment.id, Signature.agrees.is_(None), Signature.overtaken_at.is_(None))
    signatures = [each for each in session.scalars(wanted.order_by(Signature.id)) if each.shown is not None]
    if not signatures:
        return []
    values = scoring.fill(definition, fields, rows).values
    changes = []
    for signature in signatures:
        computed = scoring.shown(definition, values, signature.section or "")
        said = {"agrees": agrees(signature.shown or {}, computed), "computed": computed}
        changes.append(_change("signature", signature.id, assessment, {"agrees": None, "computed": None}, said, now))
    return changes


def agrees(shown: Mapping[str, Any], computed: Mapping[str, Mapping[str, Any]]) -> bool:
    """Whether what a signature kept of each instrument is what the server works out. An instrument that it does not name showed nothing."""
    for key, ours in computed.items():
        theirs = shown.get(key)
        held = theirs if isinstance(theirs, Mapping) else {}
        if any(held.get(name) != ours.get(name) for name in ("score", "band")):
            return False
    return all(key in computed or key in BESIDE for key in shown)


def _alerts(
    session: Session, assessment: Assessment, definition: Mapping[str, Any], fields: Mapping[str, Any], rows: Sequence[Row], now: datetime
) -> list[Change]:
    raised = scoring.fill(definition, fields, rows, all_enabled=True).alerts
    changes = []
    for item, (severity, _) in sorted(raised.items()):
        mine, others = _alert_ids(definition, assessment.id, item, fields)
        standing = patients.alert_statuses(session, [mine, *others])
        if mine in standing or "active" in standing.values():
            continue
        said = {
            "category": "other",
            "title": f"Safety: an answer {'about mood asks for a talk' if item == MOOD else 'in an assessment asks to be acted on'} now",
            "detail": f"{definition.get('title')}, begun {_day(assessment.begun_at)}: read it, ask about safety, follow the local crisis route, "
            "and write what was done before you end this alert.",
            "severity": severity,
            "status": "active",
        }
        changes.append(_change("alert", mine, assessment, None, said, now))
    return changes


def _alert_ids(definition: Mapping[str, Any], assessment: str, item: str, fields: Mapping[str, Any]) -> tuple[str, set[str]]:
    """The id of the alert that the answer as it stands raises; and those that its question's other answers would have raised."""
    known = items(definition)
    reads = sorted(set(LINK_ID.findall(expression(known[item].item, CALCULATED) or "")) & {name for name in known if is_question(known[name].item)})

    def id_of(answers: Sequence[Any]) -> str:
        return str(uuid.uuid5(NAMESPACE, f"alert:{assessment}:{item}:{json.dumps(answers, sort_keys=True)}"))

    def code_of(entry: Any) -> Any:
        coding = entry.get("valueCoding") if isinstance(entry, Mapping) else None
        return coding.get("code") if isinstance(coding, Mapping) else entry

    given = [[code_of(entry) for entry in (fields.get(PREFIX + name) or {}).get("answer", [])] for name in reads]
    options = listed(known[reads[0]].item.get("answerOption")) if len(reads) == 1 else []
    return id_of(given), {id_of([[code_of(option)]]) for option in options}


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
