"""One table of responses through both sides: tablet, server, tablet. Nothing is lost on the way, and the last is the first, to the byte."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from backend.assessments.responses import from_response, to_response

HERE = Path(__file__).parent
PWA = HERE.parents[1] / "pwa"
NODE, BUNDLER = shutil.which("node"), PWA / "node_modules" / ".bin" / "rolldown"

STRANGE = {"url": "https://example.org/who", "extension": [{"url": "deep", "valueString": "her daughter “Ann”"}]}
INNER = {"linkId": "gg", "type": "group", "text": "Inner", "repeats": True, "item": [{"linkId": "deep", "text": "Deep", "type": "integer"}]}
FORM: dict[str, Any] = {
    "resourceType": "Questionnaire",
    "url": "https://example.org/q",
    "version": "2",
    "title": "Odd",
    "item": [
        {"linkId": "q", "text": "Q", "type": "open-choice", "repeats": True, "answerOption": [{"valueString": "x"}]},
        {"linkId": "a", "text": "A", "type": "string", "item": [{"linkId": "under", "text": "Under", "type": "string"}]},
        {"linkId": "g", "text": "G", "type": "group", "repeats": True, "item": [{"linkId": "in", "text": "In", "type": "string"}, INNER]},
        {"linkId": "many", "text": "Many", "type": "string", "repeats": True, "item": [{"linkId": "each", "text": "Each", "type": "boolean"}]},
        {"linkId": "file", "text": "File", "type": "attachment", "repeats": True},
        {"linkId": "hidden", "text": "If", "type": "integer", "enableWhen": [{"question": "a", "operator": "=", "answerString": "never"}]},
    ],
}


def item(link_id: str, *answers: dict[str, Any], **more: Any) -> dict[str, Any]:
    texts = {
        "q": "Q",
        "a": "A",
        "g": "G",
        "gg": "Inner",
        "in": "In",
        "deep": "Deep",
        "many": "Many",
        "each": "Each",
        "under": "Under",
        "file": "File",
    }
    text = {"text": texts[link_id]} if link_id in texts else {}
    return {"linkId": link_id, **text, **more, **({"answer": list(answers)} if answers else {})}


def words(text: str, **more: Any) -> dict[str, Any]:
    return {"valueString": text, **more}


OURS = "https://alongside.example/fhir/"
STRANGER = {"linkId": "of-another", "answer": [{"valueQuantity": {"value": 1.5, "unit": "kg"}}], "extension": [STRANGE]}
TABLE: dict[str, tuple[dict[str, Any], ...]] = {
    "nothing": (),
    "several answers, one in words of one's own": (item("q", words("x"), words("ünusual ⅔")),),
    "extensions of others, on the item, the answer and its value": (
        item("a", words("yes", extension=[STRANGE], _valueString={"extension": [STRANGE]}), extension=[STRANGE]),
    ),
    "words, definition and id of another system": (
        {"linkId": "a", "text": "As it was asked", "definition": "urn:x", "id": "7", "answer": [words("y")]},
    ),
    "an answer inside an answer": (item("a", words("y", item=[item("under", words("z"))])),),
    "unknown items, on top and between": (STRANGER, item("q", words("x")), {**STRANGER, "linkId": "last"}),
    "unknown items inside an answer": (item("a", words("y", item=[STRANGER, item("under", words("z"))])),),
    "unknown items inside a second answer": (item("q", words("x"), words("more", item=[STRANGER])),),
    "one question twice": (item("a", words("first")), item("a", words("second"))),
    "rows, and rows in rows": (
        item(
            "g",
            item=[
                item("in", words("one")),
                item("gg", item=[item("deep", {"valueInteger": 1})]),
                item("gg", item=[item("deep", {"valueInteger": 2})]),
            ],
        ),
        item("g", item=[item("in", words("two")), STRANGER], extension=[STRANGE]),
    ),
    "a question of many, each with its own": (
        item("many", words("one", item=[item("each", {"valueBoolean": True})]), words("two", extension=[STRANGE]), words("three", item=[STRANGER])),
    ),
    "files": (
        item("file", {"valueAttachment": {"contentType": "application/pdf", "title": "Letter", "data": "AAAA", "hash": "x", "_title": {"id": "t"}}}),
    ),
    "not asked, in words and without": (
        item("q", extension=[{"url": "http://hl7.org/fhir/StructureDefinition/data-absent-reason", "valueCode": "not-asked"}]),
        item("a", extension=[{"url": "http://hl7.org/fhir/StructureDefinition/data-absent-reason", "valueCode": "asked-declined"}, STRANGE]),
    ),
    "whose earlier answer was confirmed": (
        item(
            "a",
            words("y"),
            extension=[{"url": OURS + "answered-from", "extension": [{"url": "kind", "valueString": "note"}, {"url": "by", "valueString": "0193"}]}],
        ),
    ),
    "an answer to what is not asked now": (item("hidden", {"valueInteger": 3}, text="If"),),
}
ENVELOPE = {"id": "r-1", "subject": {"reference": "Patient/1"}, "meta": {"tag": [{"code": "x"}]}, "extension": [STRANGE]}


@pytest.fixture(scope="module")
def tablet(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """`tablet(responses)`: what the tablet's engine makes of them, each anew from nothing."""
    if NODE is None or not BUNDLER.exists():
        pytest.skip("THE TABLET'S RESPONSES ARE NOT COMPARED: its engine cannot be run without node and its packages (cd pwa && npm ci)")
    folder = tmp_path_factory.mktemp("engine")
    made = [str(BUNDLER), "src/assessment/engine/index.ts", "-d", str(folder), "--format", "cjs", "--platform", "node", "--log-level", "silent"]
    subprocess.run(made, cwd=PWA, check=True, capture_output=True, timeout=120)

    def run(responses: list[Any]) -> list[dict[str, Any]]:
        given = json.dumps({"engine": str(folder / "index.js"), "definition": FORM, "responses": responses})
        ran = subprocess.run([str(NODE), str(HERE / "both_responses.cjs")], input=given, capture_output=True, text=True, check=True, timeout=120)
        return list(json.loads(ran.stdout))

    return run


def no_id() -> str:
    raise AssertionError("every row has its id by now")


def text(response: Any) -> str:
    return json.dumps(response, ensure_ascii=False, separators=(",", ":"))


def test_tablet_server_tablet_gives_the_same_bytes_and_loses_nothing(tablet: Any) -> None:
    came = [
        {"resourceType": "QuestionnaireResponse", "questionnaire": "https://example.org/q|2", "status": "completed", **ENVELOPE, "item": list(items)}
        for items in TABLE.values()
    ]
    first = tablet(came)
    servers = []
    for name, before, one in zip(TABLE, came, first, strict=True):
        there = json.loads(one["again"])
        taken = from_response(FORM, there, no_id)
        assert {row.id: (row.group, row.parent) for row in taken.rows} == {row["id"]: (row["group"], row["parent"]) for row in one["rows"]}, name
        about = dict(taken.about)
        servers.append(to_response(FORM, taken.fields, taken.rows, kept=taken.kept, about=about))
        assert text(servers[-1]) == one["again"], name
        for kept in ("of-another", "ünusual ⅔", "her daughter", "As it was asked", "urn:x", "asked-declined", "AAAA", "second"):
            assert text(before).count(kept) == one["again"].count(kept), (name, kept)
    second = tablet(servers)
    assert [each["again"] for each in second] == [each["again"] for each in first]
    assert [(each["fields"], each["rows"]) for each in second] == [(each["fields"], each["rows"]) for each in first]
