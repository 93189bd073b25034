"""The items of a form as they stand in one assessment, once each and once for each row of a repeating group; and the FHIR response that they make.

The shape of an assessment here is the record's: fields `answer.<linkId>`, each {"answer": [...], "not_asked", "from"} or None, and rows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from backend.assessments.definition import is_question, listed, repeats, text_of

PREFIX = "answer."
DEEPEST = 60
"""Levels of items; what lies deeper is not filled (`questionnaires.judge` refuses such a form)."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a repeating group. `group`: its linkId; `parent`: the row that it stands in."""

    id: str
    group: str
    parent: str | None = None
    position: float | None = None
    fields: Mapping[str, Any] = field(default_factory=dict)


@dataclass(eq=False)
class Node:
    """`children` of a single item or a row. A repeating group is one node for each of its rows. `row`: the innermost row around it.

    `computed`: the answers that the form gives itself (a calculation, the first value of what nobody may change); None where it gives none.
    """

    item: Mapping[str, Any]
    row: Row | None
    parent: Node | None
    children: list[Node] = field(default_factory=list)
    value: Mapping[str, Any] | None = None
    computed: list[dict[str, Any]] | None = None
    enabled: bool = True

    @property
    def link_id(self) -> str:
        return text_of(self.item.get("linkId"))

    @property
    def answers(self) -> list[Any]:
        if self.computed is not None:
            return self.computed
        held = self.value.get("answer") if self.value else None
        return held if isinstance(held, list) else []

    def around(self) -> Iterator[Node]:
        """Itself and what it stands in, from the inside out."""
        node: Node | None = self
        while node is not None:
            yield node
            node = node.parent


def is_rows(item: Mapping[str, Any]) -> bool:
    """Whether its answers are rows with ids: a repeating group, or a repeating question with questions inside."""
    if not repeats(item):
        return False
    return not is_question(item) or any(is_question(each) or each.get("type") == "group" for each in listed(item.get("item")))


def plant(definition: Mapping[str, Any], fields: Mapping[str, Any], rows: Sequence[Row] = ()) -> list[Node]:
    """The top nodes of an assessment. Of two items with one linkId the first has the answers."""
    of_group: dict[tuple[str | None, str], list[Row]] = {}
    for row in sorted(rows, key=lambda row: (row.position is None, row.position or 0.0, row.id)):
        of_group.setdefault((row.parent, row.group), []).append(row)
    taken: set[tuple[str | None, str]] = set()

    def grow(item: Mapping[str, Any], parent: Node | None, row: Row | None, depth: int) -> list[Node]:
        if depth > DEEPEST:
            return []
        link_id = text_of(item.get("linkId"))
        if is_rows(item):
            found = [Node(item, each, parent) for each in of_group.get((row.id if row else None, link_id), ())]
        else:
            found = [Node(item, row, parent)]
        for node in found:
            key = (node.row.id if node.row else None, link_id)
            if key not in taken:
                taken.add(key)
                held = (node.row.fields if node.row else fields).get(PREFIX + link_id)
                node.value = held if isinstance(held, Mapping) else None
            for inner in listed(item.get("item")):
                node.children.extend(grow(inner, node, node.row, depth + 1))
        return found

    return [node for item in listed(definition.get("item")) for node in grow(item, None, None, 1)]


def every(nodes: Sequence[Node]) -> Iterator[Node]:
    """All nodes, each before those inside it."""
    for node in nodes:
        yield node
        yield from every(node.children)


@dataclass(frozen=True, slots=True)
class Kept:
    """An item of a response that stands where a form has none, as it came. `under`: linkId of what it stood in, "" for the response; `row`: or "".

    `answer`: in which of several answers it stood; None for the item itself, or its first answer. `place`: among the others there.
    """

    under: str
    row: str
    answer: int | None
    place: int
    item: Any


def with_kept(items: list[Any], kept: Sequence[Kept]) -> list[Any]:
    """Puts what was kept back in its place."""
    whole = list(items)
    for each in sorted(kept, key=lambda one: one.place):
        whole.insert(min(each.place, len(whole)), each.item)
    return whole


def response_items(
    nodes: Sequence[Node],
    *,
    skips: Callable[[Node], bool] = lambda node: not node.enabled,
    dress: Callable[[Node], Mapping[str, Any]] = lambda node: {},
    kept: Callable[[Node], Sequence[Kept]] = lambda node: (),
) -> list[dict[str, Any]]:
    """FHIR's QuestionnaireResponse.item of these nodes: what is answered and what stands around it. `dress`: what an item says besides.

    What is asked inside a question stands in its first answer; a repeating question with questions inside is one item with an answer for each row. As
    the tablet makes them (pwa/src/assessment/engine/respond.ts), to the byte.
    """
    items: list[dict[str, Any]] = []
    together: dict[str, dict[str, Any]] = {}
    for node in nodes:
        if skips(node):
            continue
        more = dict(dress(node))
        here = kept(node)
        inside = with_kept(response_items(node.children, skips=skips, dress=dress, kept=kept), [each for each in here if each.answer is None])
        answers = [_with_items(dict(each), n, here) for n, each in enumerate(node.answers) if isinstance(each, Mapping)]
        answers = answers if is_question(node.item) else []
        if not (inside or answers or more):
            continue
        text = {"text": node.item["text"]} if isinstance(node.item.get("text"), str) and node.item["text"] else {}
        said: dict[str, Any] = {"item": inside} if inside else {}
        if answers:
            said = {"answer": [{**answers[0], **said}, *answers[1:]]}
        if not (is_question(node.item) and is_rows(node.item)):
            items.append({"linkId": node.link_id, **text, **more, **said})
            continue
        own = more.pop("extension", [])
        given = said.get("answer") or [{"item": inside} if inside else {}]
        given = [{**each, "extension": [*listed(each.get("extension")), *own]} if own else each for each in given]
        held = together.get(node.link_id)
        if held is None:
            held = together[node.link_id] = {"linkId": node.link_id, **text, **more, "answer": []}
            items.append(held)
        held["answer"].extend(given)
    return items


def _with_items(answer: dict[str, Any], number: int, kept: Sequence[Kept]) -> dict[str, Any]:
    inside = [each for each in kept if each.answer == number]
    return {**answer, "item": with_kept(listed(answer.get("item")), inside)} if inside else answer
