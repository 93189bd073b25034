"""Every expression of what is shipped, in both engines: fhirpath.js of the tablet and fhirpathpy of the server, on random answers."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

import pytest

from backend.assessments import assembling, expressions
from backend.assessments.definition import CALCULATED, ENABLE_WHEN, FINDING, expression, extensions, value_of, variables, walk
from backend.assessments.nodes import plant, response_items
from tests.assessments.answers import random_answers

HERE = Path(__file__).parent
NODE = shutil.which("node")
ENGINE = HERE.parents[1] / "pwa" / "node_modules" / "fhirpath"
SETS = {"living-at-home": 4}
"""Random answers to each form: 25, fewer to the joint one, whose instruments have had theirs."""

needs_node = pytest.mark.skipif(
    NODE is None or not ENGINE.is_dir(), reason="THE TWO ENGINES ARE NOT COMPARED: node or fhirpath.js is not installed (cd pwa && npm ci)"
)


def plain(value: Any) -> Any:
    """A result as JSON has it: numbers by their value."""
    if isinstance(value, Decimal):
        value = float(value)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return getattr(value, "data", value)
    return float(value)


def worked_out(definition: Mapping[str, Any], response: Mapping[str, Any]) -> dict[str, Any]:
    """As both_engines.cjs."""
    found: dict[str, Any] = {}
    scopes: dict[int, dict[str, Any]] = {}

    def results(text: str, scope: Mapping[str, Any]) -> Any:
        return [plain(each) for each in expressions.evaluate(text, response, scope)]

    for placed in walk(definition):
        own = dict(scopes[id(placed.parents[-1])]) if placed.parents else {}
        for name, text in variables(placed.item):
            found[f"{placed.link_id}|variable|{name}"] = results(text, own)
            own[name] = expressions.evaluate(text, response, own, raw=True)
        scopes[id(placed.item)] = own
        for use, url in (("calculated", CALCULATED), ("enabled", ENABLE_WHEN)):
            text_ = expression(placed.item, url)
            if text_ is not None:
                found[f"{placed.link_id}|{use}|"] = results(text_, own)
        whens = [value_of(each, "when") for each in extensions(placed.item, FINDING)]
        for number, when in enumerate(each for each in whens if each is not None):
            found[f"{placed.link_id}|finding|{number}"] = results(when["expression"], own)
    return found


@pytest.mark.slow
@needs_node
def test_every_expression_gives_the_same_in_both_engines_on_random_answers() -> None:
    definitions = list(assembling.shipped())
    responses = []
    for number, definition in enumerate(definitions):
        key = str(definition["url"]).rpartition("/")[2]
        for seed in range(SETS.get(key, 25)):
            # From all answered to half of them: a score needs all, what becomes of gaps needs some.
            fields, rows = random_answers(definition, Random(f"{key}:{seed}"), unasked=(0.0, 0.0, 0.1, 0.3, 0.5)[seed % 5])
            nodes = plant(definition, fields, rows)
            responses.append((number, {"resourceType": "QuestionnaireResponse", "item": response_items(nodes)}))
    given = json.dumps({"definitions": definitions, "responses": responses})
    assert NODE is not None
    ran = subprocess.run([NODE, str(HERE / "both_engines.cjs")], input=given, capture_output=True, text=True, check=True, timeout=300)
    theirs = [
        {name: [plain(each) for each in value] if isinstance(value, list) else value for name, value in one.items()} for one in json.loads(ran.stdout)
    ]
    ours = [worked_out(definitions[number], response) for number, response in responses]
    assert all(one.keys() == other.keys() for one, other in zip(ours, theirs, strict=True))
    different = [
        (definitions[number]["title"], name, one[name], other[name])
        for (number, _), one, other in zip(responses, ours, theirs, strict=True)
        for name in one
        if one[name] != other[name]
    ]
    assert not different, different[:5]
    scored = {name for one in ours for name, value in one.items() if name.endswith(".score|calculated|") and value}
    assert len(scored) >= 15, "hardly anything was scored: the answers prove little"
