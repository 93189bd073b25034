"""A form that comes as a change of a tablet, and not by the upload, is judged as an upload is: over HTTP, by the real push."""

from __future__ import annotations

from typing import Any

from backend.assessments.questionnaires import judge
from tests.access.world import PLACE, World
from tests.access.world import world as world
from tests.assessments.test_questionnaires import BAD, asked, form
from tests.sync_gateway.client import Tablet, derived

ELSEWHERE = ("thirty levels", "a thousand levels", "a thousand items and more")
"""Turned away before their items are read: deeper, and longer, than a change of a tablet may be."""
REACHABLE = {name: bad for name, bad in BAD.items() if isinstance(bad[0], dict) and name not in ELSEWHERE}


def push(tablet: Tablet, definition: dict[str, Any], number: int, **more: Any) -> dict[str, Any]:
    """As a creation in the forms of her place, under the url and version of the definition, or others where it has none. The ending."""
    url = f"https://example.org/{number}" if definition.get("url") else ""
    told = {**definition, "url": url}
    named = {"url": url or f"https://example.org/none/{number}", "version": definition.get("version") or "1"}
    record = derived(f"questionnaire:{PLACE}:{named['url']}:{named['version']}")
    said = {**named, "title": "A form", "definition": told, "status": "active", **more}
    tablet.create("questionnaire", derived(f"forms:{PLACE}"), said, record=record)
    (ending,) = tablet.push()
    return ending


def at_work(world: World, name: str) -> Tablet:
    tablet = world.tablet(name)
    assert tablet.pull()
    return tablet


def test_a_bad_form_is_refused_in_the_words_of_an_upload_and_the_item_is_named(world: World) -> None:
    max_ = at_work(world, "max")
    for number, (name, (definition, item, words)) in enumerate(REACHABLE.items()):
        ending = push(max_, definition, number)
        assert (ending["ending"], ending.get("reason")) == ("refused", "invalid-value"), name
        said = ending["fields"]["definition"]
        assert words in said, (name, said)
        graves = [problem for problem in judge(definition) if problem.grave]
        called = next(problem.called for problem in graves if problem.item == item and words in problem.words)
        assert called in said, (name, said)
        assert "<" not in said


def test_a_good_one_is_taken_and_one_under_a_name_that_is_not_its_own_is_not(world: World) -> None:
    max_ = at_work(world, "max")
    assert push(max_, form(asked()), 1)["ending"] == "applied"
    record = derived(f"questionnaire:{PLACE}:https://example.org/3:1")
    said = {"url": "https://example.org/3", "version": "1", "title": "A form", "definition": form(asked())}
    max_.create("questionnaire", derived(f"forms:{PLACE}"), said, record=record)
    (ending,) = max_.push()
    assert ending["fields"] == {"url": "The url of its definition is another one."}
