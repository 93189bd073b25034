"""How endings travel, what an answered change shows meanwhile, and until when it covers the server's value (PROTOCOL §5, §6): the page's examples."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest

from sync import engine, ids, line, policy, pull
from sync.change import Applied, Change, Conflicted, Ending, Merged, Record, Refused
from sync.own import own
from sync.simulated.server import Lost
from sync.simulated.tablet import Entry, Held, Tablet

EXAMPLES = json.loads((Path("sync") / "examples" / "endings.json").read_text(encoding="utf-8"))
CHANGES = json.loads((Path("sync") / "examples" / "changes.json").read_text(encoding="utf-8"))
POLICIES = policy.load()
CHAIN, NEXT = "0011223344556677", "8899aabbccddeeff"


def a_change() -> Change:
    change = engine.receive(CHANGES["good"][0]["change"])
    assert isinstance(change, Change)
    return change


CHANGE = a_change()
GOAL = Record("goal", CHANGE.record, CHANGE.patient, "core", 17, dict(CHANGE.saw or {}))


class Scripted:
    """A server that says what it was told to say, to the tablet of the simulation."""

    now = 1_763_800_000_000

    def __init__(self) -> None:
        self.answer: dict[str, Any] = {}
        self.blocks: list[dict[str, Any]] = []
        self.lines: dict[str, str] = {}

    @property
    def truth(self) -> Scripted:
        return self

    def get(self, _: object) -> dict[str, str]:
        return {"core": line.total(self.lines.values()).hex()}

    def push(self, *_: object) -> dict[str, Any]:
        return self.answer

    def pull(self, *_: object) -> Iterator[dict[str, Any]]:
        return iter(self.blocks)

    def granted(self, _: object) -> list[Any]:
        return []


@pytest.fixture
def server() -> Scripted:
    return Scripted()


@pytest.fixture
def tablet(server: Scripted) -> Tablet:
    return Tablet(CHANGE.author, server, POLICIES, Random(1))  # type: ignore[arg-type]


def holds(tablet: Tablet, server: Scripted, rev: int | None) -> None:
    if rev is not None:
        server.lines = {GOAL.id: line.line(GOAL)}
        tablet.disk.bundles[CHANGE.bundle] = Held(("core",), rev, CHAIN, None, {"core": dict(server.lines)})


@pytest.mark.parametrize("example", EXAMPLES["endings"], ids=lambda each: each["ending"]["ending"])
def test_m6_each_of_the_four_endings_travels_as_the_page_says(example: dict[str, Any]) -> None:
    said = example["ending"]
    made: dict[str, Ending] = {
        "applied": Applied(said["id"], said.get("at", "")),
        "merged": Merged(said["id"], said.get("at", ""), said.get("result", {})),
        "conflicted": Conflicted(said["id"], said.get("at", ""), said.get("conflict", "")),
        "refused": Refused(said["id"], said.get("reason", ""), said.get("message", ""), said.get("fields", {})),
    }
    assert ids.ended(made[said["ending"]]) == {name: value for name, value in said.items() if name not in ("bundle", "rev")}


@pytest.mark.parametrize("example", EXAMPLES["endings"], ids=lambda each: each["ending"]["ending"])
def test_t2_what_an_answered_change_shows_until_the_server_s_line_is_here(tablet: Tablet, server: Scripted, example: dict[str, Any]) -> None:
    holds(tablet, server, 16)
    row = Entry(CHANGE)
    tablet.disk.rows.append(row)
    server.answer = {"now": server.now, "resend": False, "safe_through": 0, "newest": CHANGE.id, "endings": [example["ending"]], "bundles": []}
    list(tablet._push([row]))
    assert row.covering is example["covers"]
    shown = tablet.seen(CHANGE.bundle)[CHANGE.record].fields
    wanted = {"set": CHANGE.set, None: GOAL.fields}.get(example["shows"]) if not isinstance(example["shows"], dict) else example["shows"]
    assert wanted is not None
    assert wanted.items() <= shown.items()


@pytest.mark.parametrize("example", EXAMPLES["cover"], ids=lambda each: each["what"])
def test_t2_until_when_an_answered_change_covers(tablet: Tablet, server: Scripted, example: dict[str, Any]) -> None:
    ending = {**EXAMPLES["endings"][0]["ending"], "rev": example["ending_rev"]}
    holds(tablet, server, example["held_before"])
    happens = example["happens"]
    row = Entry(CHANGE) if happens["kind"] == "answer" else Entry(CHANGE, "answered", ending=ending)
    tablet.disk.rows.append(row)
    granted = pull.Granted(CHANGE.bundle, "patient", ("core",), happens.get("to", 0), NEXT, None)
    match happens["kind"]:
        case "answer":
            chain8 = CHAIN if happens["rev"] == example["held_before"] else NEXT
            version = {"bundle": CHANGE.bundle, "rev": happens["rev"], "chain8": chain8, "current": happens["current"]}
            if happens["current"]:
                made = own(GOAL, CHANGE, ending["rev"], ending["at"], POLICIES)
                assert made is not None
                server.lines = {GOAL.id: line.line(made)}
            version["sums"] = server.get(None)
            server.answer = {"now": server.now, "resend": False, "safe_through": 0, "newest": CHANGE.id, "endings": [ending], "bundles": [version]}
            list(tablet._push([row]))
        case "delta" | "whole":
            tablet.disk.resend = happens["resend"]
            part = {"lines": list(server.lines.values()), "sum": server.get(None)["core"]}
            held = example["held_before"]
            tablet._take({"block": happens["kind"], "granted": granted, "from": (held, CHAIN), "parts": {"core": part}})
        case "complete":
            server.blocks = [{"block": "end", "complete": True, "safe_through": 0, "digest": ""}]
            list(tablet._pull(None, None))
        case _:
            server.blocks = [
                {"block": "hello", "now": server.now, "resend": False},
                {"block": "end", "complete": True, "safe_through": 0, "digest": ""},
            ]
            with pytest.raises(Lost):
                list(tablet._pull(None, 1))
    assert row.covering is example["still_covers"]
