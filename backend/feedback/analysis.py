"""What may be shown of many answers: counted by team and month, small numbers hidden, then added up. Pure.

- Percent positive = (very good + good) ÷ all answers to the question, "don't know" included; percent negative = (poor + very poor) ÷ all.
  National formula (NHS England, Friends and Family Test guidance).
- An "I" statement: percent agree = (4 + 5) ÷ scored answers; "does not apply to me" is counted beside, never scored.
- Answers given for somebody by another are counted apart. The national question alone counts everybody: it asks whoever answers.
- ONS4: mean, and how many in each band; never by another for the person. No total of the four.
- Joined-up care: percent "always" of each question, and of who could answer all four, how many said "always" to all (top box).
- Nothing is put in one row over two versions of a set, or over the plain and the easy-read wording: other words are another question.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from backend.feedback.contents import AGREE_CODES, FFT, FFT_CODES, HOW_OFTEN, MODES, Content
from backend.feedback.suppression import Cell, Mark, hide_apart, is_published, is_small, marks, shown_sums

PLACE = "place"
EASY = "~easy"
"""Behind the key of an item that was answered in its easy-read wording."""
JOINED = ("joined-1", "joined-2", "joined-3", "joined-4")
JOINED_ALL = "joined-all"
"""A row of its own: [not always, always] of the people who could answer all four. Who had one person only to support them is in none."""

ONS4_BANDS: Mapping[str, tuple[tuple[str, int, int], ...]] = {
    "ons4-anxious": (("very low", 0, 1), ("low", 2, 3), ("medium", 4, 5), ("high", 6, 10)),
    "*": (("low", 0, 4), ("medium", 5, 6), ("high", 7, 8), ("very high", 9, 10)),
}
"""Office for National Statistics, personal well-being: thresholds. For the first three high is good, for anxiety low is."""

Summary = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Given:
    """One person's answers, as counting needs them. `month`: "2026-10". One that is not counted yet makes its cell larger, and is in no sum."""

    team: str
    month: str
    version: str
    """Set and version, "short/1"."""
    mode: str
    who: str
    easy_read: bool
    answers: Mapping[str, str]
    is_counted: bool = True


def team_scope(team: str) -> str:
    return f"team:{team}"


def locality_scope(locality: str) -> str:
    return f"locality:{locality}"


def financial_year(month: str) -> str:
    """The year from April in which a month lies: "2026-03" is in "2025/26"."""
    year = int(month[:4]) - (int(month[5:]) < 4)
    return f"{year}/{(year + 1) % 100:02d}"


def tree(locality_of: Mapping[str, str]) -> dict[str, str]:
    """Scope → the scope above it, for teams in their localities."""
    above = {team_scope(team): locality_scope(locality) for team, locality in locality_of.items()}
    return above | dict.fromkeys(above.values(), PLACE)


def summaries(given: Iterable[Given], locality_of: Mapping[str, str], content: Content) -> dict[str, Summary]:
    """What may be shown of each scope: {"months": {month: numbers}}; nothing of what is hidden is in it.

    locality_of: team → locality; a team that is not in it is left out.
    """
    given = [one for one in given if one.team in locality_of]
    counted = _count([one for one in given if one.is_counted], content)
    every_answer = Counter((team_scope(one.team), one.month) for one in given if FFT in one.answers)
    above = tree(locality_of)
    every = sorted({one.month for one in given})
    leaves = {(team_scope(team), month): every_answer[team_scope(team), month] for team in sorted(locality_of) for month in every}
    found = marks(leaves, above, financial_year)
    leaves = {cell: sum(counted[FFT].get(cell, ())) for cell in leaves}
    scopes = sorted({scope for scope, _ in found})
    bodies: dict[str, Summary] = {scope: {"months": {}} for scope in scopes}
    hidden = _hidden(counted)
    numbers = {name: _added(cells, {cell for cell in cells if (name, cell) in hidden}, found, above) for name, cells in counted.items()}
    missing = {name: _missing(name, cells, hidden, found, above) for name, cells in counted.items()}
    totals = shown_sums(leaves, found, above)
    out = _left_out(leaves, found, above)
    for cell, mark in sorted(found.items()):
        scope, month = cell
        told: Summary = {"mark": str(mark), "n": totals.get(cell), "left_out": out[cell]}
        for name, cells in numbers.items():
            if cell in cells:
                told.setdefault(name.partition(" ")[0], {})[name.partition(" ")[2]] = cells[cell]
            if cell in missing[name]:
                told.setdefault("missing", {})[name] = missing[name][cell]
        told["fft"] = told.pop(FFT, {}).get("")
        bodies[scope]["months"][month] = told
    return bodies


