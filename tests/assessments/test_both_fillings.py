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
from backend.assessments.definition import CALCULATED, CORE, ENABLE_WHEN, UNIT_OPEN, VARIABLE
from backend.assessments.nodes import Row
from tests.assessments.answers import random_answers

HERE = Path(__file__).parent
PWA = HERE.parents[1] / "pwa"
SHARED = HERE.parents[2] / "shared" / "questionnaires"
NODE, BUNDLER = shutil.which("node"), PWA / "node_modules" / ".bin" / "rolldown"
TIMES = 8
NOW = wall_clock.from_wire("2026-11-24T09:30:00.000Z")

Given = tuple[dict[str, Any], list[Row]]
Shown = dict[str, Any]


def does(url: str, text: str, **more: Any) -> dict[str, Any]:
    return {"url": url, "valueExpression": {"language": "text/fhirpath", "expression": text, **more}}


def item(link_id: str, type_: str = "integer", *does_: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"linkId": link_id, "type": type_, "text": link_id, **({"extension": list(does_)} if does_ else {}), **more}


def when(question: str, operator: str, **answer: Any) -> dict[str, Any]:
    return {"enableWhen": [{"question": question, "operator": operator, **answer}]}


def of(*link_ids: str) -> str:
    wanted = " or ".join(f"linkId='{each}'" for each in link_ids)
    return f"%resource.item.where({wanted}).answer.value"


def occurs(which: str, number: int) -> dict[str, Any]:
    return {"url": f"{CORE}questionnaire-{which}Occurs", "valueInteger": number}


def constraint(text: str, human: str, severity: str = "error") -> dict[str, Any]:
    parts = [
        {"url": "severity", "valueCode": severity},
        {"url": "human", "valueString": human},
        {"url": "expression", "valueExpression": {"language": "text/fhirpath", "expression": text}},
    ]
    return {"url": CORE + "targetConstraint", "extension": parts}


def _code(code: str) -> dict[str, Any]:
    return {"valueCoding": {"code": code}}


def _marked(*codes: str) -> list[dict[str, Any]]:
    return [{**_code(code), "initialSelected": True} for code in codes]


HIDDEN = {"url": CORE + "questionnaire-hidden", "valueBoolean": True}
SUM = ".aggregate($this + $total, 0)"
WEIGHED = [
    {"valueCoding": {"code": str(n), "display": f"Answer {n}"}, "extension": [{"url": CORE + "ordinalValue", "valueDecimal": n}]} for n in (0, 1, 3)
]

