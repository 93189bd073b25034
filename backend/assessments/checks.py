"""Whether answers fit the questionnaire that they answer: pure, asked where a change is received, and by whoever shows a form.

1. Each answer is judged by itself: one that does not fit is refused with what is allowed, the rest is kept.
2. What a definition does not rule is allowed: a value set that is kept elsewhere takes any code.
3. A value that is worked out is no answer (R5): it is refused, so that no tablet stores a score that another computes otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from marshmallow import ValidationError

from backend.assessments.choices import options
from backend.assessments.definition import (
    CORE,
    EXCLUSIVE,
    UNIT_OPEN,
    UNIT_OPTION,
    extensions,
    is_computed,
    is_question,
    items,
    repeats,
    text_of,
    value_of,
)
from backend.assessments.enabling import compared
from backend.assessments.patterns import fits
from backend.wire_fields import LONGEST_TEXT, MOST_ENTRIES, Text

PREFIX = "answer."

_CHOSEN = ("valueCoding", "valueInteger", "valueDate", "valueTime", "valueString", "valueReference")
ALLOWED: Mapping[str, tuple[tuple[str, ...], str]] = {
    "boolean": (("valueBoolean",), "Yes or no."),
    "decimal": (("valueDecimal",), "A number."),
    "integer": (("valueInteger",), "A whole number."),
    "date": (("valueDate",), "A date that exists, as 2026-11-24."),
    "dateTime": (("valueDateTime",), "A date and time that exist, as 2026-11-24T09:30:00Z."),
    "time": (("valueTime",), "A time as 09:30:00."),
    "string": (("valueString",), "Words."),
    "text": (("valueString",), "Words."),
    "url": (("valueUri",), "An address without spaces."),
    "choice": (_CHOSEN, "One of the choices."),
    "open-choice": (_CHOSEN, "One of the choices, or words of your own."),
    "attachment": (("valueAttachment",), "A file."),
    "reference": (("valueReference",), "Something of the record."),
    "quantity": (("valueQuantity",), "A number with its unit."),
}
"""Type of item → the value[x] that answer it in R4, and what to say where another came."""

_YEAR = r"(?!0000)\d{4}"
_DATE = re.compile(rf"{_YEAR}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d:([0-5]\d|60)(\.\d{1,9})?")
_DATE_TIME = re.compile(rf"({_DATE.pattern})|{_YEAR}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T{_TIME.pattern}(Z|[+-](0\d|1[0-4]):[0-5]\d)")

WHOLE = 2**31
"""FHIR's integer has 32 bits."""
MOST = 1e12
"""Beyond this no number travels (PROTOCOL §2)."""


def check_answers(definition: Mapping[str, Any], fields: Mapping[str, Any]) -> dict[str, str]:
    """Of the fields `answer.<linkId>` those that do not fit, each with a sentence that says what is allowed. Other fields are not looked at."""
    known = items(definition)
    wrong: dict[str, str] = {}
    for name, value in fields.items():
        if not name.startswith(PREFIX):
            continue
        placed = known.get(name.removeprefix(PREFIX))
        said = "There is no such question in this form." if placed is None else _wrong(definition, placed.item, value)
        if said:
            wrong[name] = said
    return wrong


def _wrong(definition: Mapping[str, Any], item: Mapping[str, Any], value: Any) -> str | None:
    """What is wrong with one field's value, or None."""
    if not is_question(item):
        return "This is no question: it takes no answer."
    if is_computed(item):
        return "This is worked out from the answers: it is never written."
    if value is None:
        return None
    if not isinstance(value, Mapping):
        return "An answer is an object with `answer` or `not_asked`."
    answers, reason, origin = value.get("answer", []), value.get("not_asked"), value.get("from")
    if not isinstance(answers, list):
        return "`answer` is a list."
    if reason is not None:
        said = _wrong_text(reason, 1000)
        if said:
            return f"Why it was not asked: {said}"
        if answers:
            return "Either an answer, or why it was not asked."
    if origin is not None and not isinstance(origin, Mapping):
        return "`from` names the record from which an earlier answer came."
    said = _wrong_count(item, len(answers))
    if said:
        return said
    choices = options(definition, item)
    for entry in answers:
        said = _wrong_entry(item, choices, entry)
        if said:
            return said
    return _wrong_together(choices, answers)