def _count(given: Iterable[Given], content: Content) -> dict[str, dict[Cell, list[int]]]:
    """Counts by team and month, in named rows: "fft", "mode", "who", and "items <who>/<version>/<item>"."""
    rows: dict[str, dict[Cell, list[int]]] = defaultdict(dict)
    place = {key: [code for code, _ in item.codes or ()] for key, item in content.items.items()}
    for item in place:
        if content.items[item].kind == "statement":
            place[item] = [*AGREE_CODES, "not-applicable"]
    at = {key: {code: n for n, code in enumerate(codes)} for key, codes in place.items()}

    def add(name: str, cell: Cell, n: int, width: int) -> None:
        row = rows[name].get(cell)
        if row is None:
            row = rows[name][cell] = [0] * width
        row[n] += 1

    modes = {mode: n for n, mode in enumerate(MODES)}
    for one in given:
        cell = (team_scope(one.team), one.month)
        is_proxy = one.who == "proxy"
        for item, code in one.answers.items():
            n = at.get(item, {}).get(code)
            if n is None:
                continue
            if item == FFT:
                add(FFT, cell, n, len(FFT_CODES))
                add("who", cell, int(is_proxy), 2)
                add("mode", cell, modes[one.mode], len(MODES))
            else:
                key = f"{item}{EASY if one.easy_read and content.items[item].easy else ''}"
                add(f"items {'proxy' if is_proxy else 'own'}/{one.version}/{key}", cell, n, len(at[item]))
        said = [one.answers.get(item) for item in JOINED]
        if all(code in HOW_OFTEN for code in said):
            add(f"items {'proxy' if is_proxy else 'own'}/{one.version}/{JOINED_ALL}", cell, int(set(said) == {"always"}), 2)
    rows.setdefault(FFT, {})
    return rows


def _added(
    cells: Mapping[Cell, Sequence[int]], hidden: Collection[Cell], found: Mapping[Cell, Mark], above: Mapping[str, str]
) -> dict[Cell, list[int] | None]:
    """A row of counts for every scope: the sum of what is shown beneath. None: there is something, and all of it is hidden."""
    sums: dict[Cell, list[int] | None] = {}
    for cell, counts in cells.items():
        shows = is_published(cell, found, above) and cell not in hidden
        at: str | None = cell[0]
        while at is not None:
            key = (at, cell[1])
            held = sums.get(key)
            if shows:
                sums[key] = list(counts) if held is None else [mine + more for mine, more in zip(held, counts, strict=True)]
            else:
                sums.setdefault(key, None)
            at = above.get(at)
    return sums


def _missing(
    name: str, cells: Iterable[Cell], hidden: Collection[tuple[str, Cell]], found: Mapping[Cell, Mark], above: Mapping[str, str]
) -> dict[Cell, int]:
    """Of a row of every scope: how many teams' months are not in it.

    Not why: where few rows can hide each other, that one of them has 1 to 4 and another at least 5 would say how many.
    """
    out: dict[Cell, int] = {}
    for cell in cells:
        at: str | None = None if is_published(cell, found, above) and (name, cell) not in hidden else cell[0]
        while at is not None:
            out[at, cell[1]] = out.get((at, cell[1]), 0) + 1
            at = above.get(at)
    return out


def _hidden(counted: Mapping[str, Mapping[Cell, Sequence[int]]]) -> set[tuple[str, Cell]]:
    """The rows of a team's month that are hidden though the month is shown.

    Who answered: where either share is small, since one and the month's number tell the other. A question's rows, by whom and in which wording: where
    few were scored, and then as many more as it takes that neither the month's number nor that of who answered gives a small one back.
    """
    hidden: set[tuple[str, Cell]] = set()
    families: dict[tuple[str, Cell], list[str]] = defaultdict(list)
    for name, cells in counted.items():
        for cell, counts in cells.items():
            if name == "who" and any(is_small(count) for count in counts):
                hidden.add((name, cell))
            elif name.startswith("items "):
                families[_item_of(name), cell].append(name)
    for (_, cell), names in families.items():
        counts_of = {(name, cell[1]): sum(counted[name][cell]) for name in names}
        found = {(name, cell[1]): Mark.SMALL if _has_few(name, counted[name][cell]) else Mark.SHOWN for name in names}
        every = sorted(counts_of)
        by_whom = [[row for row in every if row[0].startswith(f"items {who}/")] for who in ("own", "proxy")]
        hide_apart([*by_whom, every], counts_of, found)
        hidden |= {(name, cell) for (name, _), mark in found.items() if mark is not Mark.SHOWN}
    return hidden


