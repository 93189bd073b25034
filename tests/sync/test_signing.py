"""What a signature is over, as the page's examples say; and answers as groups of their own in the engine (R4, M3)."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from sync import engine, ids, signing
from sync.change import Applied, Change, Conflicted, Malformed, Merged, Record, Refused
from sync.own import own
from tests.sync.bench import ADA, BEN, CYD, PATIENT, Bench, at, number

EXAMPLES = json.loads(Path("sync/examples/signed.json").read_text(encoding="utf-8"))
FORM = ("https://alongside.example/q/living-at-home", "1")
ASSESSMENT = ids.derived(f"assessment:{PATIENT}:{FORM[0]}:202601")
ABOUT = {"questionnaire": FORM[0], "version": FORM[1], "ordinal": 202601}
SECTIONS = {"falls": "walking", "aid": "walking", "low": "mood"}
LEAD = frozenset({"lead"})


def said(words: str) -> dict[str, Any]:
    return {"answer": [{"valueString": words}]}


@pytest.fixture
def bench() -> Bench:
    made = Bench(forms={FORM: SECTIONS})
    made.create("assessment", ASSESSMENT, **ABOUT, **{"answer.falls": said("Twice.")})
    return made


def sign(bench: Bench, section: str, by: str = ADA, minute: int = 5) -> Change:
    """A signature over what stands."""
    rows = [each for each in bench.records.values() if each.kind == "answer_row"]
    over = signing.hashed(signing.content(bench.records[ASSESSMENT], rows, SECTIONS, section))
    return bench.make(
        "signature", None, None, by=by, minute=minute, set={"assessment": ASSESSMENT, "section": section, "content_hash": over, "staff": by}
    )


def late(bench: Bench, words: str, *, by: str = BEN, minute: int = 9, saw: str | None = "Twice.") -> Any:
    seen = {"answer.falls": None if saw is None else said(saw)}
    return bench.edit(ASSESSMENT, seen, {"answer.falls": said(words)}, by=by, minute=minute)


@pytest.mark.parametrize("case", EXAMPLES["cases"], ids=lambda case: case["what"])
def test_r4_the_content_of_a_section_is_what_the_page_says(case: dict[str, Any]) -> None:
    assessment = Record("assessment", ASSESSMENT, PATIENT, "more", 1, case["fields"])
    rows = [Record("answer_row", row["id"], PATIENT, "more", 1, row["fields"]) for row in case["rows"]]
    text = signing.content(assessment, reversed(rows), EXAMPLES["sections"], case["section"])
    assert text == case["content"]
    assert signing.hashed(text) == case["hash"]


def test_r4_rows_that_stand_in_each_other_end() -> None:
    rows = [
        Record("answer_row", number(1), PATIENT, "more", 1, {"group": "falls", "parent": number(2), "answer.aid": said("x")}),
        Record("answer_row", number(2), PATIENT, "more", 1, {"group": "falls", "parent": number(1), "answer.aid": said("y")}),
    ]
    assert number(1) in signing.content(Record("assessment", ASSESSMENT, PATIENT, "more", 1, {}), rows, SECTIONS, "walking")


@pytest.mark.parametrize("link", ["a", "/44250-9", "x" * 100, "1.2.3", "ä", "", "with space", "x" * 101, "tab\t", "nul\0"])
def test_a_linkid_is_1_to_100_visible_characters(link: str) -> None:
    right = link in ("a", "/44250-9", "x" * 100, "1.2.3")
    change = Bench().make("assessment", ASSESSMENT, {f"answer.{link}": None}, set={f"answer.{link}": said("x")})
    found = engine.receive(ids.wire(change))
    if right:
        assert isinstance(found, Change)
    elif link == "":
        assert isinstance(found, Change), "a name, and no field of any kind"
        assert Bench().policies.kinds["assessment"].group("answer.") is None
    else:
        assert isinstance(found, Malformed)
        assert found.reason == "malformed"


def test_m3_an_unknown_field_beside_answers_is_named(bench: Bench) -> None:
    ending = bench.apply(bench.make("assessment", ASSESSMENT, {"answers.falls": None}, set={"answers.falls": said("x")}))
    assert isinstance(ending, Refused)
    assert (ending.reason, list(ending.fields)) == ("unknown-field", ["answers.falls"])


def test_the_line_of_an_answer_is_what_its_author_makes_alone(bench: Bench) -> None:
    before = bench.records[ASSESSMENT]
    change = bench.make("assessment", ASSESSMENT, {"answer.low": None}, set={"answer.low": said("no")}, minute=3)
    ending = bench.apply(change)
    assert isinstance(ending, Applied)
    assert bench.steps[-1].own
    assert own(before, change, bench.rev, ending.at, bench.policies) == bench.records[ASSESSMENT]


def test_r1_who_begins_what_another_began_finds_it_as_it_was_begun(bench: Bench) -> None:
    ending = bench.apply(bench.make("assessment", ASSESSMENT, None, by=BEN, set={**ABOUT, "begun_by": BEN, "answer.low": said("no")}, minute=2))
    assert isinstance(ending, Merged)
    assert ending.result["begun_by"] is None
    assert bench.now(ASSESSMENT, "answer.low") == {"answer.low": said("no")}
    other = bench.create("observation", type="pulse", value=60, staff=ADA)
    again = bench.apply(bench.make("observation", other, None, by=ADA, set={"type": "pulse", "value": 61, "staff": ADA}))
    assert isinstance(again, Refused), "an event is nobody else's"


def test_r4_the_signer_themselves_changes_nothing_signed_in_silence(bench: Bench) -> None:
    assert isinstance(bench.apply(sign(bench, "walking")), Applied)
    ending = late(bench, "Once.", by=ADA)
    assert isinstance(ending, Conflicted)
    assert isinstance(bench.settle(ending.conflict, {"answer.falls": said("Once.")}, by=ADA, minute=10), Applied)
    assert [each.fields["overtaken_at"] for each in bench.records.values() if each.kind == "signature"] == [at(10)]


def test_r4_what_stands_already_needs_no_signer(bench: Bench) -> None:
    bench.apply(sign(bench, "walking"))
    assert isinstance(late(bench, "Twice.", saw=None), Applied)


def test_r4_every_signature_over_it_is_overtaken_and_no_other(bench: Bench) -> None:
    signed = {section: sign(bench, section, by) for section, by in (("walking", ADA), ("", BEN), ("mood", CYD))}
    assert all(isinstance(bench.apply(each), Applied) for each in signed.values())
    ending = late(bench, "Once.", by=CYD)
    assert isinstance(ending, Conflicted)
    assert isinstance(bench.settle(ending.conflict, {"answer.falls": said("Once.")}, by=CYD, minute=10), Refused)
    assert isinstance(bench.settle(ending.conflict, {"answer.falls": said("Once.")}, by=BEN, minute=10), Applied), "either signer, or a lead"
    assert {section for section, each in signed.items() if bench.records[each.record].fields.get("overtaken_at")} == {"walking", ""}


def test_r4_the_signer_who_gives_the_late_answer_themselves_takes_it_in(bench: Bench) -> None:
    """Defect: both sides agreed, the answer was written, and the signature went on standing over other words."""
    signature = sign(bench, "walking")
    bench.apply(signature)
    late(bench, "Once.")
    ending = late(bench, "Once.", by=ADA, minute=11)
    assert isinstance(ending, Merged)
    assert bench.now(ASSESSMENT, "answer.falls") == {"answer.falls": said("Once.")}
    assert bench.records[signature.record].fields["overtaken_by"] == ending.change


def test_r4_whoever_gave_the_answer_that_was_signed_does_not_take_in_another(bench: Bench) -> None:
    """The side that stands is the signer's, whoever answered: Ada, who answered, writes anew; it is Ben's to take in."""
    bench.apply(sign(bench, "walking", by=BEN))
    ending = late(bench, "Once.", by=CYD)
    assert isinstance(ending, Conflicted)
    assert isinstance(late(bench, "Once.", by=ADA, minute=12), Conflicted)
    assert bench.now(ASSESSMENT, "answer.falls") == {"answer.falls": said("Twice.")}


def test_r4_a_late_settlement_of_what_was_settled_and_signed_again_is_an_addendum(bench: Bench) -> None:
    first = late(bench, "Never.", saw=None)
    assert isinstance(first, Conflicted)
    shown = sorted(each["change"] for each in bench.records[first.conflict].fields["sides"])
    bench.settle(first.conflict, {"answer.falls": said("Never.")}, by=ADA, minute=10)
    signature = sign(bench, "walking", minute=11)
    assert isinstance(bench.apply(signature), Applied)
    ending = bench.settle(first.conflict, {"answer.falls": said("Twice.")}, by=BEN, minute=12, seen=shown, roles=LEAD)
    assert isinstance(ending, Conflicted)
    assert bench.records[ending.conflict].fields["signed"] == signature.record
    assert bench.now(ASSESSMENT, "answer.falls") == {"answer.falls": said("Never.")}


def test_m6_a_signature_sent_again_ends_as_it_did(bench: Bench) -> None:
    change = sign(bench, "walking")
    stale = replace(change, set={**change.set, "content_hash": "0" * 64})
    first = bench.apply(stale)
    assert isinstance(first, Conflicted)
    assert bench.apply(stale) == first
    assert isinstance(bench.apply(change), Refused), "the same id with other content"


def test_r4_what_lacks_is_named(bench: Bench) -> None:
    change = sign(bench, "walking")
    ending = bench.apply(replace(change, set={name: value for name, value in change.set.items() if name != "content_hash"}))
    assert isinstance(ending, Refused)
    assert (ending.reason, list(ending.fields)) == ("incomplete-group", ["content_hash"])
