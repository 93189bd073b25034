"""A form in the hand: from the tap until its questions stand, and from a key to the frame that shows it. CPU slowed four times, no coverage needed.

Three forms: of 120 and of 190 items that are made here, all in one part, so that all of them are drawn at once and a score is worked out of each
choice; and the largest of the published ones in `QUESTIONNAIRES` (a folder of FHIR Questionnaires), where it is given.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from functools import lru_cache
from pathlib import Path
from typing import Any

from ops.benchmarks.figure import Figure, middle, percentile
from ops.benchmarks.in_hand import SLOW, signed_in
from ops.benchmarks.workshop import CannotMeasure, Workshop
from ops.stack import ROOT

WEIGHT = "http://hl7.org/fhir/StructureDefinition/ordinalValue"
CALCULATED = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-calculatedExpression"
OPTIONS = ("Not at all", "Several days", "More than half the days", "Nearly every day")
PATIENT = "Fadumo Jama"
ROUNDS = 5


def generated(items: int) -> dict[str, Any]:
    """A form of so many items: choices with weights, yes and no, numbers, words; every tenth is shown only on an answer; a score of all choices."""
    made: list[dict[str, Any]] = [{"linkId": "q0", "text": "Anything new, in words", "type": "text"}]
    for n in range(1, items - 1):
        item: dict[str, Any] = {"linkId": f"q{n}", "text": f"Question {n}, as long as such questions are: in the last two weeks?"}
        kind = n % 5
        if kind < 2:
            item["type"] = "choice"
            item["answerOption"] = [
                {"extension": [{"url": WEIGHT, "valueDecimal": weight}], "valueCoding": {"code": str(weight), "display": words}}
                for weight, words in enumerate(OPTIONS)
            ]
        else:
            item["type"] = {2: "boolean", 3: "integer", 4: "string"}[kind]
        if n % 10 == 3:
            item["enableWhen"] = [
                {"question": f"q{n - 1}", "operator": "=", "answerBoolean": False},
                {"question": f"q{n - 1}", "operator": "exists", "answerBoolean": False},
            ]
            item["enableBehavior"] = "any"
        made.append(item)
    total = "%resource.item.where(answer.value.code.exists()).answer.value.code.select(toInteger()).aggregate($this + $total, 0)"
    score = {"url": CALCULATED, "valueExpression": {"language": "text/fhirpath", "expression": total}}
    made.append({"linkId": "score", "text": "Score", "type": "integer", "readOnly": True, "extension": [score]})
    url = f"https://alongside.example/fhir/Questionnaire/bench-{items}"
    return {"resourceType": "Questionnaire", "url": url, "version": "1", "status": "active", "title": f"Bench of {items} items", "item": made}


def _read(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def largest(folder: Path) -> dict[str, Any] | None:
    """The published form with most items that has what publishing asks for."""
    forms = [form for form in map(_read, sorted(folder.glob("*.json"))) if form.get("resourceType") == "Questionnaire"]
    form = max(forms, key=lambda each: json.dumps(each.get("item", [])).count('"linkId"'), default=None)
    named = {"url": "https://alongside.example/fhir/Questionnaire/bench-largest", "version": "1", "status": "active", "title": "Bench of the largest"}
    return form and {**form, **named}


def _publish(workshop: Workshop) -> dict[str, str]:
    """Title by name of figure."""
    forms = {"form": generated(120), "form_190": generated(190)}
    folder = os.environ.get("QUESTIONNAIRES")
    published = largest(Path(folder)) if folder else None
    if published:
        forms["form_largest"] = published
    environment = workshop.demo.environment
    done = subprocess.run(
        [sys.executable, "-m", "ops.benchmarks.publishing"],
        env=environment,
        cwd=ROOT,
        input=json.dumps(list(forms.values())),
        text=True,
        capture_output=True,
        check=False,
    )
    if done.returncode:
        raise CannotMeasure(f"publishing the forms: {done.stderr[-500:]}")
    return {name: form["title"] for name, form in forms.items()}


# From the tap to the frame in which the questions stand: the first frame after a question is in the page.
OPENED = """() => { window.tapped = null;
  addEventListener("click", e => { window.tapped ??= e.timeStamp; }, { capture: true, once: true });
  window.opened = new Promise(done => { const look = () => document.querySelector(".assessment-page .q")
    ? requestAnimationFrame(() => setTimeout(() => done(performance.now() - window.tapped), 0)) : requestAnimationFrame(look); look(); }); }"""

KEYS = """() => { window.keys = []; new PerformanceObserver(list => { for (const e of list.getEntries())
  if (["keydown", "keypress", "beforeinput", "input"].includes(e.name)) window.keys.push(e.duration); })
  .observe({ type: "event", durationThreshold: 16, buffered: false }); }"""


def form_open(workshop: Workshop) -> list[Figure]:
    """From the tap to the questions, of the form of 120 items and of the others beside it."""
    return [figure for figure in _measured(workshop) if figure.name.startswith("form_open")]


def form_key_to_paint(workshop: Workshop) -> list[Figure]:
    """From the key to the frame that shows it, in the same forms."""
    return [figure for figure in _measured(workshop) if figure.name.startswith("form_key")]


@lru_cache(maxsize=1)
def _measured(workshop: Workshop) -> list[Figure]:
    titles = _publish(workshop)
    figures: list[Figure] = []
    with workshop.browser("forms") as chromium:
        page = signed_in(workshop, chromium)
        devtools = chromium.devtools(page)
        for name, title in titles.items():
            page.get_by_role("link", name="Patients", exact=True).click()
            page.get_by_role("searchbox").fill(PATIENT)
            page.locator("main").get_by_role("link", name=PATIENT).first.click()
            page.get_by_role("button", name="Begin an assessment").click()
            page.get_by_role("searchbox", name="Which form?").fill(title)
            page.get_by_role("button", name=re.compile(f"^{title}")).click()
            page.locator(".assessment-page .q").first.wait_for()
            took = []
            devtools.send("Emulation.setCPUThrottlingRate", {"rate": SLOW})
            for _ in range(ROUNDS):
                page.go_back()
                link = page.locator(".assessments").get_by_role("link", name=title)
                link.scroll_into_view_if_needed()
                page.wait_for_timeout(400)
                page.evaluate(OPENED)
                link.click()
                took.append(page.evaluate("window.opened"))
                page.wait_for_timeout(1500)
            questions = page.locator(".assessment-page .q").count()
            value = middle(took)
            detail = {"worst_ms": round(max(took), 1), "questions_drawn": questions, "cpu_slowed": SLOW, "ratio_is_to": "the goal of 300 ms"}
            figures.append(Figure(name.replace("form", "form_open", 1), value, "ms", ratio=round(value / 300, 3), detail=detail))
            figures.append(_keys(page, name))
            devtools.send("Emulation.setCPUThrottlingRate", {"rate": 1})
    return figures


def _keys(page: Any, name: str) -> Figure:
    field = page.locator(".assessment-page").get_by_role("textbox").first
    field.scroll_into_view_if_needed()
    field.click()
    page.evaluate(KEYS)
    text = "She was shivery and off her breakfast since last night."
    page.keyboard.type(text, delay=60)
    page.wait_for_timeout(800)
    slow = page.evaluate("window.keys")
    # The browser reports only what took 16 ms or more: keys that it does not name were faster.
    keys = sorted([*slow, *[16] * max(0, len(text) - len(slow))])
    value = percentile(keys, 0.95)
    detail = {"keys": len(text), "worst_ms": keys[-1], "median_ms": keys[len(keys) // 2], "cpu_slowed": SLOW, "ratio_is_to": "the goal of 50 ms"}
    return Figure(name.replace("form", "form_key_to_paint", 1), round(value, 1), "ms p95", ratio=round(value / 50, 3), detail=detail)
