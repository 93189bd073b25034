"""What a form works out of its answers, on the server: scores, bands, what a band asks for, findings, alerts. Pure.

1. The same meaning as on the tablet: FHIRPath over the response with R4's model; what is not enabled counts as not answered (R5).
2. An expression that cannot be worked out gives nothing, never an error and never a guess: a score is then empty.
3. A calculation that gives two values, or one of another type than its item, gives nothing.
4. Expressions are the definition's. A form that came through `questionnaires.judge` has none that runs away; each has its length limit here too.
"""

from __future__ import annotations

import logging
import re
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any

import fhirpathpy
from antlr4 import CommonTokenStream, InputStream, Token
from antlr4.error.ErrorListener import ErrorListener
from antlr4.error.Errors import RecognitionException
from fhirpathpy.models import models
from fhirpathpy.parser.generated.FHIRPathLexer import FHIRPathLexer
from fhirpathpy.parser.generated.FHIRPathParser import FHIRPathParser

from backend.assessments.definition import (
    ALERT,
    CALCULATED,
    ENABLE_WHEN,
    FINDING,
    INSTRUMENT,
    expression,
    extensions,
    listed,
    text_of,
    value_of,
    variables,
)
from backend.assessments.enabling import holds
from backend.assessments.nodes import Node, Row, every, plant, response_items

log = logging.getLogger("alongside.assessments")

LONGEST = 8_000
"""Characters of one expression."""
ROUNDS = 12
"""So often at most is it asked anew who is enabled: what depends on itself then stays as it is."""

_NAME = re.compile(r"%([A-Za-z_][A-Za-z0-9_]*)")
_RAW = {"returnRawData": True}
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
        return fhirpathpy.compile(text, models["r4"], _RAW if raw else None)
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


def evaluate(text: str, response: Mapping[str, Any], scope: Mapping[str, Any], *, raw: bool = False) -> list[Any]:
    """The collection that an expression gives. Raises CannotWorkOut."""
    try:
        run = compiled(text, raw=raw)
        with _one_at_a_time:
            return list(run(response, {"resource": response, **scope}))
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
    alerts: Mapping[str, tuple[str, str]]
    """linkId of the item → (severity, words)."""


def fill(definition: Mapping[str, Any], fields: Mapping[str, Any], rows: Sequence[Row] = (), *, all_enabled: bool = False) -> Filled:
    """Works out an assessment. `all_enabled`: as if every question were asked, so that no answer is left out of account (alerts)."""
    nodes = plant(definition, fields, rows)
    desk = _settled(definition, nodes, all_enabled=all_enabled)
    values: dict[str, Any] = {}
    findings: list[Finding] = []
    alerts: dict[str, tuple[str, str]] = {}
    for node in every(nodes):
        text = expression(node.item, CALCULATED)
        if text is not None and node.row is None:
            values[node.link_id] = _fitting(node.item, desk.work_out(text, node)) if node.enabled else None
            severity = value_of(node.item, ALERT)
            if isinstance(severity, str) and values[node.link_id]:
                alerts[node.link_id] = (severity, str(values[node.link_id]))
        if node.enabled:
            findings.extend(_findings(node, desk))
    enabled = frozenset(node.link_id for node in every(nodes) if node.enabled)
    return Filled(values, enabled, tuple(dict.fromkeys(findings)), alerts)


def _settled(definition: Mapping[str, Any], nodes: Sequence[Node], *, all_enabled: bool) -> _Desk:
    """Who is enabled, asked again until nothing changes: the desk of the response that this makes."""
    desk = _Desk(definition, nodes)
    for _ in range(0 if all_enabled else ROUNDS):
        now = {node: _asked(node, nodes, desk) for node in every(nodes)}
        changed = False
        for node in every(nodes):  # what a disabled group holds is disabled
            is_enabled = now[node] and (node.parent is None or node.parent.enabled)
            changed = changed or is_enabled != node.enabled
            node.enabled = is_enabled
        if not changed:
            break
        desk = _Desk(definition, nodes)
    return desk


class _Desk:
    """One response, and what its expressions see by name: each variable is worked out once, when it is first asked for."""

    def __init__(self, definition: Mapping[str, Any], nodes: Sequence[Node]) -> None:
        self.definition = definition
        self.response = {"resourceType": "QuestionnaireResponse", "item": response_items(nodes)}
        self._known: dict[tuple[Node | None, str], list[Any]] = {}

    def work_out(self, text: str, node: Node | None, *, raw: bool = False, before: str | None = None) -> list[Any]:
        """What an expression on a node gives; nothing where it cannot be worked out (2). `before`: of a variable, its own name."""
        scope = {name: self._named(name, node, before) for name in _NAME.findall(text)}
        try:
            return evaluate(text, self.response, {name: value for name, value in scope.items() if value is not None}, raw=raw)
        except CannotWorkOut as error:
            log.debug("an expression was not worked out: %s", type(error.__cause__).__name__)
            return []

    def _named(self, name: str, node: Node | None, before: str | None) -> list[Any] | None:
        """A variable as a node sees it: its own, of what is around it, of the form. None where there is none of that name."""
        owners: list[Node | None] = [*(node.around() if node is not None else ()), None]
        for owner in owners:
            own = variables(owner.item if owner is not None else self.definition)
            names = [each for each, _ in own]
            if before in names and owner is owners[0]:
                own = own[: names.index(before)]  # a variable sees those before it, never itself
            text = dict(own).get(name)
            if text is not None:
                key = (owner, name)
                if key not in self._known:
                    self._known[key] = []
                    self._known[key] = self.work_out(text, owner, raw=True, before=name)
                return self._known[key]
        return [self.definition] if name == "questionnaire" else None


def _asked(node: Node, nodes: Sequence[Node], desk: _Desk) -> bool:
    if not holds(node, nodes):
        return False
    text = expression(node.item, ENABLE_WHEN)
    return text is None or desk.work_out(text, node) == [True]


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


def _fitting(item: Mapping[str, Any], given: Sequence[Any]) -> Any:
    """What an expression gave as the value of its item: plain JSON, or None (3)."""
    if len(given) != 1:
        return None
    value = given[0]
    if isinstance(value, Decimal):
        value = int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    match item.get("type"):
        case "boolean":
            return value if isinstance(value, bool) else None
        case "integer":
            return value if isinstance(value, int) and not isinstance(value, bool) else None
        case "decimal":
            return value if isinstance(value, int | float) and not isinstance(value, bool) else None
        case "string" | "text":
            return str(value) if isinstance(value, str | int | float) and not isinstance(value, bool) else None
        case _:
            return value


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
