"""What the browser's side is given of ours, generated, so that the two cannot drift apart: backend/openapi.json,
in pwa/src/api kinds.ts, types.ts, measures.ts, statements.ts, referral-words.ts, and the kiosk's easy-read wordings.

`python -m backend.cli contract` writes them; a test says whether those in the repository are current.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from flask import Flask
from marshmallow import fields as ma

from backend import openapi
from backend.care_plans.words import I_STATEMENTS
from backend.config import PROJECT
from backend.feedback.contents import content
from backend.patients.measures import MEASURES, Limits
from backend.places.directory import DEEDS, SERVICES
from backend.record import registry
from backend.referrals import words as referrals
from backend.wire_fields import Choice

HEAD = "// {what} Generated from {source} by `ops/alongside contract`; do not edit.\n\n"

ANSWER = """/** What one item was answered, `null` where an answer was taken back: answers, or why it was not asked. */
export interface Answer {
  /** FHIR R4 QuestionnaireResponse.item.answer, each without nested items: `{ valueCoding: { code: "yes" } }`. Not understood is kept untouched. */
  answer?: Record<string, unknown>[];
  not_asked?: string;
  /** The earlier answer that a person confirmed. */
  from?: { kind: string; record: string; at: string; by: string };
}
"""

PATTERNS = """/** Each field that begins so is a group of its own, named like it: `answer.<linkId>`. */
export const patterns: { readonly [K in Kind]?: { readonly prefix: `${string}.`; readonly policy: Policy; readonly write: string } } = {"""

SIDE = """export type Kind = keyof Fields;

/** One side of a conflict: the group's values as one person wrote them. */
export interface Side {
  change: string;
  by: string;
  at: string;
  value: Record<string, unknown>;
  /** What its author had before them. */
  saw: Record<string, unknown> | null;
}

export type Policy = "review" | "latest" | "text" | "set" | "forward" | "once";

export interface Group {
  fields: readonly string[];
  policy: Policy;
  /** A name in `writers`. */
  write: string;
}
"""


def files(app: Flask) -> dict[Path, str]:
    """Each generated file, by its path in the project, with the content that it must have."""
    document = openapi.document(app)
    return {
        Path("backend/openapi.json"): openapi.text(document),
        Path("pwa/src/api/kinds.ts"): kinds_ts(tomllib.loads((PROJECT / "sync" / "policies.toml").read_text())),
        Path("pwa/src/api/types.ts"): types_ts(document),
        Path("pwa/src/api/measures.ts"): measures_ts(),
        Path("pwa/src/api/statements.ts"): statements_ts(),
        Path("pwa/src/api/choices.ts"): choices_ts(),
        Path("pwa/src/api/referral-words.ts"): referral_words_ts(),
        Path("pwa/src/kiosk/sets/easy.json"): easy_json(),
    }


def write(app: Flask) -> list[Path]:
    """Writes what is not current. Returns what it wrote."""
    written = []
    for path, text in files(app).items():
        target = PROJECT / path
        if not target.exists() or target.read_text() != text:
            target.write_text(text)
            written.append(path)
    return written


# ------------------------------------------------------------------------------------------------------------------ kinds.ts


def kinds_ts(policies: Mapping[str, Any]) -> str:
    """The kinds that sync: their fields with types, their groups with policies, their parts."""
    kinds = {name: body for name, body in policies.items() if isinstance(body, dict) and "group" in body}
    lines = ["export interface Fields {"]
    for kind, body in kinds.items():
        lines += [f"  {kind}: {{", *(f"    {_member(name)}: {_field(kind, name)} | null;" for name in _names(body)), "  };"]
    lines += ["}", "", ANSWER, SIDE, f"export const schema = {policies['schema']};", ""]
    lines.append("export const groups: { readonly [K in Kind]: { readonly [group: string]: Group } } = {")
    for kind, body in kinds.items():
        lines.append(f"  {kind}: {{")
        for name, group in _groups(body):
            listed = ", ".join(json.dumps(field) for field in group["fields"])
            lines.append(f'    {name}: {{ fields: [{listed}], policy: "{group["policy"]}", write: "{group["write"]}" }},')
        lines.append("  },")
    lines += ["};", "", PATTERNS]
    for kind, body in kinds.items():
        for name, group in _groups(body, patterns=True):
            lines.append(f'  {kind}: {{ prefix: "{name[:-1]}", policy: "{group["policy"]}", write: "{group["write"]}" }},')
    lines += ["};", "", "/** Roles that may write a group; `self`: whom the record names. The server judges; this says what to offer. */"]
    lines.append("export const writers: { readonly [name: string]: readonly string[] } = {")
    lines += [f"  {name}: {json.dumps(roles)}," for name, roles in policies["writers"].items()]
    lines += ["};", "", "/** The part where a new record of a kind goes. */", "export const parts: { readonly [K in Kind]: string } = {"]
    lines += [f'  {kind}: "{body["part"]}",' for kind, body in kinds.items()]
    head = HEAD.format(what="The kinds that sync and their fields.", source="sync/policies.toml and the schemas")
    return head + "\n".join([*lines, "};"]) + "\n"


def _names(body: Mapping[str, Any]) -> Iterable[str]:
    return [name for group in body["group"].values() for name in group["fields"]]


def _groups(body: Mapping[str, Any], *, patterns: bool = False) -> list[tuple[str, Mapping[str, Any]]]:
    """The groups of a kind; or its patterns, each field of which is a group of its own."""
    return [(name, group) for name, group in body["group"].items() if name.endswith(".*") == patterns]


def _member(name: str) -> str:
    return f"[field: `{name[:-1]}${{string}}`]" if name.endswith(".*") else f"{name}?"


def _field(kind: str, name: str) -> str:
    """The TypeScript type of a synced field: from its schema, or, where only the engine writes it, from its column."""
    if (kind, name) == ("conflict", "sides"):
        return "Side[]"
    if name.endswith(".*"):
        return "Answer | undefined"
    known = registry.known(kind)
    if known is None:
        raise LookupError(f"no capability has registered the kind {kind}")
    field = known.synced.schema._declared_fields.get(name)
    return _of_column(known.table.columns[name]) if field is None else _of_schema(field)


def _of_schema(field: ma.Field[Any]) -> str:
    declared = field.metadata.get("type")
    plain = next(word for word in declared if word != "null") if isinstance(declared, list) else declared
    if isinstance(field, ma.List):
        return f"{_of_schema(field.inner)}[]"
    if isinstance(field, ma.Dict):
        return "Record<string, unknown>"
    if plain == "object":
        return "Record<string, unknown>"
    if isinstance(field, ma.Boolean) or plain == "boolean":
        return "boolean"
    if isinstance(field, ma.Number) or plain in {"number", "integer"}:
        return "number"
    return "string"


def _of_column(column: sa.Column[Any]) -> str:
    if isinstance(column.type, sa.JSON):
        return "Record<string, unknown>"
    if isinstance(column.type, sa.Boolean):
        return "boolean"
    return "number" if isinstance(column.type, sa.Integer | sa.Float | sa.Numeric) else "string"


# --------------------------------------------------------------------------------------------------------------- measures.ts

LIMITS = """/** Of one number: `hard` refuses, `soft` asks "Really?", `change` is the share of the last value beyond which it asks too. */
export interface Limits {
  readonly hard: readonly [number, number];
  readonly soft: readonly [number, number];
  readonly change?: number;
}

/** What can be measured, and its limits: value, value2, value3. Where each number is from stands in the source. */
export const measures: {
  readonly [type: string]: {
    readonly unit: string | null;
    readonly values: readonly Limits[];
    readonly whole: boolean;
    /** How many of the values there must be. */
    readonly needs: number;
    readonly how?: readonly string[];
  };
} = {"""


def measures_ts() -> str:
    """What can be measured and its limits: one table for the server, which refuses by it, and the tablet, which refuses and asks."""
    lines = [LIMITS]
    for name, measure in MEASURES.items():
        told = [f"unit: {json.dumps(measure.unit, ensure_ascii=False)}", f"values: [{', '.join(map(_limits, measure.values))}]"]
        told += [f"whole: {json.dumps(measure.whole)}", f"needs: {measure.needs}"]
        if measure.how is not None:
            told.append(f"how: {json.dumps(measure.how)}")
        lines += [f"  {json.dumps(name)}: {{", *(f"    {one}," for one in told), "  },"]
    return HEAD.format(what="What can be measured.", source="backend/patients/measures.py") + "\n".join([*lines, "};"]) + "\n"


def _limits(limits: Limits) -> str:
    change = "" if limits.change is None else f", change: {limits.change:g}"
    return f"{{ hard: {json.dumps(limits.hard)}, soft: {json.dumps(limits.soft)}{change} }}"


# ---------------------------------------------------------------------------------------------------------------- choices.ts


def choices_ts() -> str:
    """Of each synced field that is one of a closed list of words, or a list of such, the words that this version knows (M8). In a file of its own:
    only screens that open a record need it."""
    lines = ["export const choices: { readonly [kind: string]: { readonly [field: string]: readonly string[] } } = {"]
    for kind in sorted(registry.kinds()):
        known = registry.known(kind)
        declared = {} if known is None else known.synced.schema._declared_fields
        ruled = {name: field.inner if isinstance(field, ma.List) else field for name, field in declared.items()}
        listed = [f"    {name}: {json.dumps(field.choices, ensure_ascii=False)}," for name, field in ruled.items() if isinstance(field, Choice)]
        if listed:
            lines += [f"  {json.dumps(kind)}: {{", *listed, "  },"]
    head = HEAD.format(what="The words of closed lists.", source="the schemas of the kinds that sync")
    return head + "\n".join([*lines, "};"]) + "\n"


# ----------------------------------------------------------------------------------------------------------------- easy.json


def easy_json() -> str:
    """Each question's easy-read wording: what a kiosk shows beside it, and its answers are reported under, apart from the plain."""
    return json.dumps({key: item.easy for key, item in content().items.items() if item.easy}, ensure_ascii=False, indent=2) + "\n"


# ------------------------------------------------------------------------------------------------------------------ types.ts


def types_ts(document: Mapping[str, Any]) -> str:
    """Every schema of the API as a TypeScript interface, and of each operation what it takes and what it answers."""
    lines: list[str] = []
    for name, schema in sorted(document["components"]["schemas"].items()):
        if schema.get("description"):
            lines.append(f"/** {schema['description']} */")
        if schema.get("type") == "object" and schema.get("properties"):
            lines += [f"export interface {name} {{", *_members(schema, "  "), "}", ""]
        else:
            lines += [f"export type {name} = {_type(schema)};", ""]
    lines += ["/** What each operation takes and answers, where that is JSON. */", "export interface Operations {"]
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            if method != "parameters":
                lines.append(f'  "{method.upper()} {path}": {{ body: {_body(operation)}; answer: {_answer(operation)} }};')
    return HEAD.format(what="What the API takes and answers.", source="backend/openapi.json") + "\n".join([*lines, "}"]) + "\n"


def _members(schema: Mapping[str, Any], indent: str) -> list[str]:
    required = set(schema.get("required", ()))
    lines = []
    for name, member in schema["properties"].items():
        if member.get("description"):
            lines.append(f"{indent}/** {member['description']} */")
        key = name if name.isidentifier() else json.dumps(name)
        lines.append(f"{indent}{key}{'' if name in required else '?'}: {_type(member)};")
    return lines


def _type(schema: Mapping[str, Any]) -> str:
    """A JSON schema as a TypeScript type; what it does not say is unknown."""
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    if "enum" in schema:
        return " | ".join(json.dumps(value) for value in schema["enum"])
    if "const" in schema:
        return json.dumps(schema["const"])
    for several in ("oneOf", "anyOf"):
        if several in schema:
            return " | ".join(dict.fromkeys(_type(one) for one in schema[several]))
    kinds = schema.get("type")
    if isinstance(kinds, list):
        return " | ".join(_type({**schema, "type": kind}) for kind in kinds)
    if kinds == "array":
        if "prefixItems" in schema:
            return f"[{', '.join(_type(item) for item in schema['prefixItems'])}]"
        inner = _type(schema.get("items", {}))
        return f"({inner})[]" if " | " in inner else f"{inner}[]"
    if kinds == "object" and "properties" in schema:
        return "{ " + " ".join(line.strip() for line in _members(schema, "") if not line.startswith("/**")) + " }"
    if kinds == "object":
        others = schema.get("additionalProperties")
        return f"Record<string, {_type(others) if isinstance(others, dict) else 'unknown'}>"
    return {"string": "string", "integer": "number", "number": "number", "boolean": "boolean", "null": "null"}.get(str(kinds), "unknown")


def _body(operation: Mapping[str, Any]) -> str:
    schema = operation.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema")
    return "null" if schema is None else _type(schema)


def _answer(operation: Mapping[str, Any]) -> str:
    for status, response in operation["responses"].items():
        if status.startswith("2"):
            schema = response.get("content", {}).get("application/json", {}).get("schema")
            return "null" if schema is None else _type(schema)
    return "null"


# ------------------------------------------------------------------------------------------------------------- statements.ts


def statements_ts() -> str:
    """The “I” statements that a goal can serve, word for word as they were published."""
    told = [f"  {key}: {json.dumps(words, ensure_ascii=False)}," for key, words in I_STATEMENTS.items()]
    what = "The “I” statements that a person’s goal can serve."
    lines = ["export const statements: { readonly [key: string]: string } = {", *told, "};"]
    return HEAD.format(what=what, source="backend/care_plans/words.py") + "\n".join(lines) + "\n"


# ------------------------------------------------------------------------------------------------------------ referral-words.ts


def referral_words_ts() -> str:
    """How the words of referrals and of the directory of services are read. Their codes stay on the server: the national return alone needs them."""
    lists = {
        "sources": referrals.SOURCES,
        "staffGroups": referrals.STAFF_GROUPS,
        "reasons": referrals.REASONS,
        "priorities": referrals.PRIORITIES,
        "clocks": referrals.CLOCKS,
        "rejections": referrals.REJECTIONS,
        "closures": referrals.CLOSURES,
        "onward": referrals.ONWARD,
        "services": SERVICES,
    }
    lines = []
    for name, words in {**{name: {word: one.label for word, one in coded.items()} for name, coded in lists.items()}, "deeds": DEEDS}.items():
        lines.append(f"export const {name}: {{ readonly [word: string]: string }} = {{")
        lines += [f"  {json.dumps(word)}: {json.dumps(label, ensure_ascii=False)}," for word, label in words.items()]
        lines += ["};", ""]
    head = HEAD.format(what="The words of referrals, as they are read.", source="backend/referrals/words.py and backend/places/directory.py")
    return head + "\n".join(lines).rstrip("\n") + "\n"