def _wrong_count(item: Mapping[str, Any], count: int) -> str | None:
    most = value_of(item, CORE + "questionnaire-maxOccurs") if repeats(item) else 1
    most = most if isinstance(most, int) and not isinstance(most, bool) else MOST_ENTRIES
    if count > most:
        return "One answer only." if most == 1 else f"At most {most} answers."
    return None


def _wrong_entry(item: Mapping[str, Any], choices: Sequence[Mapping[str, Any]] | None, entry: Any) -> str | None:
    if not isinstance(entry, Mapping):
        return "Each answer is an object with one value."
    if "item" in entry:
        return "An answer holds no other answers: each question has a field of its own."
    names = [name for name in entry if name.startswith("value")]
    if len(names) != 1:
        return "Each answer has one value."
    name, type_ = names[0], str(item.get("type"))
    if type_ not in ALLOWED:
        return None  # a type that this version does not know: kept as it came
    allowed, told = ALLOWED[type_]
    if name not in allowed:
        return told
    said = _wrong_value(name, entry[name], told)
    if said:
        return said
    if type_ in ("choice", "open-choice"):
        return _wrong_choice(type_, choices, name, entry[name])
    return _wrong_limits(item, name, entry[name])


def _wrong_value(name: str, value: Any, told: str) -> str | None:
    """Whether a value is of its own type at all."""
    match name:
        case "valueBoolean":
            fits = isinstance(value, bool)
        case "valueInteger":
            fits = isinstance(value, int) and not isinstance(value, bool) and -WHOLE <= value < WHOLE
        case "valueDecimal":
            fits = _is_number(value)
        case "valueDate":
            fits = isinstance(value, str) and _DATE.fullmatch(value) is not None and _exists(value)
        case "valueDateTime":
            fits = isinstance(value, str) and _DATE_TIME.fullmatch(value) is not None and _exists(value[:10])
        case "valueTime":
            fits = isinstance(value, str) and _TIME.fullmatch(value) is not None
        case "valueString":
            return _wrong_text(value, LONGEST_TEXT)
        case "valueUri":
            fits = isinstance(value, str) and 0 < len(value) <= 2000 and not re.search(r"\s", value)
        case "valueCoding":
            fits = isinstance(value, Mapping) and any(isinstance(value.get(part), str) and value[part] for part in ("code", "display"))
        case "valueQuantity":
            fits = isinstance(value, Mapping) and _is_number(value.get("value"))
        case _:
            fits = isinstance(value, Mapping)
    return None if fits else told


def _wrong_text(value: Any, most: int) -> str | None:
    if value is None:
        return "Words."
    try:
        Text(most, lines=True).deserialize(value)
    except ValidationError as error:
        return str(error.messages[0]) if isinstance(error.messages, list) else "Words."
    return None


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and -MOST <= value <= MOST


def _exists(day: str) -> bool:
    if len(day) != 10:
        return True
    try:
        date.fromisoformat(day)
    except ValueError:
        return False
    return True


def _wrong_choice(type_: str, choices: Sequence[Mapping[str, Any]] | None, name: str, value: Any) -> str | None:
    if not choices or any(_same(option, name, value) for option in choices):
        return None
    if type_ == "open-choice" and name == "valueString":
        return None
    words = [label(option) for option in choices]
    told = ", ".join(words[:12]) + (", …" if len(words) > 12 else "")
    return f"One of: {told}." if type_ == "choice" else f"One of: {told}; or words of your own."


def _same(option: Mapping[str, Any], name: str, value: Any) -> bool:
    """Whether a value is this option: a coding by its system and code, whatever it is called."""
    held = option.get(name)
    if isinstance(held, Mapping) and isinstance(value, Mapping):
        parts = ("system", "code") if name == "valueCoding" and held.get("code") else tuple(held)
        return all(held.get(part) == value.get(part) for part in parts)
    return name in option and type(held) is type(value) and held == value


