"""Forms made to try every feature that a form may use, for both engines; and answers at and beyond the limits that a question may have."""

from __future__ import annotations

from typing import Any

from backend.assessments.definition import CALCULATED, CORE, ENABLE_WHEN, UNIT_OPEN, VARIABLE


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
