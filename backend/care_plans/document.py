"""The care plan on paper: for the team, and in plain words for the person whose plan it is.

1. It shows what its asker may read, read as they: row-level security decides.
2. What is disputed shows all its sides and none as the value (M5); a record with an open dispute stays in sight, whatever its status.
3. The template gets only what stands in `Plan`: no record, no model.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from backend.care_plans.disputes import NOT_SETTLED, Dispute, Names, by_record, settled, spaced, staff_of
from backend.care_plans.words import ACTION_STATUSES, AGREED, CONTINGENCY_STATUSES, GOAL_STATUSES, I_STATEMENTS, PROGRESS
from backend.documents import words as in_words
from backend.documents.services import Asked, Page
from backend.places import queries as places
from backend.record import Record
from backend.record import queries as record

KINDS = ("patient", "about_me", "alert", "contact", "care_plan", "goal", "action", "contingency", "conflict")
_GONE = {"cancelled", "ended", "entered-in-error"}
_STATUS = {
    "achieved": "Reached",
    "completed": "Done",
    "on-hold": "Waiting for now",
    "cancelled": "Was given up",
    "ended": "Was ended",
    "entered-in-error": "Was taken back as written by mistake",
}
assert set(_STATUS) | {"active"} == {*GOAL_STATUSES, *ACTION_STATUSES, *CONTINGENCY_STATUSES}


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
    """If this, then that; `call`: whom, `phone`: by which number. While its words are disputed they are said by the sides alone (M5).

    `status`: why it would not be here but for its dispute.
    """

    this: str
    then: str
    call: str
    phone: str
    status: str
    disputes: tuple[Dispute, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """All that a template may show, as words for people. `whose`: what is in dispute of the person themselves: it stands in no other place."""

    whose: tuple[Dispute, ...]
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
    return None if plan is None else _page(plan, _title(plan, f"Care plan of {plan.name}", "Care plan"), "care_plan.html")


def for_person(asked: Asked) -> Page | None:
    """The same plan in plain words, for the person to keep: what I want, who does what, whom I ring."""
    plan = read(asked)
    return None if plan is None else _page(plan, _title(plan, f"{plan.known_as}: my plan", "My plan"), "care_plan_for_me.html")


def _page(plan: Plan, title: str, template: str) -> Page:
    return Page(title, _template(template).render(plan=plan, title=title))


def _title(plan: Plan, named: str, nameless: str) -> str:
    return f"{nameless}, name not settled" if any(one.group == "name" for one in plan.whose) else named


def read(asked: Asked) -> Plan | None:
    """The plan as its asker may see it; None where there is no such person for them."""
    found = record.records(asked.session, asked.patient, KINDS)
    names = _names(asked, found)
    disputes = by_record((one for one in found if one.kind == "conflict"), names)
    of = {kind: [one for one in found if one.kind == kind and (one.id in disputes or not _is(one, "entered-in-error"))] for kind in KINDS}
    if not of["patient"]:
        return None
    whose = disputes.get(of["patient"][0].id, ())
    unsettled = {one.group for one in whose}
    person = settled(of["patient"][0], whose)
    plan = of["care_plan"][0] if of["care_plan"] else None
    fields: Mapping[str, Any] = settled(plan, disputes.get(plan.id, ())) if plan else {}
    people = names.people
    me = people.get(asked.staff, ("", ""))
    name = " ".join(filter(None, (person.get("given_name"), person.get("family_name"))))
    return Plan(
        whose=tuple(whose),
        name="Name not settled, see below" if "name" in unsettled else name,
        known_as="the person" if "name" in unsettled else person.get("known_as") or person.get("given_name") or name,
        born="on a date that is not settled, see below" if "birth" in unsettled else _day(person.get("born_on")),
        nhs_number="not settled, see below" if "nhs_number" in unsettled else spaced(person.get("nhs_number")),
        address="Address not settled, see below" if "address" in unsettled else _address(person),
        matters=fields.get("what_matters") or "",
        about=tuple(one.fields.get("words") or "" for one in of["about_me"] if one.fields.get("words")),
        alerts=tuple(filter(None, (_alert(settled(one, disputes.get(one.id, ()))) for one in _holding(of["alert"], disputes)))),
        aims=tuple(_aim(goal, of["action"], names, disputes) for goal in _standing(of["goal"], disputes)),
        deeds=tuple(_deed(action, names, disputes.get(action.id, ())) for action in _standing(of["action"], disputes)),
        instructions=tuple(_instruction(one, disputes.get(one.id, ())) for one in _standing(of["contingency"], disputes)),
        if_worse=fields.get("if_worse") or "",
        agreed=_day(fields.get("agreed_on")),
        agreed_how=AGREED.get(fields.get("agreed_kind") or "", ""),
        not_agreed=(fields.get("not_agreed_why") or "No reason is written.") if fields.get("agreed_kind") == "not-agreed" else "",
        agreed_with=tuple(fields.get("agreed_with") or ()),
        review=_day(fields.get("review_on")),
        contacts=tuple(_contact(settled(one, disputes.get(one.id, ()))) for one in _holding(of["contact"], disputes)),
        disputes=tuple(one for each in (*of["care_plan"][:1], *of["alert"], *of["contact"]) for one in disputes.get(each.id, ())),
        made=in_words.moment(asked.now),
        made_for=", ".join(filter(None, me)),
        steps=tuple(PROGRESS.items()),
    )


def _names(asked: Asked, found: Sequence[Record]) -> Names:
    """Who is named anywhere in these records, and the one who asks."""
    named = {id_ for one in found for id_ in (one.fields.get("staff"), one.fields.get("review_by")) if id_}
    sides = [side for one in found if one.kind == "conflict" for side in one.fields.get("sides") or ()]
    said = [side["value"] for side in sides if isinstance(side["value"], Mapping)]
    organisations = {fields["organisation"] for fields in (*(one.fields for one in found), *said) if fields.get("organisation")}
    people = places.people(asked.session, asked.place, named | staff_of(sides) | {asked.staff})
    return Names(people, places.organisations(asked.session, asked.place, organisations))


def _is(one: Record, status: str) -> bool:
    return (one.fields.get("status") or "active") == status


def _holding(records: Sequence[Record], disputes: Mapping[str, Sequence[Dispute]]) -> list[Record]:
    return [one for one in records if _is(one, "active") or one.id in disputes]


def _standing(records: Sequence[Record], disputes: Mapping[str, Sequence[Dispute]]) -> list[Record]:
    """What still counts, and whatever has an open dispute: ended by one while another wrote new words, it must not vanish (M3, M5)."""
    kept = [one for one in records if one.id in disputes or (one.fields.get("status") or "active") not in _GONE]
    return sorted(kept, key=lambda one: (one.fields.get("position") or 0, one.id))


def _aim(goal: Record, actions: Sequence[Record], names: Names, disputes: Mapping[str, Sequence[Dispute]]) -> Aim:
    open_ = tuple(disputes.get(goal.id, ()))
    f = settled(goal, open_)
    target = " ".join(filter(None, (f.get("target"), f.get("target_unit"), f.get("target_how"))))
    by = f" by {_day(f['target_on'])}" if f.get("target_on") else ""
    now = " ".join(filter(None, (f.get("now"), f.get("now_how"))))
    serving = [one for one in _standing(actions, disputes) if goal.id in (one.fields.get("goals") or ())]
    return Aim(
        words=f.get("words") or "",
        statement=I_STATEMENTS.get(f.get("i_statement") or "", ""),
        before=_dated(f.get("baseline"), f.get("baseline_on")),
        target=f"{target}{by}" if target else "",
        now=_dated(now, f.get("now_on")),
        step=f.get("progress"),
        review=_day(f.get("review_on")),
        status=_STATUS.get(f.get("status") or "active", ""),
        deeds=tuple(_doing(one, names, disputes.get(one.id, ())) for one in serving),
        disputes=open_,
    )


def _deed(action: Record, names: Names, open_: Sequence[Dispute]) -> Deed:
    f = settled(action, open_)
    groups = {one.group for one in open_}
    return Deed(
        words=NOT_SETTLED if "statement" in groups else f.get("words") or "",
        who=NOT_SETTLED if "doer" in groups else _who(f, names),
        often=f.get("frequency") or "",
        until=f.get("until") or "",
        status=_STATUS.get(f.get("status") or "active", ""),
        disputes=tuple(open_),
    )


def _instruction(one: Record, open_: Sequence[Dispute]) -> Instruction:
    f = settled(one, open_)
    this, who, phone = (f.get(name) or "" for name in ("if_this", "call_who", "call_phone"))
    return Instruction(
        this=f"If {this[:1].lower()}{this[1:]}" if this else "",
        then=f.get("then_do") or "",
        call="" if who == phone else who,
        phone=phone,
        status=_STATUS.get(f.get("status") or "active", ""),
        disputes=tuple(open_),
    )


def _who(f: Mapping[str, Any], names: Names) -> str:
    """All who are named: somebody of the team may do it with somebody who is not."""
    staff = names.person(f.get("staff"))
    place = "" if staff else names.organisations.get(f.get("organisation") or "", "")
    return " with ".join(filter(None, (staff or place, f.get("who")))) or "The team"


def _doing(action: Record, names: Names, open_: Sequence[Dispute]) -> str:
    if open_:
        words = settled(action, open_).get("words")
        return f"{words}: not settled yet, see “Who does what”" if words else "Something that is not settled yet, see “Who does what”"
    often = action.fields.get("frequency")
    return f"{action.fields.get('words')}: {_who(action.fields, names)}{f'. {often}' if often else ''}"


def _address(person: Mapping[str, Any]) -> str:
    return ", ".join(filter(None, (person.get("address_line"), person.get("postcode"))))


def _alert(fields: Mapping[str, Any]) -> str:
    return ": ".join(filter(None, (fields.get("title"), fields.get("detail"))))


def _contact(fields: Mapping[str, Any]) -> tuple[str, str]:
    return ", ".join(filter(None, (fields.get("name"), fields.get("relation")))) or NOT_SETTLED, fields.get("phone") or ""


def _dated(words: str | None, on: str | None) -> str:
    return f"{words} ({_day(on)})" if words and on else words or ""


def _day(text: str | None) -> str:
    return in_words.day(text) if text else ""


@cache
def _template(name: str) -> Any:
    environment = Environment(
        loader=PackageLoader("backend.care_plans", "layout"), autoescape=select_autoescape(default=True), undefined=StrictUndefined, trim_blocks=True
    )
    return environment.get_template(name)