FORMS: dict[str, list[dict[str, Any]]] = {
    "a band and a question that read the score": [
        item("a"),
        item("b"),
        item("score", "integer", does(CALCULATED, f"iif({of('a', 'b')}.count() = 2, {of('a', 'b')}{SUM})"), readOnly=True),
        item("band", "string", does(CALCULATED, f"{of('score')}.select(iif($this > 100, 'High', 'Low'))"), readOnly=True),
        item("why", "text", **when("score", ">", answerInteger=100)),
        item("unscored", "display", **when("score", "exists", answerBoolean=False)),
    ],
    "a total of all that stands in a group, the sub-total among it": [
        item(
            "g",
            "group",
            item=[item("a"), item("half", "integer", does(CALCULATED, "%resource.item.where(linkId='g').item.where(linkId='a').answer.value"))],
        ),
        item("all", "integer", does(CALCULATED, f"%resource.item.where(linkId='g').item.answer.value{SUM}"), readOnly=True),
    ],
    "what nobody may change and what nobody sees counts": [
        item("fixed", readOnly=True, initial=[{"valueInteger": 7}]),
        item("secret", "choice", HIDDEN, answerOption=[{"valueCoding": {"code": "x"}}, {"valueCoding": {"code": "y"}, "initialSelected": True}]),
        item("a"),
        item("more", "integer", does(CALCULATED, f"{of('fixed')} + {of('a')}"), readOnly=True),
        item("y", "string", **when("secret", "=", answerCoding={"code": "y"})),
        item("offered", "string", initial=[{"valueString": "offered is no answer"}]),
        item("not yet", "display", **when("offered", "exists", answerBoolean=True)),
    ],
    "what an item has from the start, in the order of the definition": [
        item(
            "list", "choice", readOnly=True, repeats=True, initial=[_code("c"), _code("x")], answerOption=[*_marked("b"), _code("c"), *_marked("a")]
        ),
        item("one", "choice", readOnly=True, initial=[_code("c")], answerOption=[*_marked("b"), _code("c")]),
        item("marked", "choice", readOnly=True, repeats=True, answerOption=[*_marked("b"), _code("c"), *_marked("a")]),
        item("numbers", readOnly=True, repeats=True, initial=[{"valueInteger": n} for n in (3, 1, 2)]),
        item(
            "row",
            "group",
            repeats=True,
            item=[
                item("inner", readOnly=True, repeats=True, initial=[{"valueInteger": n} for n in (9, 7)]),
                item(
                    "told",
                    "string",
                    does(CALCULATED, "%resource.item.where(linkId='row').item.where(linkId='inner').answer.value.first().toString()"),
                ),
            ],
        ),
        item("pairs", readOnly=True, repeats=True, initial=[{"valueInteger": 6}, {"valueInteger": 5}], item=[item("in a pair", "string")]),
        item("not shown", "choice", readOnly=True, initial=[_code("x")], answerValueSet="https://example.org/all-of-them"),
        *(
            item(f"{name} as words", "string", does(CALCULATED, f"%resource.item.where(linkId='{name}').answer.value.code.join(' ')"), readOnly=True)
            for name in ("list", "one", "marked", "not shown")
        ),
        item("first number", "integer", does(CALCULATED, f"{of('numbers')}.first()"), readOnly=True),
        item("last number", "integer", does(CALCULATED, f"{of('numbers')}.last()"), readOnly=True),
    ],
    "what cannot be worked out is asked": [
        item("a", "string"),
        item("fails", "string", does(ENABLE_WHEN, f"{of('a')}.toInteger() + 'x' > 2")),
        item("unknown", "string", does(ENABLE_WHEN, "%nobody = 1")),
        item("by a variable", "group", does(VARIABLE, "1 + 'x'", name="broken"), item=[item("in", "string", does(ENABLE_WHEN, "%broken.exists()"))]),
        item("empty", "string", does(ENABLE_WHEN, f"{of('nowhere')} > 1")),
    ],
    "seen from the item itself": [
        item("a", item=[item("under", "boolean", does(ENABLE_WHEN, "%resource.item.where(linkId='a').answer.value > 50"))]),
        item(
            "g",
            "group",
            does(VARIABLE, "item.where(linkId='in').answer.value", name="inside"),
            item=[item("in"), item("twice", "integer", does(CALCULATED, "%inside * 2"))],
        ),
        item("own", "string", does(CALCULATED, "%qitem.text"), readOnly=True),
    ],
    "rows": [
        item(
            "row",
            "group",
            repeats=True,
            item=[
                item("a"),
                item("twice", "integer", does(CALCULATED, "%resource.item.where(linkId='row').item.where(linkId='a').answer.value.first()")),
                item("b", "string", **when("a", ">=", answerInteger=50)),
            ],
        ),
        item("sum", "integer", does(CALCULATED, f"%resource.item.where(linkId='row').item.where(linkId='a').answer.value{SUM}"), readOnly=True),
        item("any", "display", **when("twice", "<", answerInteger=50)),
    ],
    "a long chain, each after the one before": [item("q0", "boolean")]
    + [item(f"q{n}", "boolean", **when(f"q{n - 1}", "exists", answerBoolean=True)) for n in range(1, 30)],
    "points": [
        item("a", "choice", answerOption=WEIGHED),
        item("b", "choice", answerOption=WEIGHED),
        item(
            "score",
            "integer",
            does(CALCULATED, f"iif({of('a', 'b')}.count() = 2, {of('a', 'b')}.code.select($this.toInteger()){SUM})"),
            readOnly=True,
        ),
        item("again", "choice", does(CALCULATED, f"{of('a')}.code"), answerOption=WEIGHED, readOnly=True),
    ],
    "points by the functions of FHIRPath and SDC": [
        item("a", "choice", answerOption=WEIGHED),
        item("b", "choice", answerOption=[{"valueCoding": {**each["valueCoding"], "extension": each["extension"]}} for each in WEIGHED]),
        *(item(name, "decimal", does(CALCULATED, f"{of('a', 'b')}.{name}.sum()"), readOnly=True) for name in ("ordinal()", "weight()")),
        *(item(name, "decimal", does(CALCULATED, f"{of('n', 'm')}.{name}"), readOnly=True) for name in ("sum()", "min()", "max()", "avg()")),
        item("n", "integer"),
        item("m", "integer"),
    ],
    "what is needed": [
        item("a", required=True),
        item("why", "text", required=True, **when("a", ">", answerInteger=50)),
        item("closed", required=True, readOnly=True),
        item("secret", "string", HIDDEN, required=True),
        item("sum", "integer", does(CALCULATED, of("a")), required=True),
        item("unknown", "tea", required=True),
        item("elsewhere", "choice", required=True, answerValueSet="https://example.org/all-of-them"),
        item("none to choose", "choice", required=True),
        item("open", "open-choice", required=True),
        item("twice", "string", occurs("min", 2), occurs("max", 3), repeats=True, required=True),
        item("pairs", "string", occurs("min", 2), repeats=True),
        item("row", "group", occurs("min", 2), occurs("max", 2), repeats=True, item=[item("in", required=True)]),
        item("needed", "group", repeats=True, required=True, item=[item("in it", "string")]),
        item("not asked", "group", occurs("min", 1), repeats=True, item=[item("in that", "string")], **when("a", ">", answerInteger=50)),
        item("unseen", "group", HIDDEN, repeats=True, required=True, item=[item("nowhere", "string")]),
    ],
    "needed in a question and in a group that is not asked": [
        item("a", "boolean", item=[item("under", "string", required=True, **when("a", "=", answerBoolean=True))]),
        item("g", "group", item=[item("deep", required=True), item("list", "group", occurs("min", 1), repeats=True, item=[item("x", "string")])]),
        item("gone", "group", item=[item("late", required=True)], **when("a", "=", answerBoolean=True)),
    ],
    "what must fit together": [
        item("a"),
        item("b", "integer", constraint(f"{of('a')} < {of('b')}", "b is more than a"), constraint("1 + 'x'", "fails")),
        item(
            "c",
            "integer",
            constraint("false", "a warning", "warning"),
            {
                "url": CORE + "questionnaire-constraint",
                "extension": [
                    {"url": "human", "valueString": "a is not 7"},
                    {"url": "expression", "valueString": f"{of('a')} != 7 and {of('a')} < 60"},
                ],
            },
        ),
    ],
    "the least and the greatest of all that has an order": [
        *(item(type_, type_, repeats=True) for type_ in ("date", "dateTime", "time", "string", "decimal")),
        *(
            item(f"{type_} {which}", type_, does(CALCULATED, f"{of(type_)}.{which}()"), readOnly=True)
            for type_ in ("date", "dateTime", "time", "string", "decimal")
            for which in ("min", "max")
        ),
        item("days", "date", does(CALCULATED, f"(@2026-06-15 | {of('date')}).max()"), readOnly=True),
        item("mixed", "string", does(CALCULATED, f"({of('string')} | {of('decimal')}).min()"), readOnly=True),
        item("today", "date", does(CALCULATED, f"(today() | {of('date')}).max()"), readOnly=True),
        item("due", "date", does(CALCULATED, "today() + 7 days"), readOnly=True),
    ],
    "more values than a signature keeps": [item(f"c{n}", "string", does(CALCULATED, "'ü'")) for n in range(101)],
    "more than a signature has room for": [item(f"c{n}", "string", does(CALCULATED, f"'{'ü😀' * 80}'")) for n in range(101)],
    "every type of value worked out": [
        item("a", "decimal"),
        item("date", "date", does(CALCULATED, "@2026-11-24"), readOnly=True),
        item("time", "time", does(CALCULATED, "'09:30'"), readOnly=True),
        item("dateTime", "dateTime", does(CALCULATED, "@2026-11-24T09:30:00Z"), readOnly=True),
        item(
            "quantity",
            "quantity",
            does(CALCULATED, of("a")),
            {"url": CORE + "questionnaire-unit", "valueCoding": {"code": "kg", "display": "kg"}},
            readOnly=True,
        ),
        item("boolean", "boolean", does(CALCULATED, f"{of('a')} > 50"), readOnly=True),
        item("said", "string", does(CALCULATED, f"{of('a')} > 50"), readOnly=True),
        item("half", "decimal", does(CALCULATED, f"{of('a')} / 2"), readOnly=True),
        item("two", "integer", does(CALCULATED, "1 | 2"), readOnly=True),
        item("wrong", "integer", does(CALCULATED, "'words'"), readOnly=True),
    ],
}

