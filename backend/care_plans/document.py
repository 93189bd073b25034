"""The care plan on paper: for the team, and in plain words for the person whose plan it is.

1. It shows what its asker may read, read as they: row-level security decides.
2. What is disputed shows all its sides and none as the value (M5).
3. The template gets only what stands in `Plan`: no record, no model.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from backend.care_plans.words import ACTION_STATUSES, AGREED, CONTINGENCY_STATUSES, GOAL_STATUSES, I_STATEMENTS, PROGRESS
from backend.documents import words as in_words
from backend.documents.services import Asked, Page
from backend.places import queries as places
from backend.record import queries as record

KINDS = ("patient", "about_me", "alert", "contact", "care_plan", "goal", "action", "contingency", "conflict")
_GONE = {"cancelled", "ended", "entered-in-error"}
_STATUS = {"achieved": "Reached", "completed": "Done", "on-hold": "Waiting for now"}
assert set(_STATUS) | _GONE | {"active"} == {*GOAL_STATUSES, *ACTION_STATUSES, *CONTINGENCY_STATUSES}


@dataclass(frozen=True, slots=True)
class Dispute:
    """A statement that two people made differently: `what` it is of, each side with who says so."""

    what: str
    sides: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Aim:
    """A goal. `statement`: the shared “I” statement that it serves. `step`: 1 to 5 in the person's own view, None where it was never asked."""

    words: str
    statement: str
    before: str
    target: str
    now: str
    step: int | None
    review: str
    status: str
    deeds: tuple[str, ...]
    disputes: tuple[Dispute, ...]


@dataclass(frozen=True, slots=True)
class Deed:
    words: str
    who: str
    often: str
    until: str
    status: str
    disputes: tuple[Dispute, ...]


