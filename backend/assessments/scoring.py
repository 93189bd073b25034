"""What a form works out of its answers, on the server: scores, bands, what a band asks for, findings, alerts. Pure.

1. The same meaning as on the tablet: FHIRPath over the response, and over the item that it stands on, with R4's model; what is not enabled counts
   as not answered (R5); what the form gives itself counts as an answer to what reads it. `tests/assessments/test_both_fillings.py` compares the two.
2. An expression that cannot be worked out gives nothing, never an error and never a guess: a score is then empty. Whether a question is asked
   cannot be worked out: then it is asked, for to miss one is worse than to see one too many.
3. A calculation that gives two values, or one of another type than its item, gives nothing.
4. Expressions are the definition's. A form that came through `questionnaires.judge` has none that runs away; each has its length limit here too.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from backend import wall_clock
from backend.assessments.choices import is_shown
from backend.assessments.circles import BROADLY, Cell, circles
from backend.assessments.circles import ROUNDS as CIRCLES_REST_IN
from backend.assessments.definition import (
    ALERT,
    CALCULATED,
    ENABLE_WHEN,
    FINDING,
    HIDDEN,
    INITIAL,
    expression,
    extensions,
    listed,
    named,
    repeats,
    text_of,
    value_of,
    variables,
    walk,
)
from backend.assessments.enabling import holds
from backend.assessments.expressions import CannotWorkOut, evaluate
from backend.assessments.gaps import Asking, Gap, gaps
from backend.assessments.nodes import Node, Row, every, is_rows, plant, response_items
from backend.assessments.results import answers_from, plain, value_in
from backend.assessments.weights import weighed

log = logging.getLogger("alongside.assessments")

ROUNDS = 40
"""So often at most is it asked anew who is enabled and what the form gives itself, where nothing depends on itself (`circles.py` has what does)."""

_NAME = re.compile(r"%([A-Za-z_][A-Za-z0-9_]*)")


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that may go into the plan: offered with one tap, never added by itself. `kind`: goal or action; `item`: linkId of where it stands."""

    key: str
    words: str
    kind: str
    item: str


@dataclass(frozen=True)
class Filled:
    """One assessment, worked out. `values`: linkId → what a calculated item gives; None where it gives nothing. `enabled`: linkIds that are asked."""

    values: Mapping[str, Any]
    enabled: frozenset[str]
    findings: tuple[Finding, ...]
    alerts: Mapping[tuple[str, str], tuple[str, str]]
    """(linkId of the item, id of its row or "") → (severity, words)."""
    nodes: Sequence[Node]
    gaps: tuple[Gap, ...]
    """None with `all_enabled`: nobody signs over what was not asked."""


def fill(
    definition: Mapping[str, Any], fields: Mapping[str, Any], rows: Sequence[Row] = (), *, all_enabled: bool = False, at: datetime | None = None
) -> Filled:
    """Works out an assessment, as at a time or now. `all_enabled`: as if every question were asked, so that no answer is left out (alerts)."""
    nodes = plant(definition, fields, rows)
    desk = _settled(definition, nodes, at or wall_clock.now(), all_enabled=all_enabled)
    values: dict[str, Any] = {}
    findings: list[Finding] = []
    alerts: dict[tuple[str, str], tuple[str, str]] = {}
    for node in every(nodes):
        if expression(node.item, CALCULATED) is not None:
            value = value_in(node.computed[0]) if node.computed and len(node.computed) == 1 else None
            if node.row is None:
                values[node.link_id] = value
            severity = value_of(node.item, ALERT)
            if isinstance(severity, str) and value:
                alerts.setdefault((node.link_id, node.row.id if node.row else ""), (severity, str(value)))
        if node.enabled:
            findings.extend(_findings(node, desk))
    enabled = frozenset(node.link_id for node in every(nodes) if node.enabled)
    asking = Asking(definition, lambda node: _is_open(node, nodes, desk), lambda text, node: _says_no(text, node, desk))
    open_ = () if all_enabled else tuple(gaps(asking, nodes))
    return Filled(values, enabled, tuple(dict.fromkeys(findings)), alerts, nodes, open_)


def _settled(definition: Mapping[str, Any], nodes: Sequence[Node], at: datetime, *, all_enabled: bool) -> _Desk:
    """Who is enabled and what the form gives itself, worked out again until nothing changes: the desk of the response that this makes."""
    everyone = list(every(nodes))
    giving = [node for node in everyone if _gives_itself(node)]
    early = giving if _reads_what_is_worked_out(definition) else [node for node in giving if expression(node.item, CALCULATED) is None]
    for node in everyone:
        if expression(node.item, CALCULATED) is not None:
            node.computed = []
        elif node.value is not None and node.answers:
            node.value = {**node.value, "answer": weighed(node.item, node.answers)}
    knots = circles(definition)
    circular = {cell for knot in knots for cell in knot}
    settling = _Settling(nodes, everyone, early, circular, lambda: _Desk(definition, nodes, at, all_enabled=all_enabled))
    for knot in knots:
        settling.settle_the_rest()  # what the circle depends on rests now; what depends on the circle is worked out again after it
        settling.go_round(knot)
    desk = settling.settle_the_rest()
    for node in giving:
        if node not in early:
            node.computed = _given(node, desk)
    return desk


