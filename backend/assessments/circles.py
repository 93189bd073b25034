"""Items of a form that depend on each other in a circle: by `enableWhen`, by expressions, by what they stand in. Pure.

Such a form is refused on upload (`questionnaires.judge`). Where one gets through, tablet and server end alike (`engine/filling.ts`):
a circle is worked out by itself, after all that it depends on, from the state in which all of it is asked, in the order of the form, until it
rests. One that does not rest in `ROUNDS` rounds is asked, all of it, and nothing of it is worked out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from backend.assessments.definition import CALCULATED, ENABLE_WHEN, INITIAL, Placed, expression, is_question, items, listed, named, text_of

ROUNDS = 20
"""What has not come to rest by now never does: each round carries a change through the whole circle in the order of the form."""

Cell = tuple[str, str]
"""("enabled" or "answers", linkId); or `ANYTHING`, which an expression reads that may read every answer."""
ANYTHING: Cell = ("anything", "")

_BY_NAME = r"(?!\s*\.\s*where\s*\(\s*linkId\s*=)"
BROADLY = re.compile(
    rf"(?<!repeat\()\bitem\b(?!\s*\.\s*item\b){_BY_NAME}|\bdescendants\s*\(\s*\){_BY_NAME}|\bchildren\s*\(|\brepeat\s*\((?:\s*item\s*\){_BY_NAME}|(?!\s*item\s*\)))"
)
"""Reads more than the items that it names, as far as a look at its words can tell."""
_QUOTED = re.compile(r"linkId\s*=\s*'([^'\\]*)'(\s*\)\s*\.\s*(?:item|answer)\b)?")
_NAME = re.compile(r"%([A-Za-z_][A-Za-z0-9_]*)")


@dataclass(frozen=True, slots=True)
class Reading:
    """What an expression reads, and those that it names. `read`: linkIds; `inside`: those of them that are read with all that is in them."""

    read: frozenset[str]
    inside: frozenset[str]
    is_broad: bool


def circles(definition: Mapping[str, Any]) -> list[list[Cell]]:
    """The circles, each after those that it depends on, its cells in the order of the form."""
    known = items(definition)
    needs = _needs(definition, known)
    order = {cell: number for number, cell in enumerate(needs)}
    found = [sorted(knot, key=lambda cell: order[cell]) for knot in _knots(needs)]
    return [knot for knot in found if len(knot) > 1 or knot[0] in needs[knot[0]]]


def reading(text: str, scope: Sequence[Mapping[str, str]]) -> Reading:
    """What an expression reads that sees these named expressions, the nearest first."""
    texts, waiting = {text}, [text]
    while waiting:
        for name in _NAME.findall(waiting.pop()):
            said = next((names[name] for names in scope if name in names), None)
            if said is not None and said not in texts:
                texts.add(said)
                waiting.append(said)
    told = [each.groups() for one in texts for each in _QUOTED.finditer(one)]
    return Reading(
        frozenset(link_id for link_id, _ in told),
        frozenset(link_id for link_id, is_passed in told if not is_passed),
        any(BROADLY.search(one) for one in texts),
    )


def _needs(definition: Mapping[str, Any], known: Mapping[str, Placed]) -> dict[Cell, set[Cell]]:
    needs: dict[Cell, set[Cell]] = {}
    questions = {link_id for link_id, placed in known.items() if is_question(placed.item)}
    inside: dict[str, list[Cell]] = {}
    for link_id in questions:
        for outer in known[link_id].parents:
            inside.setdefault(text_of(outer.get("linkId")), []).append(("answers", link_id))
    names = {link_id: dict(named(placed.item)) for link_id, placed in known.items()} | {"": dict(named(definition))}

    def read(text: str | None, placed: Placed) -> Iterator[Cell]:
        if text is None:
            return
        around = [text_of(each.get("linkId")) for each in (placed.item, *reversed(placed.parents))]
        found = reading(text, [names[each] for each in (*around, "") if names.get(each)])
        if found.is_broad:
            yield ANYTHING
        for link_id in sorted(found.read & known.keys()):
            if link_id in questions:
                yield ("answers", link_id)
            if link_id in found.inside:
                yield from inside.get(link_id, ())
            for outer in known[link_id].parents:  # where an item stands in a response hangs on whether the question around it is answered
                if is_question(outer):
                    yield ("answers", text_of(outer.get("linkId")))

    for link_id, placed in known.items():
        wanted = needs.setdefault(("enabled", link_id), set())
        if placed.parents:
            wanted.add(("enabled", text_of(placed.parents[-1].get("linkId"))))
        conditions = (text_of(each.get("question")) for each in listed(placed.item.get("enableWhen")))
        wanted.update(("answers", question) for question in conditions if question in questions)
        wanted.update(read(expression(placed.item, ENABLE_WHEN), placed))
        if link_id in questions:
            calculation = expression(placed.item, CALCULATED)
            needs[("answers", link_id)] = {("enabled", link_id), *read(calculation or expression(placed.item, INITIAL), placed)}
    needs[ANYTHING] = {("answers", link_id) for link_id in questions}
    return {cell: wanted & needs.keys() for cell, wanted in needs.items()}


def _knots(needs: Mapping[Cell, set[Cell]]) -> list[list[Cell]]:
    """Tarjan's strongly connected components, without recursion; each after those that it needs."""
    found: list[list[Cell]] = []
    index: dict[Cell, int] = {}
    low: dict[Cell, int] = {}
    stack: list[Cell] = []
    on_stack: set[Cell] = set()
    for start in needs:
        work: list[tuple[Cell, Iterator[Cell]]] = []

        def enter(cell: Cell, work: list[tuple[Cell, Iterator[Cell]]] = work) -> None:
            index[cell] = low[cell] = len(index)
            stack.append(cell)
            on_stack.add(cell)
            work.append((cell, iter(sorted(needs[cell]))))

        if start not in index:
            enter(start)
        while work:
            cell, rest = work[-1]
            following = next(rest, None)
            if following is not None:
                if following not in index:
                    enter(following)
                elif following in on_stack:
                    low[cell] = min(low[cell], index[following])
                continue
            work.pop()
            if work:
                low[work[-1][0]] = min(low[work[-1][0]], low[cell])
            if low[cell] == index[cell]:
                at = stack.index(cell)
                found.append(stack[at:])
                on_stack.difference_update(stack[at:])
                del stack[at:]
    return found
