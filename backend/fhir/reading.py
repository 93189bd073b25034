"""A file that says it is a FHIR R4 Bundle: read whole and checked before anything is taken from it.

FHIR resources do not carry their version, so R4 is told by what the other versions write differently in the resources that we read.
"""

from __future__ import annotations

import gzip
import json
import math
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NoReturn

LARGEST = 256 * 1024 * 1024
"""Bytes of JSON in one file: a whole life from a large hospital is 12 MB."""

BUNDLE_TYPES = {"document", "message", "transaction", "transaction-response", "batch", "batch-response", "history", "searchset", "collection"}


class NotR4(Exception):
    """The file cannot be imported. The text names the file and the place in it, and says what is wrong."""

    def __init__(self, file: Path, place: str, what: str) -> None:
        super().__init__(f"{file.name}: {place}: {what}" if place else f"{file.name}: {what}")


@dataclass(frozen=True)
class Resource:
    """One resource with where it stands: `place` as `entry[12].resource`, `key` by which others in the file refer to it."""

    type: str
    body: Mapping[str, Any]
    place: str
    key: str

    def reference(self, name: str) -> str | None:
        """What `name.reference` points to, or None."""
        at = self.body.get(name)
        found = at.get("reference") if isinstance(at, Mapping) else None
        return found if isinstance(found, str) else None


@dataclass(frozen=True)
class Source:
    """A whole file: its resources in order, and how they find each other."""

    file: Path
    resources: tuple[Resource, ...]
    by_key: Mapping[str, Resource] = field(default_factory=dict)

    def find(self, reference: str | None) -> Resource | None:
        return self.by_key.get(reference) if reference else None

    def of(self, kind: str) -> Iterator[Resource]:
        return (resource for resource in self.resources if resource.type == kind)


def read(file: Path) -> Source:
    """Reads `.json` or `.json.gz`. Raises NotR4 for anything that is not a FHIR R4 Bundle with one patient or more."""
    bundle = _parse(file)
    if not isinstance(bundle, dict) or "resourceType" not in bundle:
        raise NotR4(file, "", 'this is JSON, but not FHIR: there is no "resourceType" at its top.')
    if bundle["resourceType"] != "Bundle":
        raise NotR4(file, "resourceType", f"a Bundle is needed, this is one {bundle['resourceType']!s:.40}.")
    if bundle.get("type") not in BUNDLE_TYPES:
        raise NotR4(file, "type", f"{bundle.get('type')!r:.40} is no type of an R4 Bundle.")
    entries = bundle.get("entry")
    if not isinstance(entries, list) or not entries:
        raise NotR4(file, "entry", "the Bundle is empty.")
    resources, by_key = [], {}
    for number, entry in enumerate(entries):
        resource = _resource(file, number, entry)
        _refuse_other_versions(file, resource)
        resources.append(resource)
        by_key[resource.key] = resource
        if (own := resource.body.get("id")) is not None:
            by_key[f"{resource.type}/{own}"] = resource
    if not any(resource.type == "Patient" for resource in resources):
        raise NotR4(file, "entry", "there is no Patient in this Bundle, so nobody to import.")
    return Source(file, tuple(resources), by_key)


def _parse(file: Path) -> Any:
    try:
        with file.open("rb") as opened:
            packed = opened.read(LARGEST + 1)
        if packed[:2] == b"\x1f\x8b":
            with gzip.open(file) as unpacked:
                packed = unpacked.read(LARGEST + 1)
        if len(packed) > LARGEST:
            raise NotR4(file, "", f"it is larger than {LARGEST // 1024 // 1024} MB.")
        return json.loads(packed, parse_constant=_no_number, parse_float=_finite)
    except OSError as error:
        raise NotR4(file, "", f"it cannot be read: {error.strerror or error}.") from error
    except (EOFError, zlib.error) as error:
        raise NotR4(file, "", f"it is no whole gzip file: {error}.") from error
    except UnicodeDecodeError as error:
        raise NotR4(file, f"byte {error.start}", "it is not UTF-8.") from error
    except json.JSONDecodeError as error:
        raise NotR4(file, f"line {error.lineno}, column {error.colno}", f"it is not JSON: {error.msg}.") from error
    except ValueError as error:
        raise NotR4(file, "", "it holds a number that is none, or one of thousands of digits.") from error
    except RecursionError as error:
        raise NotR4(file, "", "it is nested too deeply to be FHIR.") from error


def _no_number(word: str) -> NoReturn:
    """NaN and Infinity: Python would read them, JSON has no such thing."""
    raise ValueError(word)


def _finite(text: str) -> float:
    """1e999 is JSON, and no dose."""
    number = float(text)
    return number if math.isfinite(number) else _no_number(text)


def _resource(file: Path, number: int, entry: Any) -> Resource:
    place = f"entry[{number}]"
    if not isinstance(entry, dict):
        raise NotR4(file, place, "an entry is an object.")
    body = entry.get("resource")
    if not isinstance(body, dict):
        raise NotR4(file, f"{place}.resource", "it is missing or no object.")
    kind = body.get("resourceType")
    if not isinstance(kind, str) or not kind.isalpha():
        raise NotR4(file, f"{place}.resource.resourceType", "it is missing.")
    for name, named in ((f"{place}.fullUrl", entry.get("fullUrl")), (f"{place}.resource.id", body.get("id"))):
        if named is not None and not (isinstance(named, str) and named.isprintable()):
            raise NotR4(file, name, "this is no text by which anything could be found again.")
    key = entry.get("fullUrl") or (f"{kind}/{body['id']}" if body.get("id") else f"#{number}")
    return Resource(kind, body, f"{place}.resource", str(key))


def _refuse_other_versions(file: Path, resource: Resource) -> None:
    """The tell-tales of DSTU2, STU3 and R5 in the resources that we read."""
    body, kind = resource.body, resource.type
    telltales = {
        "MedicationOrder": (True, "", "this resource belongs to DSTU2"),
        "Condition": (isinstance(body.get("clinicalStatus"), str), "clinicalStatus", "a plain code here is DSTU2 or STU3"),
        "AllergyIntolerance": (isinstance(body.get("clinicalStatus"), str), "clinicalStatus", "a plain code here is STU3"),
        "Encounter": (isinstance(body.get("class"), list | str), "class", "a list here is R5, a plain code DSTU2"),
        "MedicationRequest": (isinstance(body.get("medication"), dict), "medication", "this element is R5"),
        "Observation": ("context" in body, "context", "this element is STU3"),
        "Goal": (isinstance(body.get("status"), str) and "lifecycleStatus" not in body, "status", "this element is STU3"),
        "CarePlan": ("context" in body, "context", "this element is STU3"),
    }
    wrong, element, why = telltales.get(kind, (False, "", ""))
    if wrong:
        place = f"{resource.place}.{element}" if element else resource.place
        raise NotR4(file, place, f"this is not FHIR R4 ({why}). Ask its source for R4 (4.0.1).")