@dataclass
class _Settling:
    """`giving`: the nodes that the form gives answers itself; `circular`: what `go_round` alone works out; `look`: at the form as it stands now."""

    nodes: Sequence[Node]
    everyone: Sequence[Node]
    giving: Sequence[Node]
    circular: Collection[Cell]
    look: Callable[[], _Desk]

    def settle_the_rest(self) -> _Desk:
        asked = [node for node in self.everyone if ("enabled", node.link_id) not in self.circular]
        giving = [node for node in self.giving if ("answers", node.link_id) not in self.circular]
        desk = self.look()
        for _ in range(ROUNDS):
            # What a disabled group holds is disabled. Each is looked at, whatever was found before it.
            if not any([*[self._enable(node, desk) for node in asked], *[self._give(node, desk) for node in giving]]):
                break
            desk = self.look()
        return desk

    def go_round(self, knot: Sequence[Cell]) -> None:
        """`circles.py` says how, and how the tablet does."""
        of: dict[str, list[Node]] = {}
        for node in self.everyone:
            of.setdefault(node.link_id, []).append(node)
        giving = set(self.giving)
        cells = [(kind, node) for kind, link_id in knot for node in of.get(link_id, ()) if kind == "enabled" or node in giving]
        desk = self.look()
        for _ in range(CIRCLES_REST_IN):
            moved = False
            for kind, node in cells:
                if self._enable(node, desk) if kind == "enabled" else self._give(node, desk):
                    moved = True
                    desk = self.look()
            if not moved:
                return
        for kind, node in cells:
            if kind == "enabled":
                node.enabled = node.parent is None or node.parent.enabled
            elif expression(node.item, CALCULATED) is not None:
                node.computed = []
            else:
                self._give(node, self.look())

    def _enable(self, node: Node, desk: _Desk) -> bool:
        """Whether that changed anything; so below."""
        was = node.enabled
        node.enabled = (node.parent is None or node.parent.enabled) and (desk.all_enabled or _asked(node, self.nodes, desk))
        return node.enabled != was

    def _give(self, node: Node, desk: _Desk) -> bool:
        was = node.computed
        node.computed = _given(node, desk)
        return node.computed != was


def _gives_itself(node: Node) -> bool:
    """A calculation; or what nobody may answer and nobody did."""
    if expression(node.item, CALCULATED) is not None:
        return True
    is_closed = node.item.get("readOnly") is True or value_of(node.item, HIDDEN) is True
    return is_closed and not node.answers and bool(_first_values(node) or expression(node.item, INITIAL))


def _first_values(node: Node) -> list[dict[str, Any]]:
    """What a definition says that an item has from the start, in its order: the options that it marks, then `initial`."""
    chosen = [each for each in listed(node.item.get("answerOption")) if each.get("initialSelected") is True]
    found = [{name: value for name, value in each.items() if name.startswith("value")} for each in [*chosen, *listed(node.item.get("initial"))]]
    return found if repeats(node.item) and not is_rows(node.item) else found[:1]


def _given(node: Node, desk: _Desk) -> list[dict[str, Any]]:
    """The answers that the form gives an item itself, as it stands now."""
    if not node.enabled:
        return []
    calculation = expression(node.item, CALCULATED)
    if calculation is None and not is_shown(desk.definition, node.item):
        return []
    first = _first_values(node) if calculation is None else []
    text = calculation if calculation is not None else expression(node.item, INITIAL)
    found = first if first or text is None else answers_from(desk.definition, node.item, desk.work_out(text, node))
    return weighed(node.item, found)


_IN_QUOTES = re.compile(r"'([^'\\]*)'")


def _reads_what_is_worked_out(definition: Mapping[str, Any]) -> bool:
    """Whether anything of a form may read what it works out itself: by its linkId, or all that stands somewhere. None of the shipped ones does."""
    worked_out = {placed.link_id for placed in walk(definition) if expression(placed.item, CALCULATED) is not None}
    for element in [definition, *(placed.item for placed in walk(definition))]:
        if worked_out & {text_of(each.get("question")) for each in listed(element.get("enableWhen"))}:
            return True
        texts = [text for _, text in variables(element)] + [expression(element, url) or "" for url in (CALCULATED, ENABLE_WHEN, INITIAL)]
        if any(BROADLY.search(text) or worked_out & set(_IN_QUOTES.findall(text)) for text in texts):
            return True
    return False


