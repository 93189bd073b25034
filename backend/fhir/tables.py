"""Codes of elsewhere → words of ours. Only facts: LOINC and UCUM codes as the FHIR vital signs profiles print them."""

from __future__ import annotations

from collections.abc import Callable

NHS_NUMBER = "https://fhir.nhs.uk/Id/nhs-number"

SYSTEM_NAMES = {
    "http://snomed.info/sct": "SNOMED CT",
    "http://hl7.org/fhir/sid/icd-10": "ICD-10",
    "http://hl7.org/fhir/sid/icd-10-cm": "ICD-10-CM",
    "http://www.nlm.nih.gov/research/umls/rxnorm": "RxNorm",
    "https://dmd.nhs.uk": "dm+d",
}

MEASURES = {
    "29463-7": "weight",
    "8302-2": "height",
    "85354-9": "blood-pressure",
    "55284-4": "blood-pressure",
    "8867-4": "pulse",
    "8310-5": "temperature",
    "9279-1": "respiration",
    "2708-6": "oxygen-saturation",
    "59408-5": "oxygen-saturation",
    "72514-3": "pain",
    "2339-0": "blood-glucose",
    "15074-8": "blood-glucose",
    "41653-7": "blood-glucose",
}
"""LOINC → the type of an observation."""

SYSTOLIC, DIASTOLIC = "8480-6", "8462-4"

_same: Callable[[float], float] = lambda value: value  # noqa: E731 - a table of conversions reads as one

UNITS: dict[str, dict[str, Callable[[float], float]]] = {
    "weight": {"kg": _same, "g": lambda v: v / 1000, "[lb_av]": lambda v: v * 0.45359237},
    "height": {"cm": _same, "m": lambda v: v * 100, "[in_i]": lambda v: v * 2.54},
    "blood-pressure": {"mm[Hg]": _same},
    "pulse": {"/min": _same, "{beats}/min": _same},
    "temperature": {"Cel": _same, "[degF]": lambda v: (v - 32) / 1.8},
    "respiration": {"/min": _same, "{breaths}/min": _same},
    "oxygen-saturation": {"%": _same},
    "pain": {"{score}": _same, "1": _same},
    "blood-glucose": {"mmol/L": _same, "mg/dL": lambda v: v / 18.016},  # molar mass of glucose 180.16 g/mol
}
"""UCUM unit → ours, by type. A unit that is not here is never guessed."""

DECIMALS = {"weight": 1, "height": 1, "temperature": 1, "blood-glucose": 1}
"""The rest are whole numbers."""

GENDERS = {"female": "female", "male": "male", "other": "other", "unknown": "not-known"}

LANGUAGES = {
    "en": "English",
    "bn": "Bengali",
    "syl": "Sylheti",
    "so": "Somali",
    "zh": "Chinese",
    "yue": "Cantonese",
    "ar": "Arabic",
    "es": "Spanish",
    "fr": "French",
    "it": "Italian",
    "pl": "Polish",
    "pt": "Portuguese",
    "vi": "Vietnamese",
    "ur": "Urdu",
    "hi": "Hindi",
}

MEDICINE_STATUS = {
    "active": "active",
    "on-hold": "active",
    "stopped": "stopped",
    "completed": "stopped",
    "cancelled": "stopped",
    "entered-in-error": "entered-in-error",
}
GOAL_STATUS = {
    "proposed": "active",
    "planned": "active",
    "accepted": "active",
    "active": "active",
    "on-hold": "on-hold",
    "completed": "achieved",
    "cancelled": "cancelled",
    "rejected": "cancelled",
    "entered-in-error": "entered-in-error",
}
ACTIVITY_STATUS = {
    "not-started": "active",
    "scheduled": "active",
    "in-progress": "active",
    "on-hold": "on-hold",
    "completed": "completed",
    "cancelled": "cancelled",
    "stopped": "cancelled",
    "entered-in-error": "entered-in-error",
}
PERIODS = {"s": "second", "min": "minute", "h": "hour", "d": "day", "wk": "week", "mo": "month", "a": "year"}
