"""Whether a questionnaire may be put before a person: every problem with the item that has it. Pure; the definition is anybody's JSON.

1. What is grave is refused on upload: no identity, two items of one linkId, an unknown type, a loop, an expression that is none or that could run
   for ever, markup that does something, more levels or items than anybody fills.
2. The rest is told and shown all the same.
3. Nothing here trusts the definition not to be hostile: no recursion over it, no pattern of its own is run that could take long (`patterns.py`),
   no expression evaluated.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from backend.assessments.circles import reading
from backend.assessments.definition import (
    CALCULATED,
    CORE,
    ENABLE_WHEN,
    INITIAL,
    SDC,
    TYPES,
    VARIABLE,
    Placed,
    expression,
    extensions,
    is_question,
    items,
    listed,
    named,
    text_of,
    value_of,
    variables,
    walk,
)
from backend.assessments.expressions import LONGEST, is_whole
from backend.assessments.patterns import fits

LEVELS = 20
MOST_ITEMS = 2_000
LONGEST_TEXT = 8_000
LONGEST_LINK_ID = 100
NESTED = 120
"""Brackets within brackets of a definition's JSON: 20 levels of items with their extensions have less than half."""

MOST_TOLD = 20
"""Sentences about one definition that came as a change."""
MOST_KEPT = 200
"""Judgements kept in a process."""

OPERATORS = frozenset({"exists", "=", "!=", ">", "<", ">=", "<="})
_LINK_ID = re.compile(r"[\x21-\x7e]{1,100}")
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
# Each of these is searched in texts that anybody may send: none may take longer than the text is long.
_MARKUP = re.compile(
    r"<\s{0,20}/?\s{0,20}(script|iframe|object|embed|applet|link|meta|base|form|input|button|svg|math|style|video|audio|img|template)\b"
    r"|javascript\s{0,20}:|vbscript\s{0,20}:|data\s{0,20}:\s{0,20}text/html|<[^<>]*\son[a-z]+\s{0,20}=",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"linkId\s*=\s*'([^'\\]*)'")
_RUNS_AWAY = (
    (re.compile(r"\brepeat\s*\(\s*(?!item\s*\)|answer\s*\)|item\s*\|\s*answer\.item\s*\))"), "`repeat` of anything but items could run for ever"),
    (re.compile(r"\b(resolve|memberOf|subsumes|subsumedBy)\s*\("), "it asks a server, which a tablet without signal cannot"),
    (re.compile(r"\b(matches|matchesFull|replaceMatches)\s*\(\s*(?!')"), "a pattern must be written out in quotes"),
)
_PATTERN = re.compile(r"\b(?:matches|matchesFull|replaceMatches)\s*\(\s*'([^']*)")
_LONGEST_PATTERN = 200
_REPEATS_TWICE = re.compile(r"[*+}]\)?[*+{]|\([^)']*[*+|][^)']*\)[*+{]")


@dataclass(frozen=True, slots=True)
class Problem:
    """`item`: the linkId, or "" for the form; `called`: the item as a person finds it. `grave`: the form is not taken with it."""

    item: str
    called: str
    words: str
    grave: bool = True


def too_deep(text: str) -> str | None:
    """The last linkId before JSON text is nested deeper than anybody fills; None where it is not. Asked before it is read: readers may give up."""
    depth = 0
    in_text = escaped = False
    for at, character in enumerate(text):
        if in_text:
            in_text = escaped or character != '"'
            escaped = character == "\\" and not escaped
        elif character == '"':
            in_text = True
        elif character in "[{":
            depth += 1
            if depth > NESTED:
                found = re.findall(r'"linkId"\s*:\s*"([^"\\]{1,100})"', text[:at])
                return found[-1] if found else ""
        elif character in "]}":
            depth -= 1
    return None


def judge(definition: Any) -> list[Problem]:
    """All problems, in the order of the form; none grave: it may be published."""
    if not isinstance(definition, Mapping) or definition.get("resourceType") != "Questionnaire":
        return [Problem("", "the form", "This is no FHIR R4 Questionnaire.")]
    found = [*_of_the_form(definition)]
    placed = []
    for number, each in enumerate(walk(definition)):
        if number >= MOST_ITEMS:
            return [*found, _at(each, f"More than {MOST_ITEMS} items.")]
        if len(each.parents) >= LEVELS:
            return [*found, _at(each, f"Deeper than {LEVELS} levels.")]
        placed.append(each)
    known = items(definition)
    seen: set[str] = set()
    for each in placed:
        found.extend(_of_an_item(each, known, seen))
    found.extend(_loops(definition, placed, known))
    return found


def is_refused(problems: Sequence[Problem]) -> bool:
    return any(problem.grave for problem in problems)


