"""A Patient → the fields of a person, and what of it was left and why."""

from __future__ import annotations

import re
from typing import Any

from backend.fhir import tables
from backend.fhir.elements import concept, day, listed, words
from backend.fhir.reading import Resource
from backend.patients import nhs_number
from backend.patients.schemas import PatientSchema

BRITAIN = (49.0, 61.0, -9.0, 2.0)
"""Latitudes and longitudes between which a home visit can lie."""

_KEPT_IDENTIFIERS = ("MR", "PI", None)


def person(resource: Resource, source: str) -> tuple[dict[str, Any], list[str]]:
    """(fields of kind patient, reasons for what was left). Never an invented number: without one, the status says that a trace is needed."""
    body, left = resource.body, list[str]()
    name = next((one for one in listed(body.get("name")) if one.get("use") == "official"), next(iter(listed(body.get("name"))), {}))
    given = " ".join(words(one) or "" for one in name.get("given", []) if isinstance(one, str)).strip() if isinstance(name.get("given"), list) else ""
    fields: dict[str, Any] = {
        "given_name": given[:100] or None,
        "family_name": words(name.get("family"), 100) or words(name.get("text"), 100) or "Name not known",
        "born_on": day(body.get("birthDate")),
        "gender": tables.GENDERS.get(str(body.get("gender")), "not-known"),
    }
    fields |= identifiers(resource, left)
    fields |= address(resource, left)
    phone = next((words(one.get("value"), 40) for one in listed(body.get("telecom")) if one.get("system") == "phone"), None)
    if phone and PatientSchema().validate({"phone": phone}, partial=True):
        left.append("its phone number cannot be rung")
        phone = None
    fields["phone"] = phone
    fields["languages"] = sorted({known for one in listed(body.get("communication")) if (known := language(one.get("language")))}) or None
    died = day(body.get("deceasedDateTime"))
    dead = died is not None or body.get("deceasedBoolean") is True
    fields |= {"status": "died" if dead else "active", "status_on": died, "status_reason": f"said by {source}" if dead else None}
    if fields["born_on"] is None:
        left.append("its date of birth is missing" if body.get("birthDate") is None else "its date of birth is not a whole day that there is")
    return fields, left


def identifiers(resource: Resource, left: list[str]) -> dict[str, Any]:
    """The NHS number where there is a right one; other systems' own numbers for the person; never a passport, a licence, a tax number."""
    number, local = None, set()
    for one in listed(resource.body.get("identifier")):
        system, value = one.get("system"), words(one.get("value"), 100)
        if value is None:
            continue
        if system == tables.NHS_NUMBER:
            number = value.replace(" ", "").replace("-", "")
            continue
        codings = listed(one["type"].get("coding")) if isinstance(one.get("type"), dict) else []
        if (codings[0].get("code") if codings else None) in _KEPT_IDENTIFIERS:
            local.add(f"{words(system, 90) or 'unnamed'}|{value}")
        else:
            left.append(f"an identifier that care does not need ({concept(one.get('type'), 40) or codings[0].get('code')})")
    if number is not None and not nhs_number.is_valid(number):
        left.append("its NHS number is wrong: the last digit does not fit the others")
        number = None
    elif number is None:
        left.append("it has no NHS number: the person has a local identifier, and a trace is needed")
    local = local or {f"fhir|{resource.body.get('id') or resource.key}"[:200]}
    # 02 present but not traced, 03 trace required: only a trace of our own may say 01 (CLINICAL B.1)
    return {"nhs_number": number, "nhs_number_status": "02" if number else "03", "local_ids": sorted(local)}


def address(resource: Resource, left: list[str]) -> dict[str, Any]:
    """One line, a British postcode or none, coordinates only where a visit can go."""
    home = next((one for one in listed(resource.body.get("address")) if one.get("use") in ("home", None)), None)
    if home is None:
        return {}
    lines = [words(one) for one in home.get("line", [])] if isinstance(home.get("line"), list) else []
    postcode = words(home.get("postalCode"), 12)
    if postcode and PatientSchema().validate({"postcode": postcode}, partial=True):
        left.append(f"{postcode} is no British postcode: it stands in the address line")
        lines, postcode = [*lines, words(home.get("city")), postcode], None
    else:
        lines.append(words(home.get("city")))
    fields: dict[str, Any] = {"address_line": words(", ".join(one for one in lines if one)), "postcode": postcode}
    for extension in listed(home.get("extension")):
        if str(extension.get("url", "")).endswith("geolocation"):
            at = {str(one.get("url")): one.get("valueDecimal") for one in listed(extension.get("extension"))}
            latitude, longitude = at.get("latitude"), at.get("longitude")
            if not (isinstance(latitude, int | float) and isinstance(longitude, int | float)):
                continue
            if BRITAIN[0] <= latitude <= BRITAIN[1] and BRITAIN[2] <= longitude <= BRITAIN[3]:
                fields |= {"latitude": round(latitude, 6), "longitude": round(longitude, 6)}
            else:
                left.append("its coordinates lie outside Britain")
    return fields


def language(value: Any) -> str | None:
    """A language's English name by its code, else by what it is called."""
    for coding in listed(value.get("coding")) if isinstance(value, dict) else []:
        if known := tables.LANGUAGES.get(re.split("[-_]", str(coding.get("code")))[0].lower()):
            return known
    return concept(value, 60)
