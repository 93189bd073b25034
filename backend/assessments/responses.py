"""An assessment as a FHIR R4 QuestionnaireResponse, and back: pure, and nothing is lost on the way.

1. The questionnaire's version is named: "url|version".
2. Why something was not asked, whose earlier answer was confirmed, and which row of a repeating group this is travel as extensions of ours.
3. What the form has no item for is kept as it came (`Taken.kept`) and stands in the next response where it stood.
4. The same extensions as the tablet's (pwa/src/assessment/engine/response.ts): either reads what the other made.
5. What the form works out goes out with a response and is never taken in: it is worked out again where it is shown (R5).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from backend.assessments.assembling import canonical
from backend.assessments.definition import CORE, OURS, extensions, is_computed, is_question, listed, text_of, value_of, walk
from backend.assessments.nodes import PREFIX, Node, Row, every, is_rows, plant, response_items

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


@dataclass
class Taken:
    """What a response says: fields `answer.<linkId>` and rows as the record has them; `kept`: (linkId of what it stood in, or "", the item)."""

    fields: dict[str, Any] = field(default_factory=dict)
    rows: list[Row] = field(default_factory=list)
    kept: list[tuple[str, Any]] = field(default_factory=list)


def to_response(
    definition: Mapping[str, Any],
    fields: Mapping[str, Any],
    rows: Sequence[Row] = (),
    *,
    values: Mapping[str, Any] | None = None,
    kept: Sequence[tuple[str, Any]] = (),
    about: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """The QuestionnaireResponse. `values`: what the form worked out, to be sent with it. `about`: subject, authored, status and the like."""
    nodes = plant(definition, fields, rows)
    for node in every(nodes):
        given = (values or {}).get(node.link_id)
        if given is not None and node.row is None and is_computed(node.item):
            node.value = {"answer": [{_VALUE.get(text_of(node.item.get("type")), "valueString"): given}]}
    made: dict[Node, dict[str, Any]] = {}
    top = response_items(nodes, skips=lambda node: False, dress=_dress, made=made)
    by_link = {node.link_id: item for node, item in made.items()}
    for under, item in kept:
        if under in by_link:
            by_link[under].setdefault("item", []).append(item)
        else:
            top.append(item)
    known = {node.link_id for node in every(nodes)} | {placed.link_id for placed in walk(definition)}
    for name, value in fields.items():
        if name.startswith(PREFIX) and name.removeprefix(PREFIX) not in known and value is not None:
            top.append({"linkId": name.removeprefix(PREFIX), "extension": [{"url": FIELD, "valueString": json.dumps(value)}]})
    return {"resourceType": "QuestionnaireResponse", "questionnaire": canonical(definition), "status": "in-progress", **(about or {}), "item": top}


_VALUE = {"boolean": "valueBoolean", "integer": "valueInteger", "decimal": "valueDecimal"}


def _dress(node: Node) -> dict[str, Any]:
    """What an item of the response says besides its answers (2)."""
    said: list[dict[str, Any]] = []
    if node.row is not None and is_rows(node.item):
        said.append({"url": ROW, "valueString": node.row.id})
        said.append({"url": ROW_POSITION, "valueString": json.dumps(node.row.position)})
    if node.value is not None and is_computed(node.item):
        said.append({"url": WORKED_OUT, "valueString": "[]"})  # the record holds no answer to it (R5)
    elif node.value is not None:
        if isinstance(node.value.get("not_asked"), str):
            said += [{"url": ABSENT, "valueCode": "not-asked"}, {"url": NOT_ASKED, "valueString": node.value["not_asked"]}]
        source = node.value.get("from")
        if isinstance(source, Mapping):
            said.append({"url": FROM, "extension": [{"url": name, "valueString": str(value)} for name, value in source.items()]})
        others = {name: value for name, value in node.value.items() if name not in ("answer", "not_asked", "from")}
        if others:
            said.append({"url": MORE, "valueString": json.dumps(others)})
    return {"extension": said} if said else {}


def from_response(definition: Mapping[str, Any], response: Mapping[str, Any], made_id: Callable[[], str]) -> Taken:
    """What a response says, in the record's shape. `made_id`: a new id for each row that brings none."""
    taken = Taken()
    _take(listed(definition.get("item")), response.get("item"), "", None, taken, made_id)
    return taken


