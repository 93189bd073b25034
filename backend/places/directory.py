"""The directory of services: what a team is, in the words of the national return, and what it does and does not do.

Where nobody said, nothing is known, and nothing is concluded from it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class Coded(NamedTuple):
    """A word's code in the national return, and how it is read."""

    code: str
    label: str


SERVICES: Mapping[str, Coded] = {
    "appliances": Coded("01", "Appliances"),
    "arts-therapy": Coded("02", "Arts therapy"),
    "cancer": Coded("03", "Cancer"),
    "cardiac": Coded("04", "Cardiac"),
    "community-dental": Coded("05", "Community dental"),
    "community-paediatrics": Coded("06", "Community paediatrics"),
    "continence": Coded("07", "Continence"),
    "counselling": Coded("09", "Counselling"),
    "dermatology": Coded("10", "Dermatology"),
    "diabetes": Coded("11", "Diabetes"),
    "district-nursing": Coded("12", "District nursing"),
    "ear-nose-and-throat": Coded("13", "Ear, nose and throat"),
    "end-of-life-care": Coded("14", "End of life care"),
    "gastrointestinal": Coded("15", "Gastrointestinal"),
    "health-visiting": Coded("16", "Health visiting"),
    "hearing": Coded("17", "Hearing"),
    "long-term-conditions-case-management": Coded("19", "Long term conditions case management"),
    "musculoskeletal": Coded("20", "Musculoskeletal"),
    "neurology": Coded("21", "Neurology"),
    "nutrition-and-dietetics": Coded("22", "Nutrition and dietetics"),
    "occupational-therapy": Coded("23", "Occupational therapy"),
    "orthoptist": Coded("24", "Orthoptist"),
    "pain-management": Coded("25", "Pain management"),
    "physiotherapy": Coded("26", "Physiotherapy"),
    "podiatry": Coded("27", "Podiatry"),
    "public-health-and-lifestyle": Coded("28", "Public health and lifestyle"),
    "rehabilitation": Coded("29", "Rehabilitation"),
    "respiratory": Coded("30", "Respiratory"),
    "rheumatology": Coded("31", "Rheumatology"),
    "school-nursing": Coded("32", "School nursing"),
    "speech-and-language-therapy": Coded("33", "Speech and language therapy"),
    "vulnerable-childrens": Coded("34", "Vulnerable children’s"),
    "vulnerable-adults": Coded("35", "Vulnerable adult’s"),
    "respite-care": Coded("36", "Respite care"),
    "clinical-psychology": Coded("37", "Clinical psychology"),
    "childrens-community-nursing": Coded("38", "Children’s community nursing"),
    "diagnostic": Coded("39", "Diagnostic"),
    "treatment-room-nursing": Coded("40", "Treatment room nursing"),
    "haematology": Coded("41", "Haematology"),
    "phlebotomy": Coded("42", "Phlebotomy"),
    "tissue-viability": Coded("43", "Tissue viability"),
    "family-support": Coded("44", "Family support"),
    "integrated-multidisciplinary-team": Coded("45", "Integrated multidisciplinary team (jointly commissioned)"),
    "prosthetic": Coded("46", "Prosthetic"),
    "specialist-palliative-care": Coded("47", "Specialist palliative care"),
    "enablement": Coded("48", "Enablement"),
    "urgent-care": Coded("49", "Urgent care"),
    "wheelchair": Coded("50", "Wheelchair"),
    "crisis-response-intermediate-care": Coded("51", "Crisis response intermediate care"),
    "reablement-intermediate-care": Coded("52", "Reablement intermediate care"),
    "home-based-intermediate-care": Coded("53", "Home-based intermediate care"),
    "community-bed-based-intermediate-care": Coded("54", "Community bed-based intermediate care"),
}
"""CYP102.TeamType (CSDS 1.6; retired ones left out)."""

DEEDS: Mapping[str, str] = {
    "wash": "help to wash and dress",
    "stairs": "stairs and walking",
    "meals": "meals",
    "night": "somebody at night",
    "company": "company",
    "shopping": "shopping and the house",
    "home-from-hospital": "home from hospital",
    "equipment": "aids and equipment",
    "commode": "commode",
    "wheelchair": "wheelchair",
    "dressings": "dressings",
    "catheter": "catheter",
    "continence": "continence",
    "injections": "injections",
    "medicines": "medicines",
    "nutrition": "eating and drinking",
    "breathing": "breathing",
    "falls": "falls",
    "confusion": "confusion",
    "pain": "pain",
    "end-of-life": "end of life",
    "assessment": "assessment of needs",
    "carer": "support for a carer",
}
"""What is asked for, and what a team does or does not do: one list for both, so that the two can be laid side by side."""
