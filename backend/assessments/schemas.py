"""What each kind of the assessments may hold: exactly the fields of sync/policies.toml, each with its real limits; and one answer.

What an item of a questionnaire allows (types, ranges, options) is the questionnaire's matter, not this file's.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from marshmallow import ValidationError, fields, validates_schema

from backend.assessments import questionnaires
from backend.assessments.words import ASSESSMENT_STATUSES, EVENT_STATUSES, QUESTIONNAIRE_STATUSES
from backend.wire_fields import Choice, Id, Instant, ListOf, Number, Text, WireSchema, YesNo

DEFINITION_BYTES = 2 * 1024 * 1024
"""A questionnaire's definition as JSON. The longest published ones that we know (MDS 3.0) have less than half."""

SHOWN_BYTES = 32 * 1024
"""What a signature keeps of the scores that were on the screen."""

MOST_ENTRIES = 200
"""Answers to one item that may be answered several times (PROTOCOL §4: a list)."""

_CANNOT_BE_KEPT = re.compile(r"\\u0000|\\ud[89a-f]", re.IGNORECASE)
_LINK_ID = re.compile(r"[\x21-\x7e]{1,100}")
_HASH = re.compile(r"[0-9a-f]{64}")
_URL = re.compile(r"[\x21-\x7e]{1,300}")
_VERSION = re.compile(r"[\x21-\x7e]([\x20-\x7e]{0,58}[\x21-\x7e])?")
_KIND = re.compile(r"[a-z][a-z_]{0,39}")


class Json(fields.Field[dict[str, Any]]):
    """A JSON object of at most so many bytes. `resource`: the FHIR type that it must say it is."""

    def __init__(self, most: int, resource: str | None = None, **kwargs: Any) -> None:
        kwargs.setdefault("allow_none", True)
        kind = ["object", "null"] if kwargs["allow_none"] else "object"
        super().__init__(**{**kwargs, "metadata": {"type": kind, **kwargs.get("metadata", {})}})
        self.most = most
        self.resource = resource

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> dict[str, Any]:
        if not isinstance(value, dict):
            raise ValidationError("A JSON object.")
        try:
            text = json.dumps(value)
        except (RecursionError, ValueError, TypeError) as error:
            raise ValidationError("This is nested too deep, or is no JSON.") from error
        if len(text) > self.most and len(json.dumps(value, ensure_ascii=False).encode("utf-8", "surrogatepass")) > self.most:
            raise ValidationError(f"At most {self.most // 1024} KiB.")
        if _CANNOT_BE_KEPT.search(text) and _cannot_be_kept(value):
            raise ValidationError("It holds a character that cannot be kept.")
        if self.resource is not None and value.get("resourceType") != self.resource:
            raise ValidationError(f"A FHIR {self.resource}.")
        return value


def _cannot_be_kept(value: Any) -> bool:
    """NUL or half a character (a lone surrogate) in any text: PostgreSQL keeps neither."""
    waiting = [value]
    while waiting:
        each = waiting.pop()
        if isinstance(each, str):
            if "\0" in each or any("\ud800" <= character <= "\udfff" for character in each):
                return True
        elif isinstance(each, dict):
            waiting += [*each, *each.values()]
        elif isinstance(each, list):
            waiting += each
    return False


class Matching(fields.Field[str]):
    """Text of one shape, said in words."""

    def __init__(self, shape: re.Pattern[str], words: str, **kwargs: Any) -> None:
        kwargs.setdefault("allow_none", True)
        super().__init__(**{**kwargs, "metadata": {"type": ["string", "null"] if kwargs["allow_none"] else "string"}})
        self.shape = shape
        self.words = words

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        if not isinstance(value, str) or not self.shape.fullmatch(value):
            raise ValidationError(self.words)
        return value