# (value of the answer, operator, value of the condition): what a condition makes of every type.
CONDITIONS: list[tuple[dict[str, Any], str, dict[str, Any]]] = [
    (given, operator, wanted)
    for given, wanted in [
        ({"valueDateTime": "2026-11-24T09:30:00Z"}, {"answerDateTime": "2026-11-24T10:00:00+01:00"}),
        ({"valueDateTime": "2026-11-24T09:30:00Z"}, {"answerDate": "2026-11-24"}),
        ({"valueDate": "2026"}, {"answerDate": "2026-11"}),
        ({"valueDate": "2025"}, {"answerDate": "2026-11"}),
        ({"valueTime": "09:30:00"}, {"answerTime": "10:00:00"}),
        ({"valueQuantity": {"value": 5, "unit": "kg"}}, {"answerQuantity": {"value": 5, "code": "kg", "system": "http://unitsofmeasure.org"}}),
        ({"valueQuantity": {"value": 5, "code": "cm"}}, {"answerQuantity": {"value": 4, "code": "m"}}),
        ({"valueQuantity": {"value": 5}}, {"answerQuantity": {"value": 4, "code": "m"}}),
        ({"valueDecimal": 5.0}, {"answerInteger": 5}),
        ({"valueQuantity": {"value": 5, "code": "m"}}, {"answerDecimal": 4}),
        ({"valueCoding": {"code": "x", "system": "s"}}, {"answerCoding": {"code": "x"}}),
        ({"valueCoding": {"code": "x", "display": "Words"}}, {"answerString": "Words"}),
        ({"valueString": "x"}, {"answerCoding": {"code": "x"}}),
        ({"valueReference": {"reference": "Patient/1"}}, {"answerReference": {"reference": "Patient/1", "display": "Ann"}}),
        ({"valueBoolean": True}, {"answerInteger": 1}),
        ({"valueUri": "urn:x"}, {"answerUri": "urn:x"}),
        ({"valueString": "b"}, {"answerString": "a"}),
    ]
    for operator in ("=", "!=", ">", "<", ">=", "<=")
]


