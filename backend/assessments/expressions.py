"""FHIRPath on the server: one expression read once, and worked out over a response (fhirpathpy, with what it lacks in `weights.py`)."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from datetime import datetime
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

from backend import wall_clock
from backend.assessments.weights import FUNCTIONS

LONGEST = 8_000
"""Characters of one expression."""

_one_at_a_time = threading.Lock()
"""fhirpathpy keeps what it is about (the model, today) in variables of its own modules."""


class _Clock:
    """What `now()` and `today()` say while one expression is worked out, in UTC, as on the tablet."""

    at = ""

    def functions(self) -> dict[str, Mapping[str, Any]]:
        parts = {"now": slice(None), "today": slice(10), "timeOfDay": slice(11, 23)}
        return {name: {"fn": lambda _, part=part: [self.at[part]]} for name, part in parts.items()}


_clock = _Clock()
_functions = {**FUNCTIONS, **_clock.functions()}


class CannotWorkOut(Exception):
    """An expression that is none, or that fails on these answers."""


@lru_cache(maxsize=4096)
def compiled(text: str, *, raw: bool = False) -> Callable[..., list[Any]]:
    """One expression, parsed once. Raises CannotWorkOut."""
    if len(text) > LONGEST:
        raise CannotWorkOut("too long")
    try:
        return fhirpathpy.compile(text, models["r4"], {"userInvocationTable": _functions, "returnRawData": raw})
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
    text: str,
    response: Mapping[str, Any],
    scope: Mapping[str, Any],
    *,
    raw: bool = False,
    item: Mapping[str, Any] | None = None,
    at: datetime | None = None,
) -> list[Any]:
    """The collection that an expression gives. `item`: of the response, on which it stands; `at`: what time it is, else now. Raises CannotWorkOut."""
    moment = wall_clock.wire(at or wall_clock.now())
    try:
        run = compiled(text, raw=raw)
        ground = response if item is None else ResourceNode.create_node(item, "QuestionnaireResponse.item")  # type: ignore[no-untyped-call]
        with _one_at_a_time:
            _clock.at = moment
            return list(run(ground, {"resource": response, "rootResource": response, **scope}))
    except CannotWorkOut:
        raise
    except Exception as error:  # the library raises what it likes
        raise CannotWorkOut(type(error).__name__) from error
