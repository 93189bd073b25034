"""One resource → the records that it becomes, or the reason why it is left.

1. Nothing is guessed: no NHS number is invented, no unit assumed, no partial date completed.
2. The same resource makes the same record ids each time, so a second import finds what the first made.
3. Every resource of a file ends as taken or as left with a reason; `mapping.TAKES` lists the kinds with a place.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from backend.fhir import tables
from backend.fhir.elements import code, concept, day, instant, listed, status, words
from backend.fhir.measurements import measurement
from backend.fhir.people import person
from backend.fhir.reading import Resource, Source
from backend.record.imports import derived


@dataclass(frozen=True)
class Taken:
    """A record that the resource becomes: the fields it says something of."""

    kind: str
    record: str
    fields: Mapping[str, Any]


@dataclass(frozen=True)
class Left:
    """Why a resource, or a part of one, has no place here."""

    why: str


@dataclass
class Context:
    """What is known while one patient's resources are read. `source` is the name shown beside what was imported."""

    file: Source
    patient_key: str
    patient: str
    source: str
    positions: Iterator[int]
    """Where new goals and actions stand: in the order of the file. What was imported before keeps its place (`services._in_their_places`)."""
    bp_panels: set[str] = field(default_factory=set)


Result = Iterator[Taken | Left]


def record_id(resource: Resource, source: str, suffix: str = "") -> str:
    """Each system counts its resources for itself: Patient/1 of one is nobody that another calls so."""
    return derived(f"fhir:{source}:{resource.type}:{resource.body.get('id') or resource.key}{suffix}")


def is_in_error(resource: Resource) -> bool:
    return resource.body.get("status") == "entered-in-error" or status(resource.body.get("verificationStatus")) == "entered-in-error"


def condition(resource: Resource, context: Context) -> Result:
    body = resource.body
    name = concept(body.get("code"))
    if name is None:
        yield Left("it has no name")
        return
    of, system = code(body.get("code"))
    verified = status(body.get("verificationStatus"))
    standing = "active" if status(body.get("clinicalStatus")) in ("active", "recurrence", "relapse", None) else "resolved"
    reason = None
    if is_in_error(resource) or verified == "refuted":
        standing, reason = "entered-in-error", f"{verified or 'entered in error'} at {context.source}"
    fields = {
        "name": name,
        "code": of,
        "code_system": system,
        "onset_on": day(body.get("onsetDateTime")),
        "status": standing,
        "status_reason": reason,
    }
    yield Taken("condition", record_id(resource, context.source), fields)


def allergy(resource: Resource, context: Context) -> Result:
    body = resource.body
    name = concept(body.get("code"), 100)
    if name is None:
        yield Left("it has no name")
        return
    reactions = [said for one in listed(body.get("reaction")) for what in listed(one.get("manifestation")) if (said := concept(what))]
    detail = ", ".join(dict.fromkeys(reactions)) or None
    severe = body.get("criticality") == "high" or any(one.get("severity") == "severe" for one in listed(body.get("reaction")))
    standing, reason = "active", None
    if is_in_error(resource) or status(body.get("verificationStatus")) == "refuted":
        standing, reason = "entered-in-error", f"not confirmed at {context.source}"
    elif status(body.get("clinicalStatus")) in ("inactive", "resolved"):
        standing, reason = "ended", f"{status(body.get('clinicalStatus'))} at {context.source}"
    fields = {"category": "allergy", "title": f"Allergy: {name}"[:120], "detail": detail, "severity": "high" if severe else "medium"}
    yield Taken("alert", record_id(resource, context.source), fields | {"status": standing, "status_reason": reason})


