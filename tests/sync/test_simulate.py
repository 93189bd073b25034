"""Many tablets, one server, every fault: and a broken engine, server or tablet does not get away with it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from typing import Any

import pytest

from sync import engine, pull, simulate
from sync.change import Applied, Change, Conflicted, Step
from sync.simulated import chance
from sync.simulated.server import Lost, Server
from sync.simulated.tablet import Broken, Entry, Tablet


def test_fifty_seeds_come_to_rest() -> None:
    for seed in range(50):
        simulate.run(seed)


@pytest.mark.slow
@pytest.mark.parametrize("start", range(0, 1000, 100))
def test_a_thousand_seeds_come_to_rest(start: int) -> None:
    for seed in range(start, start + 100):
        simulate.run(seed)


def test_the_same_seed_is_the_same_world() -> None:
    one, other = simulate.run(7), simulate.run(7)
    assert one.steps == other.steps
    assert one.server.state.journal == other.server.state.journal


def test_a_simulation_meets_what_it_is_for() -> None:
    """Else it would prove nothing: all four endings, disputes settled, restores, deaths of the server, endings sent again."""
    endings: set[str] = set()
    words = ""
    for seed in range(30):
        world = simulate.run(seed)
        endings |= {type(row.ending).__name__ for row in world.server.state.journal}
        endings |= {
            "settled" for row in world.server.state.journal if row.change and row.change.kind == "conflict" and isinstance(row.ending, Applied)
        }
        endings |= {"after" for row in world.server.state.journal if row.change and row.change.after}
        words += " ".join(world.steps)
        assert any(tablet.current_claims for tablet in world.tablets)
    assert endings >= {"Applied", "Merged", "Conflicted", "Refused", "settled", "after"}
    for happening in (
        "is restored",
        "will die before",
        "will die after",
        "will be busy",
        "lost the connection",
        "is killed",
        "jumps by",
        "the grant of",
        "out of the window",
    ):
        assert happening in words, happening


# ---------------------------------------------------------------- what is broken is caught


def later_writer_wins(change: Change, *rest: Any, **more: Any) -> Step:
    """As many sync engines do: what arrives last stands, and nobody is asked."""
    step = engine.apply(change, *rest, **more)
    if not isinstance(step.ending, Conflicted) or change.kind == "conflict":
        return step
    record = rest[0].record(change.record)
    if record is None:  # a signature over something else than what stands makes no record: nobody is overwritten
        return step
    return Step(Applied(change.id, step.ending.at), (replace(record, rev=rest[3], fields={**record.fields, **change.set}),))


def earlier_writer_wins(change: Change, *rest: Any, **more: Any) -> Step:
    """As others do: what is disputed is dropped, and called applied."""
    step = engine.apply(change, *rest, **more)
    return Step(Applied(change.id, step.ending.at)) if isinstance(step.ending, Conflicted) else step


def forgets_what_it_answered(change: Change, reader: Any, *rest: Any, **more: Any) -> Step:
    """Judges a change again when it is sent again."""

    class Forgetful:
        record, open_conflict, change = reader.record, reader.open_conflict, reader.change
        belonging, sections = reader.belonging, reader.sections

        @staticmethod
        def ending(_: str) -> None:
            return None

    return engine.apply(change, Forgetful(), *rest, **more)


def settles_unseen(change: Change, reader: Any, *rest: Any, **more: Any) -> Step:
    """Takes a settlement to settle also what its author never saw."""
    conflict = reader.record(change.record) if change.kind == "conflict" else None
    if conflict is not None and conflict.kind == "conflict":
        change = replace(change, saw={"sides": [each["change"] for each in conflict.fields["sides"]]})
    return engine.apply(change, reader, *rest, **more)


def trusts_any_rev(granted: Any, held: Any, chain_at: Any, first: Any = ()) -> pull.Plan:
    """Compares numbers only, as if no server were ever restored."""
    versions = {each.bundle: each for each in held}

    def chain(bundle: str, rev: int) -> str | None:
        return versions[bundle].chain8 if bundle in versions and versions[bundle].rev == rev else chain_at(bundle, rev)

    return pull.plan([replace(each, chain8=chain(each.bundle, each.rev) or each.chain8) for each in granted], held, chain, first)


def never_forgets(granted: Any, held: Any, chain_at: Any, first: Any = ()) -> pull.Plan:
    """Leaves on the device what is not granted any more."""
    return replace(pull.plan(granted, held, chain_at, first), forget=())


class SweepsAllToSent(Tablet):
    """Takes all that waits for sent when an answer comes, what was typed meanwhile included. (With a sent log the server would ask for it.)"""

    def _push(self, rows: list[Entry]) -> Iterator[str]:
        yield from super()._push(rows)
        self.disk.rows = [row for row in self.disk.rows if row.state != "waiting"]


class UncoversAtOnce(Tablet):
    """Thinks that what was answered is safe, and keeps no log of it."""

    def _push(self, rows: list[Entry]) -> Iterator[str]:
        yield from super()._push(rows)
        self.disk.rows = [row for row in self.disk.rows if row.state != "answered" or (row.ending or {}).get("ending") == "refused"]


class SendsUnderANewId(Tablet):
    """After a connection that broke, sends the same again under another id."""

    def _push(self, rows: list[Entry]) -> Iterator[str]:
        try:
            yield from super()._push(rows)
        except Lost:
            for row in rows:
                row.change = replace(row.change, id=chance.uuid7(self.clock(), self.rng))
            raise


class NamesItsOwnNewest(Tablet):
    """Names what it was answered last in its own order: what came again beside what landed only now is of an older commit."""

    def _push(self, rows: list[Entry]) -> Iterator[str]:
        for step in super()._push(rows):
            self.disk.newest = next((row.change.id for row in reversed(self.disk.rows) if row.state == "answered"), None)
            yield step


class IgnoresFrom(Tablet):
    """Applies a delta to whatever it has, and reckons the sums it is told as its own."""

    def _take(self, block: dict[str, Any]) -> None:
        if block["block"] == "delta":
            block = {**block, "parts": {part: {"lines": body["lines"][1:], "sum": body["sum"]} for part, body in block["parts"].items()}}
        super()._take(block)


class NeverAsksAboutARestore(Server):
    """A server that takes no notice of changes it has never seen answered."""

    def resend(self, change_ids: Any) -> tuple[list[str], str | None]:
        return [], None


class JudgesBeforeItKnowsWhatItLost(Server):
    """Asks for what a restore lost at the next pull only: by then the newest answered change is one that it has, and hides the others."""

    def push(self, staff: str, held: Any, changes: Any, newest: str | None) -> dict[str, Any]:
        return super().push(staff, held, changes, None)


BROKEN: list[dict[str, Any]] = [
    {"apply": later_writer_wins},
    {"apply": earlier_writer_wins},
    {"apply": forgets_what_it_answered},
    {"apply": settles_unseen},
    {"plan": trusts_any_rev},
    {"plan": never_forgets},
    {"tablet": SweepsAllToSent},
    {"tablet": UncoversAtOnce},
    {"tablet": SendsUnderANewId},
    {"tablet": IgnoresFrom},
    {"tablet": NamesItsOwnNewest},
    {"server": NeverAsksAboutARestore},
    {"server": JudgesBeforeItKnowsWhatItLost},
]


@pytest.mark.parametrize("parts", BROKEN, ids=lambda each: next(iter(each.values())).__name__)
def test_what_is_broken_is_caught(parts: dict[str, Callable[..., Any]]) -> None:
    def many_seeds() -> None:
        for seed in range(150):
            simulate.run(seed, **parts)

    with pytest.raises(Broken) as caught:
        many_seeds()
    assert "steps:" in caught.value.__notes__[0]


@pytest.mark.parametrize("failure", [Broken("two open conflicts"), KeyError("two open conflicts")], ids=["a rule is broken", "the engine raises"])
def test_a_failing_seed_prints_itself_and_its_steps(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], failure: Exception) -> None:
    """Defect: where the engine raised, a traceback named neither the seed nor what had led there, and no further seed was run."""

    def apply(change: Change, *rest: Any, **more: Any) -> Step:
        if change.kind == "conflict":
            raise failure
        return engine.apply(change, *rest, **more)

    monkeypatch.setattr(simulate, "World", partial(simulate.World, apply=apply))
    assert simulate.main(["--seeds", "40", "--from", "41"]) == 1
    told = capsys.readouterr()
    seeds = re.findall(r"^seed (\d+) FAILED: '?two open conflicts", told.err, re.MULTILINE)
    assert len(set(seeds)) == len(seeds) == 3, "after three it is enough"
    for seed in seeds:
        assert re.search(rf"^seed {seed}, steps:\n.*tablet \d ", told.err, re.MULTILINE)
    assert f"40 seeds from 41: {len(seeds)} failed" in told.out


def test_the_command_says_what_happened(capsys: pytest.CaptureFixture[str]) -> None:
    assert simulate.main(["--seeds", "2", "--from", "5"]) == 0
    assert "2 seeds from 5: none failed" in capsys.readouterr().out