# (item without linkId, answers): what is refused in place on the tablet, the server refuses too, and takes what the tablet takes.
LIMITED: list[tuple[dict[str, Any], list[dict[str, Any]]]] = [
    ({"type": "string", "maxLength": 3}, [{"valueString": text} for text in ("abc", "abcd", "😀😀😀")]),
    ({"type": "text", "extension": [{"url": CORE + "minLength", "valueInteger": 2}]}, [{"valueString": text} for text in ("a", "ab")]),
    ({"type": "url", "maxLength": 10}, [{"valueUri": text} for text in ("urn:a", "urn:aaaaaaaa", "urn a")]),
    *(
        ({"type": "string", "extension": [{"url": CORE + "regex", "valueString": pattern}]}, [{"valueString": text} for text in texts])
        for pattern, texts in (
            ("[A-Z]{1,2}[0-9R][0-9A-Z]? ?[0-9][A-Z]{2}", ("E1 4NS", "E1 4N", "e1 4ns")),
            (r"\d{3}-\d+", ("123-4", "123-", "x123-4", "١٢٣-4")),
            ("a|bc", ("a", "bc", "abc", "c")),
            ("[^,]+(?:, ?[^,]+)?", ("Ann", "Ann, Bo", "Ann, Bo, Cy", ",")),
            ("(a+)+", ("b",)),
            ("(unclosed", ("x",)),
            (r"[\w.-]+@[\w.-]+", ("k.a@example.org", "k a@example.org", "k@")),
        )
    ),
    (
        {"type": "integer", "extension": [{"url": CORE + "minValue", "valueInteger": 1}, {"url": CORE + "maxValue", "valueInteger": 20}]},
        [{"valueInteger": number} for number in (0, 1, 20, 21)] + [{"valueDecimal": 3.5}, {"valueString": "3"}],
    ),
    (
        {"type": "decimal", "extension": [{"url": CORE + "maxValue", "valueDecimal": 45.5}, {"url": CORE + "maxDecimalPlaces", "valueInteger": 1}]},
        [{"valueDecimal": number} for number in (45.5, 45.6, 36.55, -3, 1e-7)],
    ),
    (
        {"type": "date", "extension": [{"url": CORE + "minValue", "valueDate": "2026-11-24"}]},
        [{"valueDate": day} for day in ("2026-11-23", "2026-11-24", "2026-11", "2026-10", "2025", "2026")],
    ),
    (
        {"type": "dateTime", "extension": [{"url": CORE + "maxValue", "valueDateTime": "2026-11-24T09:30:00Z"}]},
        [{"valueDateTime": at} for at in ("2026-11-24T10:00:00+01:00", "2026-11-24T11:00:00+01:00", "2026-11-25")],
    ),
    (
        {"type": "time", "extension": [{"url": CORE + "minValue", "valueTime": "08:00:00"}, {"url": CORE + "maxValue", "valueTime": "18:00:00"}]},
        [{"valueTime": at} for at in ("07:59:59", "08:00:00", "18:00:01")],
    ),
    (
        {"type": "quantity", "extension": [{"url": CORE + "maxValue", "valueQuantity": {"value": 2, "unit": "m", "code": "m"}}]},
        [{"valueQuantity": {"value": amount, **unit}} for amount in (1, 3) for unit in ({"code": "m"}, {"unit": "m"}, {"code": "cm"}, {})],
    ),
    (
        {
            "type": "quantity",
            "extension": [
                {"url": CORE + "questionnaire-unitOption", "valueCoding": {"code": "kg", "display": "kg"}},
                {"url": UNIT_OPEN, "valueCode": "optionsOrString"},
            ],
        },
        [{"valueQuantity": {"value": 3, "unit": unit}} for unit in ("kg", "stone")],
    ),
    (
        {
            "type": "attachment",
            "extension": [{"url": CORE + "mimeType", "valueCode": "image/jpeg"}, {"url": CORE + "maxSize", "valueDecimal": 1.5}],
        },
        [{"valueAttachment": {"contentType": kind, "size": size}} for kind in ("image/jpeg", "text/html") for size in (1_500_000, 1_500_001)],
    ),
]


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