def medicine(resource: Resource, context: Context) -> Result:
    body = resource.body
    name = concept(body.get("medicationCodeableConcept"))
    if name is None and (found := context.file.find(resource.reference("medicationReference"))) is not None:
        name = concept(found.body.get("code"))
    state = tables.MEDICINE_STATUS.get(str(body.get("status")))
    if name is None or state is None:
        yield Left("it has no name" if name is None else f"its status is {words(body.get('status'), 40) or 'missing'}")
        return
    how = next(iter(listed(body.get("dosageInstruction"))), {})
    dose = next((one.get("doseQuantity") for one in listed(how.get("doseAndRate")) if isinstance(one.get("doseQuantity"), Mapping)), None) or {}
    fields = {
        "name": name,
        "dose": f"{dose['value']:g}" if isinstance(dose.get("value"), int | float) else None,
        "unit": words(dose.get("unit") or dose.get("code"), 60),
        "frequency": how_often(how),
        "route": concept(how.get("route"), 60),
        "instructions": words(how.get("text") or how.get("patientInstruction"), 2000),
        "status": state,
        "status_reason": "on hold at " + context.source if body.get("status") == "on-hold" else None,
    }
    yield Taken("medicine", record_id(resource, context.source), fields)


def how_often(dosage: Mapping[str, Any]) -> str | None:
    """`timing.repeat` in words: "2 times a day", "every 8 hours", "when needed"."""
    timing = dosage.get("timing")
    repeat = timing.get("repeat") if isinstance(timing, Mapping) else None
    said: list[str] = []
    if isinstance(repeat, Mapping) and (unit := tables.PERIODS.get(str(repeat.get("periodUnit")))):
        times, period = repeat.get("frequency", 1), repeat.get("period", 1)
        if isinstance(times, int) and isinstance(period, int | float):
            each = f"a {unit}" if period == 1 else f"every {period:g} {unit}s"
            said.append(each.replace("a hour", "an hour") if times != 1 and period == 1 else ("every " + unit if period == 1 else each))
            if times != 1:
                said[0] = f"{times} times {said[0]}"
    elif isinstance(timing, Mapping) and (coded := concept(timing.get("code"), 60)):
        said.append(coded)
    if dosage.get("asNeededBoolean") is True or dosage.get("asNeededCodeableConcept"):
        said.append("when needed")
    return ", ".join(said)[:200] or None


def care_plan(resource: Resource, context: Context) -> Result:
    """The person has one plan (its id is derived); each activity of an imported plan becomes an action of it."""
    if is_in_error(resource) or resource.body.get("status") in ("draft", "unknown"):
        yield Left(f"its status is {resource.body.get('status')}")
        return
    yield Taken("care_plan", derived(f"care_plan:{context.patient}"), {"status": "active"})
    over = resource.body.get("status") in ("completed", "revoked")
    alike: Counter[str] = Counter()
    for activity in listed(resource.body.get("activity")):
        detail = activity.get("detail")
        what = concept(detail.get("code"), 900) or words(detail.get("description"), 900) if isinstance(detail, Mapping) else None
        if not isinstance(detail, Mapping) or what is None:
            yield Left("an activity without words")
            continue
        state = tables.ACTIVITY_STATUS.get(str(detail.get("status")), "active")
        if over and state == "active":
            state = "completed" if resource.body.get("status") == "completed" else "cancelled"
        reason = f"cancelled at {context.source}" if state == "cancelled" else None
        fields = {"words": what, "who": context.source[:200], "position": next(context.positions), "status": state, "status_reason": reason}
        yield Taken("action", record_id(resource, context.source, f":activity:{_activity_id(activity, what, alike)}"), fields)


def _activity_id(activity: Mapping[str, Any], what: str, alike: Counter[str]) -> str:
    """What tells an activity from the others of its plan: its own id, else its words, and which of those with the same words it is.

    Not where it stands: a list in another order would put the words of one action over another that was done under its own.
    """
    if (own := words(activity.get("id"), 64)) is not None:
        return f"id:{own}"
    alike[what.casefold()] += 1
    return f"{what.casefold()}:{alike[what.casefold()]}"