@dataclass(frozen=True, slots=True)
class Instruction:
    """If this, then that; `call`: whom, `phone`: by which number. While its words are disputed they are said by the sides alone (M5)."""

    this: str
    then: str
    call: str
    phone: str
    disputes: tuple[Dispute, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """All that a template may show, as words for people."""

    name: str
    known_as: str
    born: str
    nhs_number: str
    address: str
    matters: str
    about: tuple[str, ...]
    alerts: tuple[str, ...]
    aims: tuple[Aim, ...]
    deeds: tuple[Deed, ...]
    instructions: tuple[Instruction, ...]
    if_worse: str
    agreed: str
    agreed_how: str
    not_agreed: str
    agreed_with: tuple[str, ...]
    review: str
    contacts: tuple[tuple[str, str], ...]
    disputes: tuple[Dispute, ...]
    made: str
    made_for: str
    steps: tuple[tuple[int, str], ...]


def for_team(asked: Asked) -> Page | None:
    """The whole plan, for those who work by it."""
    plan = read(asked)
    return None if plan is None else Page(f"Care plan of {plan.name}", _template("care_plan.html").render(plan=plan))


def for_person(asked: Asked) -> Page | None:
    """The same plan in plain words, for the person to keep: what I want, who does what, whom I ring."""
    plan = read(asked)
    return None if plan is None else Page(f"{plan.known_as}: my plan", _template("care_plan_for_me.html").render(plan=plan))


def read(asked: Asked) -> Plan | None:
    """The plan as its asker may see it; None where there is no such person for them."""
    found = record.records(asked.session, asked.patient, KINDS)
    of = {kind: [one for one in found if one.kind == kind and (one.fields.get("status") or "active") != "entered-in-error"] for kind in KINDS}
    if not of["patient"]:
        return None
    person = of["patient"][0].fields
    plan = of["care_plan"][0] if of["care_plan"] else None
    staff = {text for one in found for text in (one.fields.get("staff"), one.fields.get("review_by")) if text}
    sides = [side for one in of["conflict"] for side in one.fields.get("sides") or ()]
    staff |= {side["by"] for side in sides}
    people = places.people(asked.session, asked.place, staff | {asked.staff})
    disputes = _disputes(of["conflict"], people)
    fields: Mapping[str, Any] = plan.fields if plan else {}
    is_open = plan is not None and any(one.what == "agreement" for one in disputes.get(plan.id, ()))
    agreement: Mapping[str, Any] = {} if is_open else fields
    me = people.get(asked.staff, ("", ""))
    name = " ".join(filter(None, (person.get("given_name"), person.get("family_name"))))
    return Plan(
        name=name,
        known_as=person.get("known_as") or person.get("given_name") or name,
        born=_day(person.get("born_on")),
        nhs_number=_spaced(person.get("nhs_number")),
        address=", ".join(filter(None, (person.get("address_line"), person.get("postcode")))),
        matters=fields.get("what_matters") or "",
        about=tuple(one.fields.get("words") or "" for one in of["about_me"] if one.fields.get("words")),
        alerts=tuple(_alert(one.fields) for one in of["alert"] if (one.fields.get("status") or "active") == "active"),
        aims=tuple(_aim(goal, of["action"], people, disputes) for goal in _standing(of["goal"])),
        deeds=tuple(_deed(action, people, disputes) for action in _standing(of["action"])),
        instructions=tuple(_instruction(one.id, one.fields, disputes) for one in _standing(of["contingency"])),
        if_worse=fields.get("if_worse") or "",
        agreed=_day(agreement.get("agreed_on")),
        agreed_how=AGREED.get(agreement.get("agreed_kind") or "", ""),
        not_agreed=(agreement.get("not_agreed_why") or "No reason is written.") if agreement.get("agreed_kind") == "not-agreed" else "",
        agreed_with=tuple(agreement.get("agreed_with") or ()),
        review=_day(fields.get("review_on")),
        contacts=tuple(_contact(one.fields) for one in of["contact"] if (one.fields.get("status") or "active") == "active"),
        disputes=tuple(disputes.get(plan.id, ())) if plan else (),
        made=in_words.moment(asked.now),
        made_for=", ".join(filter(None, me)),
        steps=tuple(PROGRESS.items()),
    )


def _standing(records: Sequence[Any]) -> list[Any]:
    kept = [one for one in records if (one.fields.get("status") or "active") not in _GONE]
    return sorted(kept, key=lambda one: (one.fields.get("position") or 0, one.id))


def _aim(goal: Any, actions: Sequence[Any], people: Mapping[str, tuple[str, str]], disputes: Mapping[str, list[Dispute]]) -> Aim:
    f = goal.fields
    target = " ".join(filter(None, (f.get("target"), f.get("target_unit"), f.get("target_how"))))
    by = f" by {_day(f['target_on'])}" if f.get("target_on") else ""
    now = " ".join(filter(None, (f.get("now"), f.get("now_how"))))
    return Aim(
        words=f.get("words") or "",
        statement=I_STATEMENTS.get(f.get("i_statement") or "", ""),
        before=_dated(f.get("baseline"), f.get("baseline_on")),
        target=f"{target}{by}" if target else "",
        now=_dated(now, f.get("now_on")),
        step=f.get("progress"),
        review=_day(f.get("review_on")),
        status=_STATUS.get(f.get("status") or "active", ""),
        deeds=tuple(_doing(one.fields, people) for one in _standing(actions) if goal.id in (one.fields.get("goals") or ())),
        disputes=tuple(disputes.get(goal.id, ())),
    )


def _deed(action: Any, people: Mapping[str, tuple[str, str]], disputes: Mapping[str, list[Dispute]]) -> Deed:
    f = action.fields
    return Deed(
        words=f.get("words") or "",
        who=_who(f, people),
        often=f.get("frequency") or "",
        until=f.get("until") or "",
        status=_STATUS.get(f.get("status") or "active", ""),
        disputes=tuple(disputes.get(action.id, ())),
    )


def _instruction(record: str, fields: Mapping[str, Any], disputes: Mapping[str, list[Dispute]]) -> Instruction:
    open_ = tuple(disputes.get(record, ()))
    said = {} if any(one.what == "statement" for one in open_) else fields
    this, who, phone = (said.get(name) or "" for name in ("if_this", "call_who", "call_phone"))
    return Instruction(
        this=f"If {this[:1].lower()}{this[1:]}" if this else "",
        then=said.get("then_do") or "",
        call="" if who == phone else who,
        phone=phone,
        disputes=open_,
    )


def _who(fields: Mapping[str, Any], people: Mapping[str, tuple[str, str]]) -> str:
    name, profession = people.get(fields.get("staff") or "", ("", ""))
    return fields.get("who") or ", ".join(filter(None, (name, profession.replace("-", " ")))) or "The team"


def _doing(fields: Mapping[str, Any], people: Mapping[str, tuple[str, str]]) -> str:
    often = fields.get("frequency")
    return f"{fields.get('words')}: {_who(fields, people)}{f'. {often}' if often else ''}"


def _disputes(conflicts: Sequence[Any], people: Mapping[str, tuple[str, str]]) -> dict[str, list[Dispute]]:
    found: dict[str, list[Dispute]] = {}
    for one in conflicts:
        if one.fields.get("status") != "open":
            continue
        sides = tuple((people.get(side["by"], ("", ""))[0] or "Somebody of the team", _said(side["value"])) for side in one.fields.get("sides") or ())
        found.setdefault(one.fields["about"], []).append(Dispute(str(one.fields.get("group") or "").replace("_", " "), sides))
    return found


def _said(value: Any) -> str:
    """A side's value in words: its fields, one after the other."""
    if isinstance(value, Mapping):
        return ", ".join(_said(one) for one in value.values() if one not in (None, "", []))
    if isinstance(value, list):
        return ", ".join(_said(one) for one in value)
    return "nothing" if value is None else str(value)


def _alert(fields: Mapping[str, Any]) -> str:
    return ": ".join(filter(None, (fields.get("title"), fields.get("detail"))))


def _contact(fields: Mapping[str, Any]) -> tuple[str, str]:
    return ", ".join(filter(None, (fields.get("name"), fields.get("relation")))), fields.get("phone") or ""


def _dated(words: str | None, on: str | None) -> str:
    return f"{words} ({_day(on)})" if words and on else words or ""


def _day(text: str | None) -> str:
    return in_words.day(text) if text else ""


def _spaced(number: str | None) -> str:
    return f"{number[:3]} {number[3:6]} {number[6:]}" if number and len(number) == 10 else number or ""


@cache
def _template(name: str) -> Any:
    environment = Environment(
        loader=PackageLoader("backend.care_plans", "layout"), autoescape=select_autoescape(default=True), undefined=StrictUndefined, trim_blocks=True
    )
    return environment.get_template(name)
