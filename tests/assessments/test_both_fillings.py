"""Forms filled in at random, in both engines: the same questions are asked, and the same is worked out, of every feature that a form may use."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path
from random import Random
from typing import Any

import pytest

from backend import wall_clock
from backend.assessments import checks, scoring, showing
from backend.assessments.circles import circles
from backend.assessments.definition import CALCULATED, ENABLE_WHEN, VARIABLE
from backend.assessments.nodes import Row
from tests.assessments.answers import random_answers
from tests.assessments.forms_for_both import CONDITIONS, FORMS, LIMITED, does, item, of, when

HERE = Path(__file__).parent
PWA = HERE.parents[1] / "pwa"
SHARED = HERE.parents[2] / "shared" / "questionnaires"
NODE, BUNDLER = shutil.which("node"), PWA / "node_modules" / ".bin" / "rolldown"
TIMES = 8
NOW = wall_clock.from_wire("2026-11-24T09:30:00.000Z")

Given = tuple[dict[str, Any], list[Row]]
Shown = dict[str, Any]


@pytest.fixture(scope="module")
def tablet(tmp_path_factory: pytest.TempPathFactory) -> Callable[[list[tuple[Mapping[str, Any], list[Given]]]], list[Shown]]:
    """`tablet([(definition, answers), …])`: what the tablet's engine shows of each, one after the other."""
    if NODE is None or not BUNDLER.exists():
        pytest.skip("THE TWO ENGINES ARE NOT COMPARED: the tablet's cannot be run without node and its packages (cd pwa && npm ci)")
    folder = tmp_path_factory.mktemp("engine")
    entries = ["src/assessment/engine/index.ts", "src/assessment/scores.ts"]
    made = [str(BUNDLER), *entries, "-d", str(folder), "--format", "cjs", "--platform", "node", "--log-level", "silent"]
    subprocess.run(made, cwd=PWA, check=True, capture_output=True, timeout=120)

    def run(forms: list[tuple[Mapping[str, Any], list[Given]]]) -> list[Shown]:
        told = [
            {
                "definition": definition,
                "answers": [
                    {
                        "fields": fields,
                        "rows": [{"id": r.id, "group": r.group, "parent": r.parent, "position": r.position, "fields": r.fields} for r in rows],
                    }
                    for fields, rows in answers
                ],
            }
            for definition, answers in forms
        ]
        given = json.dumps({"engine": str(folder / "index.js"), "scores": str(folder / "scores.js"), "forms": told})
        ran = subprocess.run([str(NODE), str(HERE / "both_fillings.cjs")], input=given, capture_output=True, text=True, check=True, timeout=300)
        return list(json.loads(ran.stdout))

    return run


def server(definition: Mapping[str, Any], given: Given, sections: list[str]) -> Shown:
    filled = scoring.fill(definition, *given, at=NOW)
    gaps = [[gap.item, gap.row, gap.words] for gap in filled.gaps]
    shown = [json.loads(json.dumps(showing.shown(filled, section))) for section in sections]
    refused = [name.removeprefix("answer.") for name in checks.check_answers(definition, given[0])]
    return {"enabled": sorted(filled.enabled), "values": dict(filled.values), "gaps": gaps, "shown": shown, "refused": sorted(refused)}


def compare(tablet: Any, forms: list[tuple[Mapping[str, Any], list[Given]]]) -> int:
    """How many calculations gave something; fails where the two differ."""
    theirs = iter(tablet(forms))
    some = 0
    for definition, answers in forms:
        for given in answers:
            shown = next(theirs)
            ours = server(definition, given, shown.pop("sections"))
            shown["refused"].sort()
            known = set(shown.pop("known"))  # words of help and units the tablet draws with their question
            ours["enabled"] = [each for each in ours["enabled"] if each in known]
            assert ours == shown, (definition.get("title"), given)
            some += sum(value is not None for value in ours["values"].values())
    return some


def filled_at_random(definition: Mapping[str, Any], seed: str) -> list[Given]:
    return [random_answers(definition, Random(f"{seed}:{n}"), unasked=(0.0, 0.2, 0.5, 1.0)[n % 4]) for n in range(TIMES)]


def test_of_forms_made_for_it_both_ask_and_work_out_the_same(tablet: Any) -> None:
    forms = [({"resourceType": "Questionnaire", "title": title, "item": items}, []) for title, items in FORMS.items()]
    assert compare(tablet, [(definition, filled_at_random(definition, str(definition["title"]))) for definition, _ in forms]) > 80


def test_what_is_out_of_range_on_the_tablet_is_so_on_the_server(tablet: Any) -> None:
    forms: list[tuple[Mapping[str, Any], list[Given]]] = [
        ({"title": str(limited), "item": [{"linkId": "a", "text": "a", **limited}]}, [({"answer.a": {"answer": [each]}}, []) for each in answers])
        for limited, answers in LIMITED
    ]
    compare(tablet, forms)
    refused = [bool(checks.check_answers(definition, given[0])) for definition, answers in forms for given in answers]
    assert 20 < sum(refused) < len(refused) - 20


