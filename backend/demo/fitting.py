"""Which goals an action serves, by what both are about: themes told by words, so that insulin is not given for the sake of the stairs.

An action that is about none of somebody's goals belongs to none: a plan says so, and does not invent a reason.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_THEMES: tuple[tuple[str, str], ...] = (
    # (what an action says, what a goal says)
    (
        r"walk|frame|stair|step|balanc|strength|exercis|transfer|stand|stretch|\brails?\b|\bramp|hoist|chair and sling|hip |to sticks|turning",
        r"walk|stair|climb|front door|back door|kitchen door|\bbus\b|fall|stand|frame|danc|courtyard|out of bed|church|mosque|market|prayers|"
        r"west ham|school|graduation|bingo|sit in my chair|lunch club|wedding",
    ),
    (r"\bwash\b(?! and dry)|clothes|bath|dressing with|raisers", r"clean|dressed|bath|get up before|prayers|grandchildren come"),
    (r"drink|breakfast|\bcook\b|kitchen|milk|table|trolley|cutlery|food|weigh|\bweight and", r"\beat|\bcook\b|tea\b|thinner|same table"),
    (
        r"ulcer|wound|\bleg\b|heel|skin|hips|pressure areas|^turn|cream|lower legs",
        r"\bleg\b|heel|slippers|shoes|turn me|move me|hurt|swelling|sit in my chair|sleep through",
    ),
    (r"ankles|weight, blood|weigh once|lower legs|knees down", r"swelling|slippers|lie flat|hospital|breath|stairs without"),
    (r"glucose|insulin|\bfeet\b|foot clinic", r"sugar|insulin|hypo|\bfeet\b|shaky"),
    (r"inhaler|oxygen|breath", r"hospital|winter|without stopping|lie flat|breath|stairs|market|walk"),
    (r"catheter|\bbag\b|bowel", r"catheter|\bbag\b|a&e"),
    (
        r"\bpump\b|comfort|night sitter|sit with|pain|mouth|turn, wash|how con is|family is",
        r"home to the end|own bed|my people|pain|hurt|bulbs|window|sits up|con to",
    ),
    (r"carer|sitter|nasima|\bcon\b|time off|evenings off|sit with", r"nasima|con to|whoever sits|others sleep"),
    (
        r"mood|diary|voices|look forward|small thing|go out for|evenings|upsets|pictures|travel|bus with|seizure",
        r"look forward|get up before|out of my back door|keep going|workshop|on my own|own key|danc|lunch club|back to work|fear|pick my daughter|"
        r"sleep at night",
    ),
    (
        r"benefit|rent|tenancy|money|bills|care calls|care and support|the week|food in the fridge|assess together",
        r"my flat|own flat|own key|stay in|energy",
    ),
    (r"putty|cutlery|splints|one-handed|writing|jar|table, carry", r"tea\b|knit|sign|cook|my own front door|dial"),
    (r"aloud|bump-ons|task lamp|post\b", r"\bnews\b|letters|read"),
    (r"hydroxocobalamin|injection as charted|iron", r"energy|shopping"),
    (r"times of the medicines|parkinson|turning in doorways|big steps", r"freez|kitchen door|frame"),
    (r"methotrexate|splints", r"knit|cook|hurt|tea\b"),
    (r"medicines|pills|injection when due|review of|blood pressure", r"hospital|stay out|keep my flat|fall|own insulin|energy"),
)
_COMPILED = tuple((re.compile(action, re.IGNORECASE), re.compile(goal, re.IGNORECASE)) for action, goal in _THEMES)


_STATEMENTS: tuple[tuple[str, str], ...] = (
    # (what a goal says, the shared “I” statement that it serves)
    (r"home to the end|own bed, with|spring bulbs|turn me|move me|sits up with|fasting with you", "P3"),
    (r"my flat|own flat|own key|front door", "A6"),
    (r"back to work|energy to do", "A4"),
    (r"fall|a&e|hospital|without fear|being afraid", "A1"),
    (r"mosque|church|market|bingo|club|prayers|west ham|graduation|danc|workshop|courtyard|school|bus\b|go out|wedding", "A2"),
    (r"sugar|insulin|hypo|thinner|eat\b|swelling|feet", "A5"),
    (r"sleep|look forward|hurt|pain|heal", "M2"),
)


def statement_for(words: str) -> str:
    """The key of the shared “I” statement that a goal in these words serves: the first that its words say, else “the life I want”."""
    return next((key for said, key in _STATEMENTS if re.search(said, words, re.IGNORECASE)), "M5")


def goals_served(action: str, measures: Sequence[str], goals: Sequence[tuple[str, str | None]]) -> list[int]:
    """The numbers of the goals (words, what it measures) that an action serves best: one, or none.

    What a goal is measured by decides before what it says.
    """
    scores = [
        10 * (measure is not None and measure in measures) + sum(bool(of.search(action) and for_.search(words)) for of, for_ in _COMPILED)
        for words, measure in goals
    ]
    best = max(scores, default=0)
    return [scores.index(best)] if best else []
