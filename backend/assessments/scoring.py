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
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import fhirpathpy
from antlr4 import CommonTokenStream, InputStream, Token
from antlr4.error.ErrorListener import ErrorListener
from antlr4.error.Errors import RecognitionException
from fhirpathpy.engine.nodes import ResourceNode
from fhirpathpy.models import models
from fhirpathpy.parser.generated.FHIRPathLexer import FHIRPathLexer
from fhirpathpy.parser.generated.FHIRPathParser import FHIRPathParser

from backend.assessments.definition import (
    ALERT,
    CALCULATED,
    CORE,
    ENABLE_WHEN,
    FINDING,
    INITIAL,
    INSTRUMENT,
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
from backend.assessments.nodes import Node, Row, every, is_rows, plant, response_items
from backend.assessments.results import answers_from, plain, value_in
from backend.assessments.weights import FUNCTIONS, weighed

log = logging.getLogger("alongside.assessments")

LONGEST = 8_000
"""Characters of one expression."""
ROUNDS = 40
"""So often at most is it asked anew who is enabled and what the form gives itself: what depends on itself then stays as it is."""

_NAME = re.compile(r"%([A-Za-z_][A-Za-z0-9_]*)")
_one_at_a_time = threading.Lock()
"""fhirpathpy keeps what it is about (the model, today) in variables of its own modules."""


class CannotWorkOut(Exception):
    """An expression that is none, or that fails on these answers."""


@lru_cache(maxsize=4096)
def compiled(text: str, *, raw: bool = False) -> Callable[..., list[Any]]:
    """One expression, parsed once. Raises CannotWorkOut."""
    if len(text) > LONGEST:
        raise CannotWorkOut("too long")
    try:
        return fhirpathpy.compile(text, models["r4"], {"userInvocationTable": FUNCTIONS, "returnRawData": raw})
    except Exception as error:
        raise CannotWorkOut(str(error)) from error


def is_whole(text: str) -> bool:
    """Whether a text is one FHIRPath expression from its first letter to its last: `compiled` forgives much, the tablet's reader nothing."""
    try:
        lexer = FHIRPathLexer(InputStream(text))
        lexer.removeErrorListeners()
        listener = _Strict()
        lexer.addErrorListener(listener)
        parser = FHIRPathParser(CommonTokenStream(lexer))
        parser.removeErrorListeners()
        parser.addErrorListener(listener)
        parser.expression()
        return bool(parser.getCurrentToken().type == Token.EOF)
    except (CannotWorkOut, RecognitionException, RecursionError):
        return False


class _Strict(ErrorListener):  # type: ignore[misc]
    def syntaxError(self, *_: Any) -> None:
        raise CannotWorkOut("no FHIRPath")


def evaluate(
    text: str, response: Mapping[str, Any], scope: Mapping[str, Any], *, raw: bool = False, item: Mapping[str, Any] | None = None
) -> list[Any]:
    """The collection that an expression gives. `item`: the item of the response that it stands on. Raises CannotWorkOut."""
    try:
        run = compiled(text, raw=raw)
        ground = response if item is None else ResourceNode.create_node(item, "QuestionnaireResponse.item")  # type: ignore[no-untyped-call]
        with _one_at_a_time:
            return list(run(ground, {"resource": response, "rootResource": response, **scope}))
    except CannotWorkOut:
        raise
    except Exception as error:  # the library raises what it likes
        raise CannotWorkOut(type(error).__name__) from error


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


def fill(definition: Mapping[str, Any], fields: Mapping[str, Any], rows: Sequence[Row] = (), *, all_enabled: bool = False) -> Filled:
    """Works out an assessment. `all_enabled`: as if every question were asked, so that no answer is left out of account (alerts)."""
    nodes = plant(definition, fields, rows)
    desk = _settled(definition, nodes, all_enabled=all_enabled)
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
    return Filled(values, enabled, tuple(dict.fromkeys(findings)), alerts)


def _settled(definition: Mapping[str, Any], nodes: Sequence[Node], *, all_enabled: bool) -> _Desk:
    """Who is enabled and what the form gives itself, worked out again until nothing changes: the desk of the response that this makes."""
    everyone = list(every(nodes))
    giving = [node for node in everyone if _gives_itself(node)]
    early = giving if _reads_what_is_worked_out(definition) else [node for node in giving if expression(node.item, CALCULATED) is None]
    for node in everyone:
        if expression(node.item, CALCULATED) is not None:
            node.computed = []
        elif node.value is not None and node.answers:
            node.value = {**node.value, "answer": weighed(definition, node.item, node.answers)}
    desk = _Desk(definition, nodes)
    for _ in range(ROUNDS):
        changed = False
        for node in everyone:  # what a disabled group holds is disabled
            is_enabled = all_enabled or ((node.parent is None or node.parent.enabled) and _asked(node, nodes, desk))
            changed = changed or is_enabled != node.enabled
            node.enabled = is_enabled
        for node in early:
            given = _given(node, desk)
            changed = changed or given != node.computed
            node.computed = given
        if not changed:
            break
        desk = _Desk(definition, nodes)
    for node in giving:
        if node not in early:
            node.computed = _given(node, desk)
    return desk


def _gives_itself(node: Node) -> bool:
    """A calculation; or what nobody may answer and nobody did."""
    if expression(node.item, CALCULATED) is not None:
        return True
    is_closed = node.item.get("readOnly") is True or value_of(node.item, CORE + "questionnaire-hidden") is True
    return is_closed and not node.answers and bool(_first_values(node) or expression(node.item, INITIAL))


def _first_values(node: Node) -> list[dict[str, Any]]:
    """What a definition says that an item has from the start."""
    chosen = [each for each in listed(node.item.get("answerOption")) if each.get("initialSelected") is True]
    found = [{name: value for name, value in each.items() if name.startswith("value")} for each in [*listed(node.item.get("initial")), *chosen]]
    return found if repeats(node.item) and not is_rows(node.item) else found[:1]


def _given(node: Node, desk: _Desk) -> list[dict[str, Any]]:
    """The answers that the form gives an item itself, as it stands now."""
    if not node.enabled:
        return []
    calculation = expression(node.item, CALCULATED)
    first = _first_values(node) if calculation is None else []
    text = calculation if calculation is not None else expression(node.item, INITIAL)
    found = first if first or text is None else answers_from(desk.definition, node.item, desk.work_out(text, node))
    return weighed(desk.definition, node.item, found)


_BROADLY = re.compile(r"\bitem\b(?!\s*\.\s*(?:item\b|where\s*\(\s*linkId\s*=))|\b(?:descendants|children|repeat)\s*\(")
_IN_QUOTES = re.compile(r"'([^'\\]*)'")


def _reads_what_is_worked_out(definition: Mapping[str, Any]) -> bool:
    """Whether anything of a form may read what it works out itself: by its linkId, or all that stands somewhere. None of the shipped ones does."""
    worked_out = {placed.link_id for placed in walk(definition) if expression(placed.item, CALCULATED) is not None}
    for element in [definition, *(placed.item for placed in walk(definition))]:
        if worked_out & {text_of(each.get("question")) for each in listed(element.get("enableWhen"))}:
            return True
        texts = [text for _, text in variables(element)] + [expression(element, url) or "" for url in (CALCULATED, ENABLE_WHEN, INITIAL)]
        if any(_BROADLY.search(text) or worked_out & set(_IN_QUOTES.findall(text)) for text in texts):
            return True
    return False


class _Desk:
    """One response, and what its expressions see by name: each variable is worked out once, when it is first asked for."""

    def __init__(self, definition: Mapping[str, Any], nodes: Sequence[Node]) -> None:
        self.definition = definition
        self.response = {"resourceType": "QuestionnaireResponse", "item": response_items(nodes)}
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
        scope = {name: self._named(name, node, before) for name in _NAME.findall(text)}
        known = {name: value for name, value in scope.items() if value is not None}
        if node is not None:
            known["qitem"] = [node.item]
        return evaluate(text, self.response, known, raw=raw, item=self._ground(node))

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


# ------------------------------------------------------------------------------------------------------------------ what a signature shows

SHOWN = ("score", "band", "asks", "answered")


def shown(definition: Mapping[str, Any], values: Mapping[str, Any], section: str = "") -> dict[str, dict[str, Any]]:
    """Instrument's key → its score, band, what the band asks for and how many are answered: what a signature keeps of a section (`""`: of all)."""
    found: dict[str, dict[str, Any]] = {}
    for top in listed(definition.get("item")):
        if section not in ("", top.get("linkId")):
            continue
        for group in [top, *listed(top.get("item"))]:
            key = value_of(group, INSTRUMENT)
            if isinstance(key, str):
                found[key] = {name: values.get(f"{key}.{name}") for name in SHOWN if f"{key}.{name}" in values}
    return found