def in_words(problems: Sequence[Problem]) -> dict[str, str]:
    """The grave ones for problem details: item → what is wrong with it."""
    told: dict[str, str] = {}
    for problem in problems:
        if problem.grave:
            told[problem.item or "questionnaire"] = " ".join(
                filter(None, [told.get(problem.item or "questionnaire"), f"{problem.called}: {problem.words}"])
            )
    return told


def why_not(definition: Mapping[str, Any]) -> tuple[str, ...]:
    """What keeps a definition from being taken, a sentence for each item; nothing where it may be. Worked out once a process."""
    told = json.dumps(definition, sort_keys=True).encode("utf-8", "surrogatepass")
    key = hashlib.sha256(told).digest()
    if key not in _judged:
        if len(_judged) >= MOST_KEPT:
            _judged.clear()
        _judged[key] = tuple(in_words(judge(definition)).values())[:MOST_TOLD]
    return _judged[key]


_judged: dict[bytes, tuple[str, ...]] = {}


def _at(placed: Placed, words: str, *, grave: bool = True) -> Problem:
    text = text_of(placed.item.get("text"))
    short = text if len(text) <= 60 else text[:59] + "…"
    return Problem(
        placed.link_id[:LONGEST_LINK_ID], f"“{short}”" if text and not _MARKUP.search(text) else placed.link_id[:60] or "an item", words, grave
    )


def _of_the_form(definition: Mapping[str, Any]) -> Iterator[Problem]:
    def form(words: str, *, grave: bool = True) -> Problem:
        return Problem("", "the form", words, grave)

    if not re.fullmatch(r"[\x21-\x7e]{1,300}", text_of(definition.get("url"))):
        yield form("It needs an address (url) of its own.")
    if not re.fullmatch(r"[\x20-\x7e]{1,60}", text_of(definition.get("version"))):
        yield form("It needs a version.")
    if not text_of(definition.get("title")):
        yield form("It needs a title.")
    if not listed(definition.get("item")):
        yield form("It has no items.")
    if not text_of(definition.get("copyright")):
        yield form("It has no licence line (copyright).", grave=False)
    rest = {name: value for name, value in definition.items() if name != "item"}
    for words in _of_the_words(rest):
        yield form(words)
    for words, grave in _of_expressions(definition, None):
        yield form(words, grave=grave)


def _of_an_item(placed: Placed, known: Mapping[str, Placed], seen: set[str]) -> Iterator[Problem]:
    item, link_id = placed.item, placed.link_id
    if not _LINK_ID.fullmatch(link_id):
        yield _at(placed, f"A linkId has 1 to {LONGEST_LINK_ID} visible characters.")
    elif link_id in seen:
        yield _at(placed, f"The linkId {link_id} stands twice.")
    seen.add(link_id)
    if placed.type not in TYPES:
        yield _at(placed, f"There is no type “{placed.type[:30]}”." if placed.type else "It has no type.")
    if not text_of(item.get("text")) and placed.type not in ("group",):
        yield _at(placed, "It has no words.", grave=False)
    pattern = text_of(value_of(item, CORE + "regex"))
    if pattern and fits(pattern, "a") is None:
        yield _at(placed, "Its pattern is not checked: it could take for ever, or cannot be read.", grave=False)
    if item.get("modifierExtension"):
        yield _at(placed, "It has a modifier that nobody here understands.")
    if placed.type in ("choice", "open-choice"):
        if not item.get("answerOption") and not item.get("answerValueSet"):
            yield _at(placed, "It has nothing to choose from.", grave=placed.type == "choice")
    elif item.get("answerOption"):
        yield _at(placed, "Only a choice has options.", grave=False)
    if placed.type == "display" and listed(item.get("item")):
        yield _at(placed, "What is only shown holds no items.")
    for words in _of_the_words({name: value for name, value in item.items() if name != "item"}):
        yield _at(placed, words)
    for words, grave in _of_expressions(item, known):
        yield _at(placed, words, grave=grave)
    yield from _of_conditions(placed, known)


def _of_conditions(placed: Placed, known: Mapping[str, Placed]) -> Iterator[Problem]:
    conditions = listed(placed.item.get("enableWhen"))
    if len(conditions) > 1 and placed.item.get("enableBehavior") not in ("all", "any"):
        yield _at(placed, "With several conditions it must say whether all or any of them count.", grave=False)
    for condition in conditions:
        question = text_of(condition.get("question"))
        if question not in known or not is_question(known[question].item):
            yield _at(placed, f"It waits for a question that is not there: {question[:60] or '(none)'}.")
        if condition.get("operator") not in OPERATORS:
            yield _at(placed, "Its condition has an operator that is none.")
        given = [name for name in condition if name.startswith("answer")]
        if len(given) != 1 or (condition.get("operator") == "exists" and given != ["answerBoolean"]):
            yield _at(placed, "Its condition says nothing to compare with.")


