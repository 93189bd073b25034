"""An assessment as a FHIR R4 QuestionnaireResponse, and back: pure, and nothing is lost on the way.

1. The questionnaire's version is named: "url|version".
2. Why something was not asked, whose earlier answer was confirmed, and which row of a repeating group this is travel as extensions of ours.
3. What the form has no item for is kept as it came (`Taken.kept`) and stands in the next response where it stood; what an item says of itself, too.
4. The same as the tablet's (pwa/src/assessment/engine/response.ts), to the byte: either reads what the other made, and makes it again.
5. What the form works out goes out with a response and is never taken in: it is worked out again where it is shown (R5).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from backend.assessments.assembling import canonical
from backend.assessments.definition import CORE, OURS, extensions, is_computed, is_question, listed, text_of, value_of, walk
from backend.assessments.nodes import PREFIX, Kept, Node, Row, every, is_rows, plant, response_items, with_kept
from backend.assessments.results import answer_of

ABSENT = CORE + "data-absent-reason"
NOT_ASKED = OURS + "not-asked"
FROM = OURS + "answered-from"
ROW = OURS + "row"
ROW_POSITION = OURS + "row-position"
MORE = OURS + "more"
"""What else a field's value holds, as JSON."""
WORKED_OUT = OURS + "worked-out"
FIELD = OURS + "field"
"""A field of the record of which the form has no item, as JSON."""

STATUSES = {"in-progress": "in-progress", "completed": "completed", "entered-in-error": "entered-in-error"}
"""Ours → FHIR's."""


MINE = frozenset({ABSENT, NOT_ASKED, FROM, ROW, ROW_POSITION, MORE, WORKED_OUT, FIELD})
PLAIN = frozenset({"answer", "not_asked", "from", "item"})


@dataclass
class Taken:
    """What a response says: fields `answer.<linkId>` and rows as the record has them; `about`: what is around them; `kept`: what has no place."""

    fields: dict[str, Any] = field(default_factory=dict)
    rows: list[Row] = field(default_factory=list)
    kept: list[Kept] = field(default_factory=list)
    about: dict[str, Any] = field(default_factory=dict)