def _item_of(name: str) -> str:
    return name.rpartition("/")[2].removesuffix(EASY)


def _has_few(name: str, counts: Sequence[int]) -> bool:
    item = _item_of(name)
    if item == JOINED_ALL:
        return is_small(sum(counts))
    scored = sum(counts[:-1]) if item.startswith(("i-", "joined-")) else sum(counts[:11]) if item.startswith("ons4-") else sum(counts)
    return is_small(scored) or is_small(sum(counts))


def _left_out(leaves: Mapping[Cell, int], found: Mapping[Cell, Mark], above: Mapping[str, str]) -> dict[Cell, int]:
    """How many teams with answers are not in each cell's sum."""
    out: dict[Cell, int] = dict.fromkeys(found, 0)
    for cell in leaves:
        if found[cell] is not Mark.SHOWN:
            at: str | None = cell[0]
            while at is not None:
                out[at, cell[1]] += 1
                at = above.get(at)
    return out


# ------------------------------------------------------------------------------------------------------------------ what a page shows


def percent(part: int, whole: int) -> int | None:
    """Rounded half up; None of nothing."""
    return None if whole == 0 else (200 * part + whole) // (2 * whole)


def percents(counts: Sequence[int]) -> list[int]:
    """Shares of a whole in percent that add up to 100 (largest remainder), so that a bar is as long as it says."""
    whole = sum(counts)
    if whole == 0:
        return [0] * len(counts)
    floors = [100 * count // whole for count in counts]
    by_rest = sorted(range(len(counts)), key=lambda n: (-(100 * counts[n] % whole), n))
    for n in by_rest[: 100 - sum(floors)]:
        floors[n] += 1
    return floors


def page(summary: Summary, content: Content, month: str, months_back: Callable[[str, int], list[str]]) -> dict[str, Any]:
    """One team's, locality's or place's page for a month: twelve months of the national question, three of the rest."""
    months: Mapping[str, Summary] = summary.get("months", {})
    year, quarter = months_back(month, 12), months_back(month, 3)
    rows = [_month(name, months.get(name)) for name in year]
    shown = [months[name] for name in year if name in months and not months[name]["mark"]]
    return {
        "months": rows,
        "year": _positive([sum(column) for column in zip(*(one["fft"] for one in shown if one["fft"]), strict=True)]),
        "modes": _modes(shown),
        "who": _who([months[name] for name in quarter if name in months]),
        "quarter": quarter,
        "statements": _statements([months.get(name, {}) for name in quarter], content),
        "wellbeing": _wellbeing([months.get(name, {}) for name in quarter], content),
        "joined_up": _joined([months.get(name, {}) for name in quarter], content),
        "joined_up_all": _joined_all([months.get(name, {}) for name in quarter]),
    }


def _positive(fft: Sequence[int]) -> dict[str, Any]:
    n = sum(fft)
    counts = dict(zip(FFT_CODES, fft, strict=True)) if fft else dict.fromkeys(FFT_CODES, 0)
    return {
        "n": n,
        "counts": [counts[code] for code in FFT_CODES],
        "positive": percent(counts["very-good"] + counts["good"], n),
        "negative": percent(counts["poor"] + counts["very-poor"], n),
    }


def _month(name: str, told: Summary | None) -> dict[str, Any]:
    if told is None:
        return {"month": name, "mark": "", "left_out": 0, **_positive([])}
    if told["mark"]:
        return {"month": name, "mark": told["mark"], "left_out": told["left_out"], "n": None, "counts": None, "positive": None, "negative": None}
    return {"month": name, "mark": "", "left_out": told["left_out"], **_positive(told["fft"] or [])}


def _modes(shown: Sequence[Summary]) -> dict[str, int]:
    total: Counter[str] = Counter()
    for one in shown:
        total.update(dict(zip(MODES, one.get("mode", {}).get("") or [0] * len(MODES), strict=True)))
    return {mode: total[mode] for mode in MODES}


def _who(quarter: Sequence[Summary]) -> dict[str, int] | None:
    """How many answered themselves and how many were answered for, in the months in which both may be told. None: in no month."""
    found = [one["who"][""] for one in quarter if one.get("who", {}).get("")]
    return None if not found else {"own": sum(own for own, _ in found), "proxy": sum(proxy for _, proxy in found), "left_out": _left(quarter, "who")}


def _left(quarter: Sequence[Summary], name: str) -> int:
    """Teams' months that are not in a row."""
    return sum(one.get("missing", {}).get(name, 0) for one in quarter)


def _told(quarter: Sequence[Summary], name: str, *, is_hidden: bool) -> dict[str, Any]:
    """What a row says of what is not in it: a mark where that is all of it, and how many teams' months."""
    return {"mark": str(Mark.SMALL) if is_hidden else "", "left_out": _left(quarter, name)}


def _items(quarter: Sequence[Summary], kind: str, content: Content) -> list[tuple[str, str, str, bool, list[int] | None, dict[str, Any]]]:
    """(item, who, version, easy, counts or None where all is hidden, what is told of the hidden) of each row of a kind."""
    names = sorted({name for one in quarter for name in one.get("items", {})})
    order = list(content.items)
    found = []
    for name in names:
        who, set_, version, key = name.split("/")
        item = key.removesuffix(EASY)
        if item not in content.items or content.items[item].kind != kind:
            continue
        rows = [one["items"][name] for one in quarter if name in one.get("items", {})]
        shown = [row for row in rows if row is not None]
        counts = [sum(column) for column in zip(*shown, strict=True)] if shown else None
        about = _told(quarter, f"items {name}", is_hidden=counts is None)
        found.append((item, who, f"{set_}/{version}", key != item, counts, about))
    return sorted(found, key=lambda row: (row[3], order.index(row[0]), row[2], row[1]))


def _statements(quarter: Sequence[Summary], content: Content) -> list[dict[str, Any]]:
    told = []
    for item, who, version, easy, counts, about in _items(quarter, "statement", content):
        text = content.items[item].easy if easy else content.items[item].text
        row: dict[str, Any] = {"item": item, "text": text, "easy": easy, "version": version, "who": who, **about}
        if counts is None:
            told.append({**row, "n": None, "not_applicable": None, "counts": None, "percents": None, "agree": None, "disagree": None})
            continue
        scored = counts[:5]
        n = sum(scored)
        shares = {"agree": percent(scored[3] + scored[4], n), "disagree": percent(scored[0] + scored[1], n)}
        told.append({**row, "n": n, "not_applicable": counts[5], "counts": scored, "percents": percents(scored), **shares})
    return told


def _wellbeing(quarter: Sequence[Summary], content: Content) -> list[dict[str, Any]]:
    told = []
    for item, who, version, _, counts, about in _items(quarter, "scale", content):
        row: dict[str, Any] = {"item": item, "text": content.items[item].text, "version": version, **about}
        if who != "own":
            continue
        if counts is None:
            told.append({**row, "n": None, "mean": None, "bands": None})
            continue
        scored, n = counts[:11], sum(counts[:11])
        bands = [{"name": name, "n": sum(scored[low : high + 1]), "percent": percent(sum(scored[low : high + 1]), n)}
                 for name, low, high in ONS4_BANDS.get(item, ONS4_BANDS["*"])]  # fmt: skip
        mean = round(sum(value * count for value, count in enumerate(scored)) / n, 1) if n else None
        told.append({**row, "n": n, "mean": mean, "bands": bands})
    return told


def _joined(quarter: Sequence[Summary], content: Content) -> list[dict[str, Any]]:
    told = []
    for item, who, version, _, counts, about in _items(quarter, "choice", content):
        row: dict[str, Any] = {"item": item, "text": content.items[item].text, "version": version, "who": who, **about}
        if counts is None:
            told.append({**row, "n": None, "counts": None, "always": None, "skipped": None})
            continue
        scored = counts[:4]
        told.append({**row, "n": sum(scored), "counts": scored, "always": percent(scored[3], sum(scored)), "skipped": counts[4]})
    return told


def _joined_all(quarter: Sequence[Summary]) -> list[dict[str, Any]]:
    """Who said "always" to all four, of who could answer all four."""
    told = []
    for name in sorted({name for one in quarter for name in one.get("items", {}) if name.endswith(f"/{JOINED_ALL}")}):
        who, set_, version, _ = name.split("/")
        rows = [one["items"][name] for one in quarter if name in one.get("items", {})]
        shown = [row for row in rows if row is not None]
        n, always = sum(sum(row) for row in shown), sum(row[1] for row in shown)
        numbers = {"n": n, "always": percent(always, n)} if shown else {"n": None, "always": None}
        told.append({"who": who, "version": f"{set_}/{version}", **_told(quarter, f"items {name}", is_hidden=not shown), **numbers})
    return told