def _of_the_words(element: Mapping[str, Any]) -> Iterator[str]:
    """What is wrong with any text in an element, extensions included: markup that does something, text beyond all length."""
    waiting: list[Any] = [element]
    has_markup = is_long = False
    while waiting:
        each = waiting.pop()
        if isinstance(each, str):
            is_long = is_long or len(each) > LONGEST_TEXT
            has_markup = has_markup or _MARKUP.search(each) is not None
        elif isinstance(each, Mapping):
            waiting += [*each.values()]
        elif isinstance(each, list):
            waiting += each
    if has_markup:
        yield "It holds markup that does something (script, an event, a foreign element)."
    if is_long:
        yield f"A text in it is longer than {LONGEST_TEXT} characters."


_USES = (CALCULATED, ENABLE_WHEN, INITIAL, *(SDC + "sdc-questionnaire-" + each for each in ("answerExpression", "answerOptionsToggleExpression")))


def _of_expressions(element: Mapping[str, Any], known: Mapping[str, Placed] | None) -> Iterator[tuple[str, bool]]:
    """(what is wrong, whether it is grave) with the expressions of an element."""
    texts = [(url.rpartition("-")[2], each) for url in _USES for each in extensions(element, url)]
    texts += [("variable", each) for each in extensions(element, VARIABLE)]
    names = [name for name, _ in variables(element)]
    if len(names) != len(set(names)):
        yield "Two of its variables have one name.", True
    for use, each in texts:
        value = each.get("valueExpression")
        text = value.get("expression") if isinstance(value, Mapping) else None
        if not isinstance(text, str) or not text:
            yield f"Its {use} is empty.", True
            continue
        language = value.get("language") if isinstance(value, Mapping) else None
        if language != "text/fhirpath":
            yield f"Its {use} is not in FHIRPath: a tablet cannot work it out, and shows nothing for it.", False
            continue
        if use == "variable" and not (isinstance(value, Mapping) and _NAME.fullmatch(text_of(value.get("name")))):
            yield "A variable has no name that can be used.", True
        if len(text) > LONGEST or not is_whole(text):
            yield f"Its {use} is no FHIRPath: {text[:80]}", True
            continue
        for why in _runs_away(text):
            yield f"Its {use} is not taken: {why}.", True
        if known is not None:
            for link_id in sorted(set(_QUOTED.findall(text)) - set(known)):
                yield f"Its {use} reads an item that is not there: {link_id[:60]}.", True


def _runs_away(expression: str) -> Iterator[str]:
    """Why an expression could keep a tablet or the server at it for ever."""
    yield from (why for pattern, why in _RUNS_AWAY if pattern.search(expression))
    for pattern in _PATTERN.findall(expression):
        if len(pattern) > _LONGEST_PATTERN:
            yield f"a pattern is longer than {_LONGEST_PATTERN} characters"
        elif _REPEATS_TWICE.search(pattern):
            yield "a pattern with a repeat inside a repeat could run for ever"


def _loops(form: Mapping[str, Any], placed: Sequence[Placed], known: Mapping[str, Placed]) -> Iterator[Problem]:
    """Items that wait for each other: by `enableWhen`, by expressions on when they are asked and on what they come to and the variables that those
    name, by what stands around them."""
    needs: dict[str, set[str]] = {}
    for each in placed:
        wanted = needs.setdefault(each.link_id, set())
        wanted.update(text_of(condition.get("question")) for condition in listed(each.item.get("enableWhen")))
        scope = [dict(named(element)) for element in (each.item, *reversed(each.parents), form)]
        for url in (ENABLE_WHEN, CALCULATED):
            if url == ENABLE_WHEN or is_question(each.item):
                wanted |= reading(expression(each.item, url) or "", scope).read
        if each.parents:
            wanted.add(text_of(each.parents[-1].get("linkId")))
        # A group is told apart in a path on the way to an item inside it: to read the item is not to wait for the group.
        wanted &= {link_id for link_id in wanted if link_id in known and (is_question(known[link_id].item) or _is_around(known[link_id], each))}
    done: set[str] = set()
    for start in needs:
        path: list[str] = []
        on_path: set[str] = set()
        work: list[tuple[str, Iterator[str]]] = [] if start in done else [(start, iter(sorted(needs[start])))]
        if work:
            path.append(start)
            on_path.add(start)
        while work:
            link_id, rest = work[-1]
            following = next((each for each in rest if each in needs and (each in on_path or each not in done)), None)
            if following is None:
                work.pop()
                path.pop()
                on_path.discard(link_id)
                done.add(link_id)
            elif following in on_path:
                circle = [*path[path.index(following) :], following]
                yield _at(known[following], f"It waits for itself: {' → '.join(circle[:8])}.")
                done.add(following)
            else:
                work.append((following, iter(sorted(needs[following]))))
                path.append(following)
                on_path.add(following)


def _is_around(outer: Placed, inner: Placed) -> bool:
    return any(parent is outer.item for parent in inner.parents)