def to_response(
    definition: Mapping[str, Any],
    fields: Mapping[str, Any],
    rows: Sequence[Row] = (),
    *,
    values: Mapping[str, Any] | None = None,
    kept: Sequence[Kept] = (),
    about: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """The QuestionnaireResponse. `values`: what the form worked out, to be sent with it. `about`: subject, authored, status and the like."""
    nodes = plant(definition, fields, rows)
    for node in every(nodes):
        given = (values or {}).get(node.link_id)
        if given is not None and node.row is None and is_computed(node.item):
            node.value = {"answer": [answer_of(node.item, given)]}

    def here(node: Node) -> list[Kept]:
        return [each for each in kept if (each.under, each.row) == (node.link_id, node.row.id if node.row else "")]

    top = response_items(nodes, skips=lambda node: False, dress=_dress, kept=here)
    items = with_kept(top, [each for each in kept if each.under == ""])
    known = {placed.link_id for placed in walk(definition)}
    for name, value in fields.items():
        link_id = name.removeprefix(PREFIX)
        if name.startswith(PREFIX) and link_id and link_id not in known and isinstance(value, Mapping):
            items.append({"linkId": link_id, "extension": [{"url": FIELD, "valueString": _text(value)}]})
    said = {"status": "in-progress", **(about or {}), **({"item": items} if items else {})}
    return {"resourceType": "QuestionnaireResponse", "questionnaire": canonical(definition), **said}


def _text(value: Any) -> str:
    """JSON as the tablet writes it."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _is_said(source: Any) -> bool:
    return isinstance(source, Mapping) and bool(source) and all(isinstance(part, str) for part in source.values())


def _dress(node: Node) -> dict[str, Any]:
    """What an item of the response says besides its answers (2)."""
    said: list[dict[str, Any]] = []
    value = node.value or {}
    if node.row is not None and is_rows(node.item):
        said += [{"url": ROW, "valueString": node.row.id}, {"url": ROW_POSITION, "valueString": _text(node.row.position)}]
    if node.value is not None and is_computed(node.item):
        return {"extension": [*said, {"url": WORKED_OUT, "valueString": "[]"}]}  # the record holds no answer to it (R5)
    if text_of(value.get("not_asked")):
        said += [{"url": ABSENT, "valueCode": "not-asked"}, {"url": NOT_ASKED, "valueString": value["not_asked"]}]
    source = value.get("from")
    if isinstance(source, Mapping) and _is_said(source):
        said.append({"url": FROM, "extension": [{"url": name, "valueString": part} for name, part in source.items()]})
    others = {name: part for name, part in value.items() if name not in PLAIN or (name == "from" and part and not _is_said(part))}
    if others:
        said.append({"url": MORE, "valueString": _text(others)})
    own = value.get("item")
    own = own if isinstance(own, Mapping) else {}
    whole = [*listed(own.get("extension")), *said]
    return {**own, **({"extension": whole} if whole else {})}


def from_response(definition: Mapping[str, Any], response: Mapping[str, Any], made_id: Callable[[], str]) -> Taken:
    """What a response says, in the record's shape. `made_id`: a new id for each row that brings none."""
    taken = Taken(about={name: value for name, value in response.items() if name not in ("resourceType", "questionnaire", "item")})
    _Taking(taken, made_id).take(_items(response), listed(definition.get("item")), "", None, None)
    return taken


def _items(element: Mapping[str, Any]) -> list[Any]:
    found = element.get("item")
    return [each for each in found if isinstance(each, Mapping)] if isinstance(found, list) else []


class _Taking:
    """One response on its way into the record."""

    def __init__(self, taken: Taken, made_id: Callable[[], str]) -> None:
        self.taken = taken
        self.made_id = made_id

    def take(
        self, found: Sequence[Mapping[str, Any]], expected: Iterable[Mapping[str, Any]], under: str, row: Row | None, answer: int | None
    ) -> None:
        """The items of a response in one place, against those that the form has there."""
        known: dict[str, Mapping[str, Any]] = {}
        for item in expected:
            known.setdefault(text_of(item.get("linkId")), item)
        seen: set[str] = set()
        for place, each in enumerate(found):
            link_id = text_of(each.get("linkId"))
            here = known.get(link_id)
            stranger = value_of(each, FIELD)
            if here is None and under == "" and link_id and isinstance(stranger, str):
                self.taken.fields[PREFIX + link_id] = _read(stranger)
            elif here is None or (link_id in seen and not (is_rows(here) and not is_question(here))):
                self.taken.kept.append(Kept(under, row.id if row else "", answer, place, each))
            elif not is_rows(here):
                self._one(each, here, row)
            elif is_question(here):
                self._rows_of_a_question(each, here, row)
            else:
                new = self._begin(each, here, row)
                self._put(new, here, _value(each, here, []))
                self.take(_items(each), listed(here.get("item")), link_id, new, None)
            if here is not None:
                seen.add(link_id)

    def _put(self, row: Row | None, item: Mapping[str, Any], value: dict[str, Any] | None) -> None:
        fields = self.taken.fields if row is None else row.fields
        assert isinstance(fields, dict)
        if value is not None and not is_computed(item):
            fields[PREFIX + text_of(item.get("linkId"))] = value

    def _one(self, each: Mapping[str, Any], item: Mapping[str, Any], row: Row | None) -> None:
        link_id = text_of(item.get("linkId"))
        answers = listed(each.get("answer"))
        self._put(row, item, _value(each, item, [entry for entry in map(_bare, answers) if entry]))
        inside = listed(item.get("item"))
        if not answers or not is_question(item):
            self.take(_items(each), inside, link_id, row, None)
            return
        self.take(_items(answers[0]), inside, link_id, row, None)
        # What stands in a second answer has no field of its own: questions inside a repeating question are rows, and this one does not repeat.
        for number, entry in enumerate(answers[1:], start=1):
            self.take(_items(entry), (), link_id, row, number)
        self.take(_items(each), (), link_id, row, None)

    def _rows_of_a_question(self, each: Mapping[str, Any], item: Mapping[str, Any], parent: Row | None) -> None:
        """A row an answer. Answers that name one row are of that row."""
        link_id = text_of(item.get("linkId"))
        head = {name: part for name, part in each.items() if name not in ("item", "answer")}
        answers = listed(each.get("answer")) or ([{"item": each["item"]}] if each.get("item") else [])
        for number, entry in enumerate(answers):
            row = self._begin(entry, item, parent)
            said = {name: part for name, part in _bare(entry).items() if name != "extension"}
            others = [one for one in listed(entry.get("extension")) if one.get("url") not in MINE]
            given = [{**said, **({"extension": others} if others else {})}] if said or others else []
            held = row.fields.get(PREFIX + link_id)
            if held is not None:
                held["answer"].extend(given)
            else:
                first = head if number == 0 else {}
                ours = [one for one in listed(entry.get("extension")) if one.get("url") in MINE]
                value = _value({**first, "extension": [*listed(first.get("extension")), *ours]}, item, given)
                self._put(row, item, value or {"answer": given})
            self.take(_items(entry), listed(item.get("item")), link_id, row, None)

    def _begin(self, each: Mapping[str, Any], item: Mapping[str, Any], parent: Row | None) -> Row:
        """The row that this names, or a new one."""
        link_id, named = text_of(item.get("linkId")), text_of(value_of(each, ROW))
        rows = self.taken.rows
        for held in rows:
            if named and (held.id, held.group) == (named, link_id):
                return held
        around = parent.id if parent else None
        placed = value_of(each, ROW_POSITION)
        told = _read(placed) if isinstance(placed, str) else sum((one.group, one.parent) == (link_id, around) for one in rows)
        position = float(told) if isinstance(told, int | float) and not isinstance(told, bool) else None
        row = Row(named if named and all(one.id != named for one in rows) else self.made_id(), link_id, around, position, {})
        rows.append(row)
        return row


def _bare(answer: Mapping[str, Any]) -> dict[str, Any]:
    return {name: part for name, part in answer.items() if name != "item"}


def _value(each: Mapping[str, Any], item: Mapping[str, Any], answers: list[dict[str, Any]]) -> dict[str, Any] | None:
    """A value of the record, or None where the item says nothing at all."""
    own = {name: part for name, part in each.items() if name not in ("linkId", "answer", "item", "text", "extension")}
    if "text" in each and each["text"] != item.get("text"):
        own["text"] = each["text"]
    others = [
        one for one in listed(each.get("extension")) if one.get("url") not in MINE or (one["url"] == ABSENT and one.get("valueCode") != "not-asked")
    ]
    if others:
        own["extension"] = others
    value: dict[str, Any] = {"answer": answers} if answers else {}
    reason = text_of(value_of(each, NOT_ASKED)) or ("not asked" if value_of(each, ABSENT) == "not-asked" else "")
    if reason:
        value["not_asked"] = reason
    for source in extensions(each, FROM)[:1]:
        value["from"] = {text_of(part.get("url")): part.get("valueString") for part in listed(source.get("extension"))}
    more = _read(value_of(each, MORE))
    value |= more if isinstance(more, Mapping) else {}
    if own:
        value["item"] = own
    return value or None


def _read(text: Any) -> Any:
    """JSON in an extension; None where it is none."""
    try:
        return json.loads(text) if isinstance(text, str) else None
    except ValueError:
        return None
