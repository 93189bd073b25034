"""M4: what each policy makes of an edit of what was changed meanwhile."""

from __future__ import annotations

import pytest

from sync import ids, policy
from sync.change import Applied, Conflicted, Merged, Refused
from tests.sync.bench import ADA, BEN, CYD, PATIENT, Bench, at

# ---------------------------------------------------------------- M4


def test_m4_latest_stands_by_when_it_was_made_whatever_the_order_of_arrival() -> None:
    def after(order: list[int]) -> tuple:
        bench = Bench()
        contact = bench.create("contact", name="Ali", phone="1")
        made = [
            bench.an_edit(contact, {"phone": "1"}, {"phone": f"at {minute}"}, by=who, minute=minute)
            for who, minute in ((ADA, 10), (BEN, 20), (CYD, 15))
        ]
        for place in order:
            bench.apply(made[place])
        stamp = bench.records[contact].stamps["phone"]
        assert stamp.also is not None
        return bench.now(contact, "phone"), stamp.by, stamp.at, stamp.also.by, stamp.also.value

    outcomes = {str(after(order)) for order in ([0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0])}
    assert outcomes == {str(({"phone": "at 20"}, BEN, at(20), CYD, {"phone": "at 15"}))}


def test_m4_latest_two_who_wrote_the_same_count_by_the_later(bench: Bench) -> None:
    contact = bench.create("contact", name="Ali", phone="1")
    bench.edit(contact, {"phone": "1"}, {"phone": "2"}, by=ADA, minute=1)
    bench.edit(contact, {"phone": "1"}, {"phone": "2"}, by=BEN, minute=30)
    assert isinstance(bench.edit(contact, {"phone": "1"}, {"phone": "3"}, by=CYD, minute=20), Merged)
    assert bench.now(contact, "phone") == {"phone": "2"}


def test_m4_latest_names_whom_it_overtook_until_someone_has_seen_it(bench: Bench) -> None:
    contact = bench.create("contact", name="Ali", phone="1")
    bench.edit(contact, {"phone": "1"}, {"phone": "2"}, by=ADA, minute=20)
    ending = bench.edit(contact, {"phone": "1"}, {"phone": "3"}, by=BEN, minute=10)
    assert isinstance(ending, Merged)
    assert ending.result == {"phone": "2"}
    stamp = bench.records[contact].stamps["phone"]
    assert stamp.also is not None
    assert (stamp.by, stamp.also.by, stamp.also.value) == (ADA, BEN, {"phone": "3"})
    bench.edit(contact, {"phone": "2"}, {"phone": "4"}, by=CYD, minute=30)
    assert bench.records[contact].stamps["phone"].also is None


def test_m4_text_joins_by_sentence_and_asks_to_be_read(bench: Bench) -> None:
    words = "Walks with a stick. Likes tea. Son rings on Fridays. Hard of hearing."
    one = bench.create("about_me", ids.derived(f"about_me:{PATIENT}"), words=words)
    bench.edit(one, {"words": words}, {"words": "Walks with a frame. Likes tea. Son rings on Fridays. Hard of hearing."}, by=BEN)
    ending = bench.edit(one, {"words": words}, {"words": "Walks with a stick. Likes tea. Son rings on Fridays. Deaf on the left."}, by=ADA)
    joined = {"words": "Walks with a frame. Likes tea. Son rings on Fridays. Deaf on the left."}
    assert isinstance(ending, Merged)
    assert ending.result == joined
    assert bench.records[one].stamps["words"].joined
    assert isinstance(bench.edit(one, joined, joined, by=BEN), Applied)
    assert not bench.records[one].stamps["words"].joined
    assert bench.now(one, "words") == joined


def test_m4_text_whose_edits_touch_neighbouring_sentences_is_for_a_person(bench: Bench) -> None:
    words = "Walks with a stick. Likes tea."
    one = bench.create("about_me", ids.derived(f"about_me:{PATIENT}"), words=words)
    bench.edit(one, {"words": words}, {"words": "Walks with a frame. Likes tea."}, by=BEN)
    assert isinstance(bench.edit(one, {"words": words}, {"words": "Walks with a stick. Likes coffee."}, by=ADA), Conflicted)


def test_m4_set_takes_additions_and_removals_of_both(bench: Bench) -> None:
    visit = bench.create("visit", asked=[ADA, BEN])
    bench.edit(visit, {"asked": [ADA, BEN]}, {"asked": [ADA]}, by=BEN)
    ending = bench.edit(visit, {"asked": [ADA, BEN]}, {"asked": [ADA, BEN, CYD]}, by=ADA)
    assert isinstance(ending, Merged)
    assert bench.now(visit, "asked") == {"asked": [ADA, CYD]}


def test_m4_a_set_is_sorted_and_has_no_repeats(bench: Bench) -> None:
    visit = bench.create("visit", asked=[CYD, ADA, CYD])
    assert bench.now(visit, "asked") == {"asked": [ADA, CYD]}


FORWARD = """
schema = 1
parts = ["core"]
over = ["ended"]
[writers]
care = ["practitioner"]
[referral]
bundle = "patient"
part = "core"
id = "uuid7"
[referral.group.status]
fields = ["status", "status_reason"]
policy = "forward"
steps = { status = { sent = ["accepted", "declined"], accepted = ["seen"], seen = ["closed"] } }
reason = "status_reason"
write = "care"
why = "A referral goes one way."
"""


@pytest.mark.parametrize(
    ("stands", "saw", "wanted", "ending", "then"),
    [
        ("sent", "sent", {"status": "accepted"}, Applied, "accepted"),
        ("accepted", "sent", {"status": "seen"}, Merged, "seen"),
        ("seen", "sent", {"status": "accepted"}, Merged, "seen"),
        ("accepted", "sent", {"status": "declined"}, Conflicted, "accepted"),
        ("seen", "seen", {"status": "accepted"}, Refused, "seen"),
        ("seen", "seen", {"status": "accepted", "status_reason": "closed the wrong one"}, Applied, "accepted"),
        ("closed", "sent", {"status": "accepted", "status_reason": "by phone"}, Conflicted, "closed"),
    ],
)
def test_m4_forward_takes_steps_of_its_table_only(stands: str, saw: str, wanted: dict, ending: type, then: str) -> None:
    bench = Bench(policies=policy.read(FORWARD))
    referral = bench.create("referral", status=stands)
    assert isinstance(bench.edit(referral, {"status": saw}, wanted, by=BEN), ending)
    assert bench.now(referral, "status")["status"] == then