class _Desk:
    """One response, and what its expressions see by name: each variable is worked out once, when it is first asked for."""

    def __init__(self, definition: Mapping[str, Any], nodes: Sequence[Node], at: datetime, *, all_enabled: bool) -> None:
        self.definition = definition
        self.at = at
        self.all_enabled = all_enabled
        self.response = {"resourceType": "QuestionnaireResponse", "item": response_items(nodes)}
        # An alert is raised by the answers that there are: a question that no tablet can show takes none of them away.
        asked = () if all_enabled else every(nodes)
        self._unknown = [node.link_id for node in asked if not node.answers and not is_shown(definition, node.item)]
        self._known: dict[tuple[Node | None, str], list[Any] | None] = {}
        self._grounds: dict[Node, Mapping[str, Any]] = {}

    def work_out(self, text: str, node: Node | None) -> list[Any]:
        """What an expression on a node gives; nothing where it cannot be worked out (2)."""
        try:
            return self.worked_out(text, node)
        except CannotWorkOut as error:
            log.debug("an expression was not worked out: %s", type(error.__cause__).__name__)
            return []

    def worked_out(self, text: str, node: Node | None, *, raw: bool = False, before: str | None = None) -> list[Any]:
        """The same, or CannotWorkOut. `before`: of a variable, its own name."""
        if any(link_id in _IN_QUOTES.findall(text) for link_id in self._unknown):
            raise CannotWorkOut("an answer that no tablet can ask for")
        scope = {name: self._named(name, node, before) for name in _NAME.findall(text)}
        known = {name: value for name, value in scope.items() if value is not None}
        if node is not None:
            known["qitem"] = [node.item]
        return evaluate(text, self.response, known, raw=raw, item=self._ground(node), at=self.at)

    def _ground(self, node: Node | None) -> Mapping[str, Any] | None:
        """The item of the response that an expression on a node stands on, empty where it is not answered."""
        if node is None:
            return None
        if node not in self._grounds:
            self._grounds[node] = next(iter(response_items([node])), {"linkId": node.link_id})
        return self._grounds[node]

    def _named(self, name: str, node: Node | None, before: str | None) -> list[Any] | None:
        """A variable as a node sees it: its own, of what is around it, of the form. None where there is none of that name. Or CannotWorkOut."""
        owners: list[Node | None] = [*(node.around() if node is not None else ()), None]
        for owner in owners:
            own = named(owner.item if owner is not None else self.definition)
            names = [each for each, _ in own]
            if before in names and owner is owners[0]:
                own = own[: names.index(before)]  # a variable sees those before it, never itself
            text = dict(own).get(name)
            if text is None:
                continue
            key = (owner, name)
            if key not in self._known:
                self._known[key] = None
                self._known[key] = self.worked_out(text, owner, raw=True, before=name)
            given = self._known[key]
            if given is None:
                raise CannotWorkOut(f"%{name}")
            return given
        return [self.definition] if name == "questionnaire" else None


def _asked(node: Node, nodes: Sequence[Node], desk: _Desk) -> bool:
    if not holds(node, nodes):
        return False
    text = expression(node.item, ENABLE_WHEN)
    if text is None:
        return True
    try:
        return [plain(each) for each in desk.worked_out(text, node)][:1] == [True]
    except CannotWorkOut:
        return True


def _is_open(node: Node, nodes: Sequence[Node], desk: _Desk) -> bool:
    """Whether an item is asked that may have no row yet, and so may be no node of the assessment."""
    return (node.parent is None or node.parent.enabled) and _asked(node, nodes, desk)


def _says_no(text: str, node: Node, desk: _Desk) -> bool:
    return [plain(each) for each in desk.work_out(text, node)][:1] == [False]


def _findings(node: Node, desk: _Desk) -> list[Finding]:
    found = []
    for each in extensions(node.item, FINDING):
        when = value_of(each, "when")
        text = when.get("expression") if isinstance(when, Mapping) else None
        fits = desk.work_out(text, node) == [True] if isinstance(text, str) else node.item.get("type") == "display" or _is_yes(node)
        if fits:
            found.append(_finding(each, node))
    chosen = [
        value.get("code") for value in (each.get("valueCoding") for each in node.answers if isinstance(each, Mapping)) if isinstance(value, Mapping)
    ]
    for option in listed(node.item.get("answerOption")):
        coding = option.get("valueCoding")
        if isinstance(coding, Mapping) and coding.get("code") in chosen:
            found.extend(_finding(each, node) for each in extensions(option, FINDING))
    return found


def _finding(extension: Mapping[str, Any], node: Node) -> Finding:
    key, words, kind = (text_of(value_of(extension, name)) for name in ("key", "words", "kind"))
    return Finding(key, words, kind, node.link_id)


def _is_yes(node: Node) -> bool:
    return any(isinstance(each, Mapping) and each.get("valueBoolean") is True for each in node.answers)
