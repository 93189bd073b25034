"""What a signature keeps of what a form worked out, and whether the server finds the same over the same answers. Pure."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from backend.assessments.definition import INSTRUMENT, is_computed, value_of
from backend.assessments.nodes import Node, every
from backend.assessments.results import value_in
from backend.assessments.scoring import Filled

OPEN, MOST_OPEN, ROOM_OPEN = "open", 50, 8_000
UNCHECKED = "unchecked"
"""Alone in what the server found: it could check nothing. "no-form": the place does not have it in this version; "failed": it works nothing out."""
BESIDE = frozenset({"filling", "plan", OPEN})
"""What a signature keeps beside its instruments: how long the section took to fill, what of it went into the plan or was left out, and why."""

SHOWN = ("score", "band", "asks", "answered")
WORKED_OUT, MOST_WORKED_OUT, LONGEST_WORKED_OUT, ROOM_WORKED_OUT = "worked_out", 100, 100, 16_000
"""So many values at most, so many characters of each, so many bytes of all: with more a signature would be refused (`schemas.SHOWN_BYTES`)."""


def shown(filled: Filled, section: str = "") -> dict[str, Any]:
    """What a signature keeps of a section (`""`: of all), as the tablet does (`assessment/scores.ts`, `shownOf`).

    Instrument's key → its score, band, what the band asks for and how many are answered; and `worked_out`, what else the form worked out there:
    [{"item": linkId, "row": id or "", "value"}, …] in the order of the form, [] where that is nothing: so what only the server finds differs too.
    """
    found: dict[str, Any] = {}
    told: set[str] = set()
    inside = list(every([node for node in filled.nodes if section in ("", node.link_id)]))
    for group in inside:
        key = value_of(group.item, INSTRUMENT)
        if isinstance(key, str) and key and group.enabled:
            held = {node.link_id: _said(node) for node in reversed(list(every(group.children)))}
            found[key] = {name: held[f"{key}.{name}"] for name in SHOWN if f"{key}.{name}" in held}
            told.update(f"{key}.{name}" for name in SHOWN)
    others = [node for node in inside if is_computed(node.item) and node.link_id not in told and _said(node) is not None]
    entries = [{"item": node.link_id, "row": node.row.id if node.row else "", "value": _short(_said(node))} for node in others[:MOST_WORKED_OUT]]
    found[WORKED_OUT] = _that_fit(entries, ROOM_WORKED_OUT)
    return found


def _said(node: Node) -> Any:
    return value_in(node.answers[0]) if node.enabled and node.answers else None


def _short(value: Any) -> Any:
    return value[:LONGEST_WORKED_OUT] if isinstance(value, str) else value


def _that_fit(entries: Sequence[Mapping[str, Any]], room: int) -> list[Mapping[str, Any]]:
    """Those before the first for which there is no room, as the tablet counts it."""
    kept = []
    for each in entries:
        room -= _size(each)
        if room < 0:
            break
        kept.append(each)
    return kept


def _size(value: Any) -> int:
    """About how many bytes it takes."""
    if isinstance(value, str):
        return len(value.encode("utf-8", "replace"))
    return 40 + sum(map(_size, value.values())) if isinstance(value, Mapping) else 20


def found(filled: Filled, section: str) -> dict[str, Any]:
    """What the server finds of a section: what it works out, and `open`, what was needed and is not answered: [{"item", "row", "words"}, …]."""
    open_ = [gap for gap in filled.gaps if section in ("", gap.section)]
    told = _that_fit([{"item": gap.item, "row": gap.row, "words": gap.words[:300]} for gap in open_[:MOST_OPEN]], ROOM_OPEN)
    return {**shown(filled, section), **({OPEN: told} if told else {})}


def agrees(kept: Mapping[str, Any], ours: Mapping[str, Any]) -> bool:
    """Whether a signature stands over a whole section, with what the server works out too. An instrument that it does not name showed nothing."""
    if ours.get(OPEN) or UNCHECKED in ours:
        return False
    if WORKED_OUT in kept and not _same(kept[WORKED_OUT], ours.get(WORKED_OUT, [])):  # older tablets keep scores alone
        return False
    scores = {key: said for key, said in ours.items() if key != WORKED_OUT}
    for key, said in scores.items():
        theirs = kept.get(key)
        held = theirs if isinstance(theirs, Mapping) else {}
        if any(not _same(held.get(name), said.get(name)) for name in ("score", "band")):
            return False
    return all(key in scores or key in BESIDE or key == WORKED_OUT for key in kept)


def _same(one: Any, other: Any) -> bool:
    """Numbers are worked out in binary on a tablet, in tens here: the eighth decimal is nobody's difference (FHIRPath has so many)."""
    if _is_number(one) and _is_number(other):
        return bool(one == other) or (max(abs(one), abs(other)) < MOST and math.isclose(one, other, rel_tol=1e-9, abs_tol=1e-8))
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        return one.keys() == other.keys() and all(_same(one[name], other[name]) for name in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(_same, one, other))
    return bool(one == other) and isinstance(one, bool) == isinstance(other, bool)


MOST = 1e300
"""No double holds more, and a tablet may have sent a number of any length."""


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