def _take(inside: Sequence[Mapping[str, Any]], given: Any, under: str, row: str | None, taken: Taken, made_id: Callable[[], str]) -> None:
    known = {text_of(item.get("linkId")): item for item in inside}
    for each in given if isinstance(given, list) else []:
        link_id = text_of(each.get("linkId")) if isinstance(each, Mapping) else ""
        item = known.get(link_id)
        if isinstance(each, Mapping) and item is None and not under and isinstance(_json(each, FIELD), Mapping):
            taken.fields[PREFIX + link_id] = _json(each, FIELD)
        elif item is None or not isinstance(each, Mapping):
            taken.kept.append((under, each))
        elif is_rows(item):
            _take_rows(item, each, row, taken, made_id)
        else:
            _take_one(item, each, taken.fields if row is None else _fields_of(taken, row), row, taken, made_id)


def _take_one(
    item: Mapping[str, Any], given: Mapping[str, Any], fields: dict[str, Any], row: str | None, taken: Taken, made_id: Callable[[], str]
) -> None:
    link_id = text_of(item.get("linkId"))
    answers = listed(given.get("answer"))
    if is_question(item) and not is_computed(item):
        value: dict[str, Any] = {}
        entries = [{name: part for name, part in each.items() if name != "item"} for each in answers]
        if any(entries):
            value["answer"] = [each for each in entries if each]
        reason = value_of(given, NOT_ASKED)
        if isinstance(reason, str):
            value["not_asked"] = reason
        for source in extensions(given, FROM):
            value["from"] = {text_of(each.get("url")): each.get("valueString") for each in listed(source.get("extension"))}
        others = _json(given, MORE)
        value |= others if isinstance(others, Mapping) else {}
        if value:
            fields[PREFIX + link_id] = value
    for nested in (given.get("item"), *(each.get("item") for each in answers)):
        _take(listed(item.get("item")), nested, link_id, row, taken, made_id)


def _take_rows(item: Mapping[str, Any], given: Mapping[str, Any], parent: str | None, taken: Taken, made_id: Callable[[], str]) -> None:
    """One row of a repeating group; or, of a repeating question with questions inside, one for each answer."""
    link_id = text_of(item.get("linkId"))
    ids = [text_of(each.get("valueString")) for each in extensions(given, ROW)]
    positions = [_read(each.get("valueString")) for each in extensions(given, ROW_POSITION)]
    pieces: list[Mapping[str, Any]] = [given]
    if is_question(item):
        pieces = [{**{name: part for name, part in given.items() if name != "answer"}, "answer": [each]} for each in listed(given.get("answer"))]
    for number, piece in enumerate(pieces):
        id_ = ids[number] if number < len(ids) and ids[number] else made_id()
        told = positions[number] if number < len(positions) else None
        count = sum(each.group == link_id and each.parent == parent for each in taken.rows)
        position = float(told) if isinstance(told, int | float) and not isinstance(told, bool) else float(count)
        taken.rows.append(Row(id_, link_id, parent, position, {}))
        _take_one(item, piece, _fields_of(taken, id_), id_, taken, made_id)


def _json(element: Mapping[str, Any], url: str) -> Any:
    return _read(value_of(element, url))


def _read(text: Any) -> Any:
    """JSON in an extension; None where it is none."""
    try:
        return json.loads(text) if isinstance(text, str) else None
    except ValueError:
        return None


def _fields_of(taken: Taken, row: str) -> dict[str, Any]:
    held = next(each.fields for each in taken.rows if each.id == row)
    assert isinstance(held, dict)
    return held