class Section(fields.Field[str]):
    """The linkId of a top-level item, or empty text: all of the assessment."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{**kwargs, "metadata": {"type": "string"}})

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        if value != "" and (not isinstance(value, str) or not _LINK_ID.fullmatch(value)):
            raise ValidationError("The linkId of a section, or nothing for all of it.")
        return str(value)


def _link_id(**kwargs: Any) -> Matching:
    return Matching(_LINK_ID, "A linkId: 1 to 100 visible characters.", **kwargs)


class Answer(fields.Field[dict[str, Any]]):
    """The value of one field `answer.<linkId>`:

        {"answer": [<FHIR QuestionnaireResponse.item.answer, without nested items>, …],
         "not_asked": "<why>", "from": {"kind", "record", "at", "by"}}

    Either answers or why it was not asked; `from` names the earlier answer that a person confirmed. What an entry of `answer` holds besides its one
    `value…` (extensions of others) is kept as it is. Taken back is null, not an empty list.
    """

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{**kwargs, "allow_none": True, "metadata": {"type": ["object", "null"]}})

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> dict[str, Any]:
        if not isinstance(value, dict):
            raise ValidationError("An answer as an object, or null.")
        strange = sorted(set(value) - {"answer", "not_asked", "from"})
        if strange:
            raise ValidationError(f"An answer has no {', '.join(strange)}.")
        entries, not_asked = value.get("answer", []), value.get("not_asked")
        if not isinstance(entries, list) or len(entries) > MOST_ENTRIES:
            raise ValidationError(f"`answer` is a list of at most {MOST_ENTRIES}.")
        if "not_asked" in value:
            Text(300, allow_none=False).deserialize(not_asked)
        if bool(entries) == ("not_asked" in value):
            raise ValidationError("Either an answer, or why it was not asked. Null where there is none.")
        for entry in entries:
            _judge_entry(entry)
        if "from" in value:
            _judge_source(value["from"])
        return value


_TYPES: Mapping[str, tuple[type, ...]] = {
    "valueBoolean": (bool,),
    "valueDecimal": (int, float),
    "valueInteger": (int,),
    **dict.fromkeys(("valueDate", "valueDateTime", "valueTime", "valueString", "valueUri"), (str,)),
    **dict.fromkeys(("valueAttachment", "valueCoding", "valueQuantity", "valueReference"), (dict,)),
}
"""FHIR R4, QuestionnaireResponse.item.answer.value[x]."""

_SHAPES: Mapping[str, re.Pattern[str]] = {
    "valueDate": re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?", re.ASCII),
    "valueDateTime": re.compile(
        r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01])(T([01]\d|2[0-3]):[0-5]\d:([0-5]\d|60)(\.\d+)?(Z|[+-]\d\d:\d\d))?)?)?", re.ASCII
    ),
    "valueTime": re.compile(r"([01]\d|2[0-3]):[0-5]\d:([0-5]\d|60)(\.\d+)?", re.ASCII),
}


def _judge_entry(entry: Any) -> None:
    if not isinstance(entry, dict) or not entry:
        raise ValidationError("Each answer is an object with its value.")
    if "item" in entry:
        raise ValidationError("Items under an answer are fields of their own.")
    named = [name for name in entry if name.startswith("value")]
    if len(named) > 1:
        raise ValidationError("One value in each answer.")
    for name in named:
        types = _TYPES.get(name)
        if types is None:
            raise ValidationError(f"{name} is no value that FHIR allows in an answer.")
        found = entry[name]
        if not isinstance(found, types) or (isinstance(found, bool) and bool not in types) or found in ("", {}):
            raise ValidationError(f"{name} does not hold what its name says.")
        shape = _SHAPES.get(name)
        if shape is not None and not (isinstance(found, str) and shape.fullmatch(found)):
            raise ValidationError(f"{name} does not hold what its name says.")


def _judge_source(source: Any) -> None:
    if not isinstance(source, dict) or set(source) != {"kind", "record", "at", "by"}:
        raise ValidationError("`from` names kind, record, at and by.")
    if not isinstance(source["kind"], str) or not _KIND.fullmatch(source["kind"]):
        raise ValidationError("`from` names a kind of record.")
    Id(allow_none=False).deserialize(source["record"])
    Id(allow_none=False).deserialize(source["by"])
    Instant(allow_none=False).deserialize(source["at"])


class Definition(Json):
    """A questionnaire's definition: whatever way it comes, it is judged as an upload is, and refused with the items named."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> dict[str, Any]:
        definition = super()._deserialize(value, attr, data, **kwargs)
        wrong = questionnaires.why_not(definition)
        if wrong:
            raise ValidationError(list(wrong))
        return definition


class QuestionnaireSchema(WireSchema):
    """One version of a questionnaire. `url` and `version` are those of its definition."""

    url = Matching(_URL, "The questionnaire's address: at most 300 characters, no spaces.", required=True, allow_none=False)
    version = Matching(_VERSION, "A version: at most 60 plain characters.", required=True, allow_none=False)
    title = Text(300)
    languages = ListOf(Text(35))
    definition = Definition(DEFINITION_BYTES, "Questionnaire", required=True, allow_none=False)
    licence = Text(4000, lines=True)
    acknowledgement = Text(4000, lines=True)
    published_by = Id()
    published_at = Instant(past=True)
    status = Choice(QUESTIONNAIRE_STATUSES)
    status_reason = Text(1000, lines=True)

    @validates_schema
    def _is_what_it_says(self, data: Mapping[str, Any], **_: Any) -> None:
        definition = data.get("definition") or data
        for name in ("url", "version"):
            if name in data and data[name] != definition.get(name):
                raise ValidationError(f"The {name} of its definition is another one.", name)


class AssessmentSchema(WireSchema):
    """One filling of a questionnaire. `visit`: where it began. `ordinal`, of a joint one (R1): the year in which it began times 100, and its number
    among those of the person and questionnaire in that year: so that one that left the tablets long ago is never begun again."""

    questionnaire = Matching(_URL, "The questionnaire's address.", required=True, allow_none=False)
    version = Matching(_VERSION, "The questionnaire's version.", required=True, allow_none=False)
    ordinal = Number(1, 999_999, whole=True)
    visit = Id()
    begun_at = Instant(past=True)
    begun_by = Id()
    amends = Id()
    why = Text(1000, lines=True)
    status = Choice(ASSESSMENT_STATUSES)
    status_reason = Text(1000, lines=True)
    completed_at = Instant(past=True)


class AnswerRowSchema(WireSchema):
    """One row of a repeating group of an assessment."""

    assessment = Id(required=True, allow_none=False)
    group = _link_id(required=True, allow_none=False)
    parent = Id()
    position = Number(0, 10_000)
    status = Choice(EVENT_STATUSES)
    status_reason = Text(1000, lines=True)


class SignatureSchema(WireSchema):
    """Who signed which section. `content_hash`: PROTOCOL §14. `shown`: what the form worked out, as it was on the screen; `computed`: as the
    server found it (`showing.py`)."""

    assessment = Id(required=True, allow_none=False)
    section = Section(required=True, allow_none=False)
    content_hash = Matching(_HASH, "64 hex digits.", required=True, allow_none=False)
    shown = Json(SHOWN_BYTES)
    signed_at = Instant(required=True, allow_none=False, past=True)
    staff = Id(required=True, allow_none=False)
    drawn = Id()
    overtaken_at = Instant()
    overtaken_by = Id()
    agrees = YesNo()
    computed = Json(SHOWN_BYTES)
    status = Choice(("entered-in-error",))
    status_reason = Text(1000, lines=True)