def label(option: Mapping[str, Any]) -> str:
    """What an option is called on the screen."""
    for name, value in option.items():
        if name.startswith("value"):
            if isinstance(value, Mapping):
                return str(value.get("display") or value.get("code") or value.get("reference") or "")
            return str(value)
    return ""


def _wrong_together(choices: Sequence[Mapping[str, Any]] | None, answers: Sequence[Mapping[str, Any]]) -> str | None:
    given = [next((name, value) for name, value in entry.items() if name.startswith("value")) for entry in answers]
    if any(each in given[:number] for number, each in enumerate(given)):
        return "The same answer twice."
    for option in choices or () if len(given) > 1 else ():
        if value_of(option, EXCLUSIVE) is True and any(_same(option, name, value) for name, value in given):
            return f"“{label(option)}” goes with no other answer."
    return None


def _wrong_limits(item: Mapping[str, Any], name: str, value: Any) -> str | None:
    if name in ("valueString", "valueUri"):
        return _wrong_words(item, value)
    if name == "valueAttachment":
        return _wrong_file(item, value)
    if name == "valueBoolean" or (isinstance(value, Mapping) and name != "valueQuantity"):
        return None
    if name == "valueQuantity":
        said = _wrong_unit(item, value)
        if said:
            return said
    low, high = (value_of(item, CORE + each) for each in ("minValue", "maxValue"))
    if (compared(value, low) or 0) < 0 or (compared(value, high) or 0) > 0:
        return _range(low, high)
    value = value["value"] if isinstance(value, Mapping) else value
    places = value_of(item, CORE + "maxDecimalPlaces")
    if isinstance(places, int) and _is_number(value):
        exponent = Decimal(repr(value)).normalize().as_tuple().exponent
        if isinstance(exponent, int) and -exponent > places:
            return "A whole number." if places == 0 else f"At most {places} decimal{'s' if places > 1 else ''}."
    return None


def _range(low: Any, high: Any) -> str:
    if low is None:
        return f"At most {_told(high)}."
    return f"At least {_told(low)}." if high is None else f"From {_told(low)} to {_told(high)}."


def _told(limit: Any) -> str:
    if not isinstance(limit, Mapping):
        return str(limit)
    return f"{limit.get('value')} {text_of(limit.get('unit')) or text_of(limit.get('code'))}".rstrip()


def _wrong_file(item: Mapping[str, Any], value: Mapping[str, Any]) -> str | None:
    kinds = [text_of(next((said for name, said in each.items() if name.startswith("value")), "")) for each in extensions(item, CORE + "mimeType")]
    if kinds and value.get("contentType") not in kinds:
        return f"A file of the kind {' or '.join(kinds)}."
    most, size = value_of(item, CORE + "maxSize"), value.get("size")
    return f"At most {most} MB." if _is_number(most) and _is_number(size) and size > most * 1_000_000 else None


def _wrong_words(item: Mapping[str, Any], value: str) -> str | None:
    most, least = item.get("maxLength"), value_of(item, CORE + "minLength")
    if isinstance(most, int) and len(value) > most:
        return f"At most {most} characters."
    if isinstance(least, int) and len(value) < least:
        return f"At least {least} characters."
    pattern, form = text_of(value_of(item, CORE + "regex")), text_of(value_of(item, CORE + "entryFormat"))
    if not pattern or fits(pattern, value) is not False:
        return None
    return f"As {form}." if form else "Not in the form that is asked for here."


def _wrong_unit(item: Mapping[str, Any], value: Mapping[str, Any]) -> str | None:
    if value_of(item, UNIT_OPEN) in ("optionsOrType", "optionsOrString"):
        return None
    units = [each["valueCoding"] for each in extensions(item, UNIT_OPTION) if isinstance(each.get("valueCoding"), Mapping)]
    for unit in units:
        if value.get("code") is not None and value["code"] == unit.get("code"):
            return None
        if value.get("unit") is not None and value["unit"] in (unit.get("display"), unit.get("code")):
            return None
    return f"A unit: one of {', '.join(str(unit.get('display') or unit.get('code')) for unit in units)}." if units else None