def round_and_round(chance: Random) -> Mapping[str, Any]:
    """A form in which much depends on itself, some of it never resting: by conditions, expressions, variables, what stands around it and in rows."""
    names = [f"q{n}" for n in range(9)]

    def reading() -> str:
        one, other = chance.choice(names), chance.choice(names)
        return chance.choice(
            [
                f"{of(one)}.count() = 0",
                f"{of(one, other)}.count() < 2",
                f"{of(one)}.exists() and {of(other)}.empty()",
                f"%resource.descendants().where(linkId='{one}').answer.count() = 0",
                "%low",
                f"%resource.item.where(linkId='g').item.where(linkId='{one}').answer.exists()",
            ]
        )

    def some(name: str) -> dict[str, Any]:
        dice = chance.random()
        if dice < 0.4:
            operator = chance.choice(["exists", "!=", "=", ">"])
            wanted = {"answerBoolean": chance.random() < 0.5} if operator == "exists" else {"answerInteger": chance.randrange(3)}
            return item(name, **when(chance.choice(names), operator, **wanted))
        if dice < 0.6:
            return item(name, "integer", does(ENABLE_WHEN, reading()))
        if dice < 0.85:
            return item(name, "integer", does(CALCULATED, f"iif({reading()}, {chance.randrange(3)})"), readOnly=True)
        return item(name)

    items = [some(name) for name in names]
    group = item("g", "group", *([does(ENABLE_WHEN, reading())] if chance.random() < 0.5 else []), item=items[4:7])
    row = item("row", "group", repeats=True, item=[items[7]])
    low = does(VARIABLE, f"{of(chance.choice(names))}.count() = 0", name="low")
    return {"resourceType": "Questionnaire", "extension": [low], "item": [*items[:4], group, row, items[8]]}


def test_what_an_item_has_from_the_start_stands_in_the_order_of_the_definition(tablet: Any) -> None:
    title = "what an item has from the start, in the order of the definition"
    definition = {"resourceType": "Questionnaire", "title": title, "item": FORMS[title]}
    compare(tablet, [(definition, [({}, [])])])
    values = scoring.fill(definition, {}, at=NOW).values
    assert [values[f"{name} as words"] for name in ("list", "one", "marked")] == ["b a c x", "b", "b a"]
    assert (values["first number"], values["last number"]) == (3, 2)


def test_what_depends_on_itself_ends_alike_in_both_whether_it_rests_or_never_does(tablet: Any) -> None:
    forms = []
    for n in range(40):
        definition = {**round_and_round(Random(n)), "title": f"circles {n}"}
        forms.append((definition, filled_at_random(definition, f"circles {n}")))
    assert sum(bool(circles(definition)) for definition, _ in forms) > 25
    compare(tablet, forms)


def test_what_never_rests_is_asked_and_nothing_of_it_is_worked_out(tablet: Any) -> None:
    """q is asked while r has no answer, and r has one while q has: each of the other's answers turns it round again."""
    asks = item("q", "integer", does(ENABLE_WHEN, f"{of('r')}.empty()"))
    gives = item("r", "integer", does(CALCULATED, f"iif({of('q')}.exists(), 1)"), readOnly=True)
    after = item("after", "integer", **when("r", "exists", answerBoolean=False))
    definition = {"resourceType": "Questionnaire", "title": "never", "item": [after, asks, gives]}
    given: Given = ({"answer.q": {"answer": [{"valueInteger": 5}]}}, [])
    compare(tablet, [(definition, [given])])
    filled = scoring.fill(definition, *given, at=NOW)
    assert filled.enabled == {"after", "q", "r"}
    assert filled.values == {"r": None}


def test_a_condition_means_the_same_for_every_type_of_value(tablet: Any) -> None:
    forms: list[tuple[Mapping[str, Any], list[Given]]] = []
    for given, operator, wanted in CONDITIONS:
        definition = {"title": f"{given} {operator} {wanted}", "item": [item("a", "string"), item("b", "display", **when("a", operator, **wanted))]}
        forms.append((definition, [({"answer.a": {"answer": [given]}}, [])]))
    compare(tablet, forms)


@pytest.mark.skipif(not SHARED.is_dir(), reason="THE QUESTIONNAIRES OF OTHERS ARE NOT COMPARED: shared/questionnaires is not beside the repository")
def test_of_the_questionnaires_of_others_both_ask_and_work_out_the_same(tablet: Any) -> None:
    forms = []
    for path in sorted(SHARED.glob("*.json")):
        if not path.stat().st_size:
            continue
        definition = json.loads(path.read_text())
        forms.append((definition | {"title": path.stem}, filled_at_random(definition, path.stem)))
    assert len(forms) >= 20
    assert compare(tablet, forms) > 40
