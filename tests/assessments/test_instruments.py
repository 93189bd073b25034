"""Each instrument against its table of cases, worked out by hand from the source (tests/assessments/cases)."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from backend.assessments import assembling, checks, expressions, scoring
from backend.assessments.definition import (
    CALCULATED,
    CORE,
    ENABLE_WHEN,
    FINDING,
    INSTRUMENT,
    ORDINAL,
    OURS,
    TYPES,
    VARIABLE,
    expression,
    extensions,
    is_computed,
    is_question,
    items,
    listed,
    value_of,
    walk,
)
from backend.assessments.nodes import Row

CASES = Path(__file__).parent / "cases"
JOINT = "living-at-home"
KEYS = sorted(path.stem for path in CASES.glob("*.json") if path.stem != JOINT)
SINGLE = sorted(path.stem for path in assembling.FOLDER.glob("*.json") if path.stem != JOINT)


def cases(key: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((CASES / f"{key}.json").read_text())
    return found


def fields(answers: Mapping[str, Any]) -> dict[str, Any]:
    return {f"answer.{link_id}": {"answer": entries} for link_id, entries in answers.items()}


def rows(case: Mapping[str, Any]) -> list[Row]:
    return [Row(row["id"], row["group"], None, float(n), fields(row["answers"])) for n, row in enumerate(case.get("rows", []))]


def test_every_instrument_has_its_cases() -> None:
    assert KEYS == SINGLE
    assert all(len({case["name"] for case in cases(key)}) == len(cases(key)) for key in [*KEYS, JOINT])


@pytest.mark.slow  # the tablet's engine runs the same cases in the quick part
@pytest.mark.parametrize("key", [*KEYS, JOINT])
def test_an_instrument_gives_what_its_source_says(key: str) -> None:
    """`expect`: what is worked out. `offered`: all that is offered for the plan. `asked`, `not_asked`: questions that the answers open, or do not."""
    definition = assembling.shipped_one(key)
    wrong = []
    for case in cases(key):
        filled = scoring.fill(definition, fields(case["answers"]), rows(case))
        assert case["expect"].keys() <= filled.values.keys(), (case["name"], case["expect"].keys() - filled.values.keys())
        got: dict[str, Any] = {name: filled.values[name] for name in case["expect"]}
        due: dict[str, Any] = dict(case["expect"])
        if "offered" in case:
            got["offered"], due["offered"] = sorted(finding.key for finding in filled.findings), case["offered"]
        for name, is_due in (("asked", True), ("not_asked", False)):
            got |= {f"{link_id} asked": link_id in filled.enabled for link_id in case.get(name, [])}
            due |= {f"{link_id} asked": is_due for link_id in case.get(name, [])}
        if got != due:
            wrong.append((case["name"], {name: (got[name], due[name]) for name in got if got[name] != due[name]}))
    assert not wrong


IN_THE_JOINT = [key for key in KEYS if f'"{key}"' in json.dumps(assembling.shipped_one(JOINT))]


@pytest.mark.slow
@pytest.mark.parametrize("key", IN_THE_JOINT)
def test_an_instrument_gives_the_same_inside_the_joint_assessment_where_nothing_else_is_answered(key: str) -> None:
    for case in cases(key)[:: max(1, len(cases(key)) // 4)]:
        in_the_joint({key: case})


@pytest.mark.slow
@pytest.mark.parametrize("eighth", range(8))
def test_an_instrument_gives_the_same_inside_the_joint_assessment_whatever_the_others_give(eighth: int) -> None:
    """Every case of every instrument, one of each at a time: their questions are their own."""
    for n in range(eighth, max(len(cases(key)) for key in IN_THE_JOINT), 8):
        in_the_joint({key: cases(key)[n] for key in IN_THE_JOINT if n < len(cases(key))})


def in_the_joint(given: Mapping[str, Mapping[str, Any]]) -> None:
    """`given`: of each instrument, the case that is filled in. Each gives what it gives alone."""
    answers = {link_id: entries for case in given.values() for link_id, entries in case["answers"].items()}
    assert len(answers) == sum(len(case["answers"]) for case in given.values()), "two instruments share a question"
    values = scoring.fill(assembling.shipped_one(JOINT), fields(answers), [row for case in given.values() for row in rows(case)]).values
    for key, case in given.items():
        assert {name: values[name] for name in case["expect"]} == case["expect"], (key, case["name"])


@pytest.mark.parametrize("key", [*KEYS, JOINT])
def test_every_case_is_made_of_answers_that_the_form_takes(key: str) -> None:
    definition = assembling.shipped_one(key)
    for case in cases(key):
        for given in (case["answers"], *(row["answers"] for row in case.get("rows", []))):
            wrong = checks.check_answers(definition, fields(given))
            if "is rounded to" in case["name"]:  # more decimals than the form takes: no tablet sends them
                assert set(wrong) == {"answer.news2.temp"}
            else:
                assert not wrong, (case["name"], wrong)


def in_cases(key: str) -> dict[str, list[Any]]:
    """linkId → every answer that it has in a case."""
    given: dict[str, list[Any]] = {}
    for case in cases(key):
        for answers in (case["answers"], *(row["answers"] for row in case.get("rows", []))):
            for link_id, entries in answers.items():
                given.setdefault(link_id, []).extend(entries)
    return given


def own_questions(key: str) -> list[Mapping[str, Any]]:
    """What a person is asked by this form itself: of the joint assessment without the instruments in it, which have cases of their own."""
    return [
        placed.item
        for placed in walk(assembling.shipped_one(key))
        if is_question(placed.item)
        and not is_computed(placed.item)
        and not (key == JOINT and any(value_of(each, INSTRUMENT) for each in (*placed.parents, placed.item)))
    ]


def every_answer(item: Mapping[str, Any]) -> set[Any]:
    """What must be answered in some case: each option, yes and no; where anything may be written, something."""
    if item["type"] == "boolean":
        return {True, False}
    return {option["valueCoding"]["code"] for option in listed(item.get("answerOption"))} or {...}


@pytest.mark.parametrize("key", [*KEYS, JOINT])
def test_every_option_of_every_question_is_answered_in_a_case(key: str) -> None:
    given, untouched = in_cases(key), {}
    for item in own_questions(key):
        entries = given.get(item["linkId"], [])
        said = {entry["valueCoding"]["code"] if "valueCoding" in entry else entry.get("valueBoolean", ...) for entry in entries}
        untouched[item["linkId"]] = every_answer(item) - said
    assert untouched
    assert {link_id: left for link_id, left in untouched.items() if left} == {}


@pytest.mark.parametrize("key", KEYS)
def test_every_computed_item_of_an_instrument_is_in_a_case(key: str) -> None:
    expected = {name for case in cases(key) for name in case["expect"]}
    assert {placed.link_id for placed in walk(assembling.shipped_one(key)) if is_computed(placed.item)} == expected


@pytest.mark.parametrize("key", KEYS)
def test_every_outcome_in_words_is_that_of_a_case(key: str) -> None:
    """Each band, each thing that a band asks for, each warning: a text that no case reaches has no edge that was tried."""
    told = [value for case in cases(key) for value in case["expect"].values() if isinstance(value, str)]
    for placed in walk(assembling.shipped_one(key)):
        text = re.sub(r"(linkId|code|\$this) *!?= *'[^']*'|matches\('[^']*'\)", "", expression(placed.item, CALCULATED) or "")
        for words in re.findall(r"'([^']*)'", text):
            assert any(words in one for one in told), (placed.link_id, words)


@pytest.mark.parametrize("key", KEYS)
def test_everything_that_a_score_reads_is_missing_in_a_case(key: str) -> None:
    """Missing alone: there is a case with all the answers of another but this one."""
    definition = assembling.shipped_one(key)
    texts = json.dumps([expression(placed.item, CALCULATED) for placed in walk(definition)] + _variables(definition))
    answered = [frozenset(case["answers"]).union(*(row["answers"] for row in case.get("rows", []))) for case in cases(key)]
    for item in own_questions(key):
        link_id = item["linkId"]
        if f"'{link_id}'" in texts:
            assert any(link_id in one and one - {link_id} in answered for one in answered), link_id


def _variables(definition: Mapping[str, Any]) -> list[str]:
    return [value["valueExpression"]["expression"] for placed in walk(definition) for value in extensions(placed.item, VARIABLE)]


@pytest.mark.parametrize("key", SINGLE)
def test_an_instrument_says_where_it_comes_from(key: str) -> None:
    definition = assembling.shipped_one(key)
    (group,) = [placed.item for placed in walk(definition) if value_of(placed.item, INSTRUMENT) is not None]
    assert value_of(group, INSTRUMENT) == key == group["linkId"]
    for name in ("licence", "acknowledgement", "verification"):
        assert value_of(group, OURS + name) == value_of(definition, OURS + name) is not None
    assert value_of(group, OURS + "licence") in items(definition)[f"{key}.source"].item["text"]
    assert definition["version"]
    if value_of(group, OURS + "verification") in ("partly", "unverified"):
        assert f"{key}.unverified" in items(definition)


@pytest.mark.parametrize("key", [*SINGLE, JOINT])
def test_a_definition_is_r4_with_unique_link_ids_and_whole_references(key: str) -> None:
    definition = assembling.shipped_one(key)
    found = [placed.link_id for placed in walk(definition)]
    assert len(found) == len(set(found))
    assert definition["resourceType"] == "Questionnaire"
    assert definition["status"] == "active"
    for placed in walk(definition):
        assert placed.type in TYPES
        assert placed.type in ("choice", "open-choice") or "answerOption" not in placed.item
        conditions = listed(placed.item.get("enableWhen"))
        assert all(each["question"] in found for each in conditions)
        assert len(conditions) < 2 or placed.item["enableBehavior"] in ("all", "any")
        assert not (is_computed(placed.item) and placed.item.get("readOnly") is not True)
        text = expression(placed.item, CALCULATED) or expression(placed.item, ENABLE_WHEN)
        if text:
            assert all(name in found for name in _quoted_link_ids(text)), text
        for value in extensions(placed.item, VARIABLE):
            expressions.compiled(value["valueExpression"]["expression"])
            assert all(name in found for name in _quoted_link_ids(value["valueExpression"]["expression"]))
        for option in listed(placed.item.get("answerOption")):
            weight = value_of(option, ORDINAL[0])
            if weight is not None and option["valueCoding"]["code"].isdigit():
                assert str(weight) == option["valueCoding"]["code"]


def _quoted_link_ids(text: str) -> list[str]:
    return [part.split("'")[1] for part in text.split("linkId=")[1:]]


@pytest.mark.parametrize("key", [*SINGLE, JOINT])
def test_what_a_band_asks_for_is_marked_for_local_sign_off(key: str) -> None:
    for placed in walk(assembling.shipped_one(key)):
        if placed.link_id.endswith(".asks"):
            assert value_of(placed.item, OURS + "sign-off") == "local"
            assert "for local clinical sign-off" in placed.item["text"]


def test_the_joint_assessment_is_what_its_instruments_make_it() -> None:
    (whole,) = assembling.assembled().values()
    assert whole == assembling.shipped_one(JOINT), "an instrument changed: python -m backend.assessments.assembling"


def test_an_instrument_in_the_joint_assessment_is_the_instrument() -> None:
    joint = {value_of(placed.item, INSTRUMENT): placed.item for placed in walk(assembling.shipped_one(JOINT))}
    shared = joint.keys() & set(SINGLE)
    assert shared == {"phq-9", "gad-7", "mrc-dyspnoea", "pain", "skin", "nutrition", "falls", "home-safety", "care-act"}
    for key in shared:
        (group,) = [placed.item for placed in walk(assembling.shipped_one(key)) if value_of(placed.item, INSTRUMENT) == key]
        assert joint[key] == group


def test_the_joint_assessment_has_its_fourteen_sections_each_with_an_owner() -> None:
    sections = listed(assembling.shipped_one(JOINT)["item"])
    assert [section["text"] for section in sections] == [
        "About me and what matters",
        "Health",
        "Medicines",
        "Skin",
        "Nutrition",
        "Falls and mobility",
        "Mood and memory",
        "Daily living",
        "Home",
        "Carers",
        "Money and work",
        "Safety and safeguarding",
        "Eligibility",
        "What the person wants to happen",
    ]
    for section in sections:
        owners = {each["valueCode"] for each in extensions(section, OURS + "section-owner")}
        assert owners
        assert owners <= {"nursing", "therapy", "social-work", "mental-health", "any"}
        assert isinstance(value_of(section, OURS + "section-required"), bool)


def test_what_a_red_tool_asks_is_nowhere() -> None:
    """CLINICAL C.15: their names may stand in the list of other tools, nothing else of them."""
    for key in SINGLE:
        text = json.dumps(assembling.shipped_one(key))
        if key != "other-tool":
            for name in ("Waterlow", "Braden", "EQ-5D", "Clinical Frailty", "Zarit", "WEMWBS", "Malnutrition Universal"):
                assert name not in text
    other = assembling.shipped_one("other-tool")
    assert {placed.link_id for placed in walk(other) if is_question(placed.item) and not is_computed(placed.item)} == {
        f"other-tool.{name}" for name in ("name", "result", "meaning", "on", "assessor")
    }


def test_each_finding_has_a_key_words_and_a_kind_and_they_are_offered() -> None:
    joint = assembling.shipped_one(JOINT)
    found = [
        each for placed in walk(joint) for element in (placed.item, *listed(placed.item.get("answerOption"))) for each in extensions(element, FINDING)
    ]
    assert len(found) > 50
    for each in found:
        assert value_of(each, "kind") in ("goal", "action")
        assert value_of(each, "key")
        assert 0 < len(value_of(each, "words")) <= 120


def test_a_fall_that_needs_a_full_assessment_offers_what_is_drawn() -> None:
    given = {"falls.unsteady": [{"valueBoolean": True}], "falls.worries": [{"valueBoolean": True}], "falls.tug": [{"valueDecimal": 18.4}]}
    offered = scoring.fill(assembling.shipped_one(JOINT), fields(given)).findings
    assert [each.words for each in offered if each.kind == "action"] == [
        "Blood pressure lying, then standing at 1 and 3 min",
        "Medicines review",
        "Eyesight and feet",
        "Continence",
        "Hazards at home",
    ]


def test_a_chosen_option_offers_its_finding_and_another_does_not() -> None:
    joint = assembling.shipped_one(JOINT)
    said = {code: scoring.fill(joint, fields({"daily-living.washing": [{"valueCoding": {"code": code}}]})).findings for code in ("self", "help")}
    assert said["self"] == ()
    assert [(each.words, each.kind) for each in said["help"]] == [("Wash without help", "goal")]


def test_everything_that_is_measured_has_limits() -> None:
    for key in SINGLE:
        for placed in walk(assembling.shipped_one(key)):
            if placed.type in ("integer", "decimal") and not is_computed(placed.item):
                assert value_of(placed.item, CORE + "minValue") is not None, placed.link_id
                assert value_of(placed.item, CORE + "maxValue") is not None, placed.link_id


DETAILS: list[tuple[dict[str, Any], set[str]]] = [
    ({"medicines.count": 3}, {"medicines.manages", "medicines.missed", "medicines.swallow", "medicines.pharmacy"}),
    ({"medicines.count": 0, "medicines.bought": True}, {"medicines.manages", "medicines.missed", "medicines.swallow", "medicines.pharmacy"}),
    ({"money-work.benefits": False}, {"money-work.check"}),
    ({"money-work.benefits": True, "money-work.enough": False}, {"money-work.check"}),
    ({"nutrition.weight": 61}, {"nutrition.on"}),
    ({"nutrition.height": 160}, {"nutrition.height-estimated"}),
    ({"nutrition.before": 65}, {"nutrition.before-on"}),
    ({"nutrition.muac": 22}, {"nutrition.muac-side"}),
    ({"falls.fallen": False, "falls.unsteady": True}, {"falls.age", "falls.sex"}),
]
ALL_DETAILS = set[str]().union(*(shown for _, shown in DETAILS)) | {"skin.device"}


def asked(answers: Mapping[str, Any]) -> set[str]:
    """linkIds of the questions of the joint assessment that a person is asked after these answers."""
    definition = assembling.shipped_one(JOINT)
    types = {bool: "valueBoolean", int: "valueInteger"}
    given = {
        name: [{("valueDecimal" if name in ("nutrition.weight", "nutrition.before", "nutrition.muac") else types[type(value)]): value}]
        for name, value in answers.items()
    }
    assert checks.check_answers(definition, fields(given)) == {}
    enabled = scoring.fill(definition, fields(given)).enabled
    return {placed.link_id for placed in walk(definition) if is_question(placed.item) and not is_computed(placed.item)} & enabled


def test_the_joint_assessment_asks_about_120_questions_at_the_start() -> None:
    first = asked({})
    assert 115 <= len(first) <= 126
    assert not first & ALL_DETAILS


@pytest.mark.parametrize(("answers", "shown"), DETAILS, ids=lambda each: "-".join(each) if isinstance(each, dict) else "")
def test_a_detail_is_asked_after_what_it_is_a_detail_of_and_no_other_with_it(answers: dict[str, Any], shown: set[str]) -> None:
    assert asked(answers) & ALL_DETAILS == shown


def test_whether_a_device_pressed_is_asked_where_skin_is_damaged() -> None:
    definition = assembling.shipped_one(JOINT)
    site = "skin.site.sacrum"
    for code, is_asked in (("intact", False), ("broken", True)):
        codes = {each["valueCoding"]["code"] for each in listed(items(definition)[site].item["answerOption"])}
        assert code in codes, codes
        enabled = scoring.fill(definition, fields({site: [{"valueCoding": {"code": code}}]})).enabled
        assert ("skin.device" in enabled) is is_asked


def test_evidence_strengths_and_who_helps_are_asked_of_every_outcome_that_is_answered_achieved_or_not() -> None:
    definition = assembling.shipped_one("care-act")
    for letter in "abcdefghij":
        evidence = f"care-act.{letter}.evidence"
        assert evidence not in scoring.fill(definition, fields({})).enabled
        for code in ("achieves", "unassisted", "longer"):
            assert evidence in scoring.fill(definition, fields({f"care-act.{letter}": [{"valueCoding": {"code": code}}]})).enabled, (letter, code)