def goal(resource: Resource, context: Context) -> Result:
    body = resource.body
    said = mended(concept(body.get("description"), 500))
    state = tables.GOAL_STATUS.get(str(body.get("lifecycleStatus")))
    if said is None or state is None:
        yield Left("it has no words" if said is None else f"its status is {words(body.get('lifecycleStatus'), 40) or 'missing'}")
        return
    target = next(iter(listed(body.get("target"))), {})
    found = target.get("detailQuantity")
    quantity: Mapping[str, Any] = found if isinstance(found, Mapping) else {}
    fields = {
        "words": said,
        "target": f"{quantity['value']:g}" if isinstance(quantity.get("value"), int | float) else words(target.get("detailString"), 200),
        "target_unit": words(quantity.get("unit") or quantity.get("code"), 60),
        "target_on": day(target.get("dueDate")),
        "baseline_on": day(body.get("startDate")),
        "position": next(context.positions),
        "status": state,
        "status_reason": f"cancelled at {context.source}" if state == "cancelled" else None,
    }
    yield Taken("goal", record_id(resource, context.source), fields)


def mended(said: str | None) -> str | None:
    """Some systems export their data as it prints, {'addresses': […], 'text': 'Keep blood pressure below 140/90'}: people read the text."""
    if said and said.startswith("{'") and "'text': '" in said:
        return said.split("'text': '", 1)[1].rsplit("'", 1)[0] or None
    return said


def contact_elsewhere(resource: Resource, context: Context) -> Result:
    """An encounter of another system: a note that it was, with what it was for. It is no visit of ours, nobody of ours attended."""
    body = resource.body
    if body.get("status") in ("cancelled", "planned", "entered-in-error", "unknown"):
        yield Left(f"its status is {body.get('status')}")
        return
    period = body.get("period")
    at = instant(period.get("start")) if isinstance(period, Mapping) else None
    if at is None:
        yield Left("it says no time")
        return
    what = next((said for one in listed(body.get("type")) if (said := concept(one))), None) or "Contact"
    why = "; ".join(dict.fromkeys(said.replace("_", " ") for one in listed(body.get("reasonCode")) if (said := concept(one))))
    provider = context.file.find(resource.reference("serviceProvider"))
    where = words(provider.body.get("name")) if provider else None
    lines = [f"Seen elsewhere: {what}.", *([f"Where: {where}."] if where else []), *([f"Why: {why}."] if why else [])]
    fields = {"category": "other", "written_at": at, "words": "\n".join(lines), "source": context.source, "status": "recorded"}
    yield Taken("note", record_id(resource, context.source), fields)


def observation(resource: Resource, context: Context) -> Result:
    if resource.body.get("status") not in ("final", "amended", "corrected"):
        yield Left(f"its status is {words(resource.body.get('status'), 40) or 'missing'}")
        return
    found = measurement(resource, context.bp_panels)
    if isinstance(found, str):
        yield Left(found)
        return
    at = instant(resource.body.get("effectiveDateTime"))
    if at is None:
        yield Left("it says no time with its zone")
        return
    yield Taken("observation", record_id(resource, context.source), {**found, "measured_at": at, "source": context.source, "status": "recorded"})


def patient(resource: Resource, context: Context) -> Result:
    fields, left = person(resource, context.source)
    yield Taken("patient", context.patient, fields)
    yield from (Left(why) for why in left)


TAKES: dict[str, Callable[[Resource, Context], Result]] = {
    "Patient": patient,
    "Condition": condition,
    "AllergyIntolerance": allergy,
    "CarePlan": care_plan,
    "Goal": goal,
    "Observation": observation,
    "Encounter": contact_elsewhere,
    "MedicationRequest": medicine,
}
"""In the order in which they are written: the person first."""

READ_WITH_OTHERS = {"Medication", "Organization"}
"""Have no place of their own: they are read where another resource names them."""
