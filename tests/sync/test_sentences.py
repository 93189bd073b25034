"""Texts by sentence: split without losing a space, joined without losing a word."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from sync import sentences

WORDS = [
    "Dr. Khan came.",
    "She is 82.",
    "Takes 2.5 mg b.d. with food.",
    "Call at 5 p.m. or later!",
    "Why?",
    "তিনি চা পছন্দ করেন।",
    "no stop",
    "- keys: No. 14",
    "e.g. tea",
]
texts = st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from([" ", "  ", "\n", "\r\n", "\n\n", ""])), max_size=6).map(
    lambda parts: "".join(words + space for words, space in parts)
)


@given(st.one_of(texts, st.text(max_size=60)))
def test_sentences_joined_again_are_the_text(text: str) -> None:
    assert "".join(each.words + each.space for each in sentences.split(text)) == text


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Likes tea. Hates coffee.", ["Likes tea.", "Hates coffee."]),
        ("Dr. Khan came. He left.", ["Dr. Khan came.", "He left."]),
        ("Takes 2.5 mg b.d. with food. Well.", ["Takes 2.5 mg b.d. with food.", "Well."]),
        ("J. Smith rang. OK?", ["J. Smith rang.", "OK?"]),
        ("Come at 5 p.m. or later. Ring twice!", ["Come at 5 p.m. or later.", "Ring twice!"]),
        ('He said "no." Then he left.', ['He said "no."', "Then he left."]),
        ("Wait… what? Yes.", ["Wait…", "what?", "Yes."]),
        ("keys next door\nno dog\n\nring twice", ["keys next door", "no dog", "ring twice"]),
        ("তিনি চা খান। ছেলে আসে।", ["তিনি চা খান।", "ছেলে আসে।"]),
        ("喜欢茶。怕狗。", ["喜欢茶。", "怕狗。"]),
        ("", []),
        ("   ", [""]),
    ],
)
def test_sentences_end_where_people_end_them(text: str, found: list[str]) -> None:
    assert [each.words for each in sentences.split(text)] == found


BASE = "One. Two. Three. Four. Five."


@pytest.mark.parametrize(
    ("one", "other", "joined"),
    [
        ("ONE. Two. Three. Four. Five.", "One. Two. Three. Four. FIVE.", "ONE. Two. Three. Four. FIVE."),
        ("One. Three. Four. Five.", "One. Two. Three. Four. Five. Six.", "One. Three. Four. Five. Six."),
        ("Zero. One. Two. Three. Four. Five.", "One. Two. Three. Four. Five. Six.", "Zero. One. Two. Three. Four. Five. Six."),
        ("One. TWO. Three. Four. Five.", "One. Two. Three. FOUR. Five.", "One. TWO. Three. FOUR. Five."),
        ("ONE. Two. Three. Four. Five.", "One. TWO. Three. Four. Five.", None),
        ("One. TWO. Three. Four. Five.", "One. Two too. Three. Four. Five.", None),
        ("One. TWO. Three. Four. Five.", "One. TWO. Three. Four. Five.", None),
        ("One. Two. Three. Four. Five. Six.", "One. Two. Three. Four. Five. Seven.", None),
        ("One. Two. Three. Four. FIVE.", "One. Two. Three. Four. Five. Six.", None),
        ("One.\nTwo. Three. Four. Five.", "One. Two. Three. Four. FIVE.", "One.\nTwo. Three. Four. FIVE."),
    ],
)
def test_m4_text_joins_unless_the_same_or_neighbouring_sentences_were_touched(one: str, other: str, joined: str | None) -> None:
    assert sentences.join(BASE, one, other) == joined
    assert sentences.join(BASE, other, one) == joined


def test_a_paragraph_is_no_sentence_longer_than_it_was() -> None:
    base = "Keys next door\nNo dog\nRing twice\nSon is Ali"
    assert sentences.join(base, base.replace("Keys next door", "Keys with Ali"), base + "\nTea at four") == (
        "Keys with Ali\nNo dog\nRing twice\nSon is Ali\nTea at four"
    )


unlike = st.lists(st.integers(0, 10**6).map(lambda n: f"Sentence {n}."), min_size=0, max_size=9, unique=True)


@given(unlike, st.data())
def test_m4_text_loses_no_sentence_of_either_and_no_order_of_arrival(base: list[str], data: st.DataObject) -> None:
    def edited(mark: str) -> list[str]:
        now = list(base)
        for step in range(data.draw(st.integers(1, 2))):
            place = data.draw(st.integers(0, len(now)))
            now[place : place + data.draw(st.integers(0, 1))] = data.draw(st.sampled_from([[], [f"{mark} wrote {step}."]]))
        return now

    before, one, other = (" ".join(each) for each in (base, edited("Ada"), edited("Ben")))
    assume(one != before and other != before)
    joined = sentences.join(before, one, other)
    assert joined == sentences.join(before, other, one)
    if joined is None:
        return
    was, mine, theirs, now = (Counter(each.words for each in sentences.split(text)) for text in (before, one, other, joined))
    assert not (mine - was) - now, "a sentence that one wrote is gone"
    assert not (theirs - was) - now, "a sentence that the other wrote is gone"
    assert now == was + (mine - was) + (theirs - was) - (was - mine) - (was - theirs), "a removal was undone, or a sentence came from nowhere"
