# ruff: noqa: E501 (texts for people read best on one line)
"""Who is referred today, by whom and for what: the people of the drawing, invented."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True)
class Person:
    """`age`: on the day on which the place is made; `born_md`: month and day of birth."""

    given_name: str
    family_name: str
    age: int
    born_md: tuple[int, int]
    gender: str
    nhs_number: str
    address_line: str
    postcode: str
    languages: tuple[str, ...] = ("English",)
    interpreter: bool = False
    phone: str | None = None

    def born(self, today: date) -> date:
        month, day = self.born_md
        had = (today.month, today.day) >= (month, day)
        return date(today.year - self.age - (0 if had else 1), month, day)


@dataclass(frozen=True)
class Came:
    """So many minutes before now; or so many days before today, `at` minutes after midnight."""

    ago: int | None = None
    days: int = 0
    at: int = 0


@dataclass(frozen=True)
class Referred:
    """One referral. `person`: which of PEOPLE. `found`: when the need was found, where that was before it came."""

    person: int
    came: Came
    why: str
    clock: str
    priority: str
    fields: dict[str, Any]
    asks: tuple[str, ...] = ()
    words: str | None = None
    found: Came | None = None
    status: str | None = None
    opened: Came | None = None
    by: str | None = None
    asked: str | None = None
    question: str | None = None
    asked_at: Came | None = None
    team: str | None = None
    decided: Came | None = None
    seen: Came | None = None
    seen_by: str | None = None
    advice: str | None = None


PEOPLE: tuple[Person, ...] = (
    Person("Tadeusz", "Wójcik", 78, (4, 12), "male", "9991590838", "44 Zealand Road", "E3 5RA", ("English", "Polish")),
    Person("Lul", "Warsame", 81, (1, 1), "female", "9990166137", "Flat 6, 90 Jubilee Street", "E1 3BS", ("English", "Somali"), True),
    Person("Delroy", "Campbell", 69, (8, 30), "male", "9991860916", "15 Stebondale Street", "E14 3DA"),
    Person("Anwara", "Khatun", 76, (2, 3), "female", "9995260182", "18 Hessel Street", "E1 2LP", ("Sylheti",), True, "020 7946 0611"),
    Person("Mei-Ling", "Chan", 58, (9, 19), "female", "9993909963", "7 Pennyfields", "E14 8HP", ("Cantonese", "English")),
    Person("Jean", "Fletcher", 90, (6, 2), "female", "9990308241", "3 Saxon Road", "E3 5HJ"),
    Person("Abdul Malik", "Miah", 83, (12, 10), "male", "9996281949", "Flat 2, 51 Teesdale Street", "E2 6PU", ("Bengali", "Sylheti"), True),
    Person("Ifrah", "Jama", 34, (5, 25), "female", "9998219930", "22 Wapping Lane", "E1W 2RL", ("English", "Somali")),
    Person("Rokeya", "Chowdhury", 84, (3, 17), "female", "9995181908", "9 Antill Road", "E3 5BP", ("Bengali", "English")),
    Person("Stanley", "Marsh", 79, (10, 8), "male", "9992319488", "61 Salmon Lane", "E14 7NA"),
    Person("Halima", "Osman", 71, (7, 7), "female", "9997574915", "Flat 14, 8 Stepney Way", "E1 2HP", ("English", "Somali")),
    Person("Winston", "Reeves", 86, (11, 2), "male", "9991862528", "30 Coborn Street", "E3 2AB"),
    Person("Kazimierz", "Nowak", 45, (3, 4), "male", "9997601890", "112 Old Ford Road", "E2 9PW", ("English", "Polish")),
)

_GP = {"source": "gp-practice", "came_by": "system", "from_staff_group": "gp"}
_ROYAL = {"source": "hospital", "came_by": "system", "from_organisation": "Royal London", "from_code": "R1H"}

TODAY: tuple[Referred, ...] = (
    Referred(
        0, Came(51), "Blocked catheter, in pain", "two-hours", "urgent",
        {"source": "telephone-service", "came_by": "telephone", "from_organisation": "111", "from_person": "Dean, health adviser", "reason": "catheter-problems", "from_phone": "111"},
        ("catheter", "pain"), "Catheter has not drained since midnight, lower abdomen tense and painful. No fever. Changed last by the district nurses three weeks ago. Lives alone, can open the door.", Came(68),
    ),
    Referred(
        1, Came(26), "Newly confused, cannot stand", "two-hours", "urgent",
        {"source": "ambulance", "came_by": "telephone", "from_organisation": "Ambulance crew", "from_unit": "on scene", "from_person": "Sam Okafor", "from_role": "paramedic", "reason": "cognitive-problems", "from_phone": "020 7946 0777"},
        ("confusion", "stairs"), "Muddled since last night, knows her name and street. Temperature 37.9, oxygen 96% on air. Her son is here until noon. Does not want hospital.", Came(29),
    ),
    Referred(
        2, Came(days=1, at=1000), "After hip operation, not safe on stairs", "two-days", "urgent",
        {"source": "hospital", "came_by": "system", "from_organisation": "Mile End Hospital", "from_unit": "rehabilitation ward", "from_person": "Claire Boateng", "from_role": "physiotherapist", "from_staff_group": "physiotherapist", "reason": "post-operative-care"},
        ("stairs", "equipment"), "Home yesterday after a hip replacement. Two flights to his flat, one rail. Managed four steps with one stick and somebody beside him.",
    ),
    Referred(
        3, Came(20), "Home today, help to wash and climb stairs", "two-days", "urgent",
        {**_ROYAL, "from_unit": "ward 10E", "from_person": "Philip Osei", "from_role": "discharge nurse, Barts Health", "from_staff_group": "other-registered-nurse", "reason": "rehabilitation", "from_phone": "020 7946 0810"},
        ("stairs", "wash"), "Home by ambulance about 14:00. Walks 5 metres with a frame. Lives with her daughter, who works days. Speaks Sylheti.",
    ),
    Referred(
        4, Came(42), "Bathroom aids, weak grip", "eighteen-weeks-allied", "routine",
        {"source": "self", "came_by": "telephone", "from_organisation": "Herself", "reason": "equipment-provision", "from_phone": "020 7946 0633"},
        ("equipment",), "Cannot turn the taps or hold the shower since the summer. Has a bath and no rail.",
    ),
    Referred(
        5, Came(days=2, at=850), "Not eating, grade 2 pressure sore", "two-days", "urgent",
        {**_GP, "from_organisation": "GP, Roman Road", "from_person": "Dr Farhana Rahman", "reason": "pressure-ulcer", "from_phone": "020 7946 0144"},
        ("dressings", "nutrition"), "Has eaten little for a week. Sacrum broken, about 2 cm, clean. Neighbour looks in twice a day.",
        status="asked", opened=Came(days=1, at=520), by="Rukhsana Parveen", asked="GP, Roman Road", question="Is she able to agree to a visit, and who holds a key?", asked_at=Came(14),
    ),
    Referred(
        6, Came(67), "Carer in hospital, nobody at night", "two-days", "urgent",
        {"source": "social-care", "came_by": "email", "from_organisation": "Adult social care", "from_person": "Hodan Jama", "from_role": "social worker", "from_staff_group": "social-worker", "reason": "family-support"},
        ("night", "wash"), "His wife was admitted last night. He has dementia and gets up. A nephew can stay until this evening.",
        status="triage", opened=Came(32), by="Rukhsana Parveen",
    ),
    Referred(
        7, Came(days=13, at=680), "Wheelchair review, new flat", "eighteen-weeks-allied", "routine",
        {**_GP, "from_staff_group": "practice-nursing", "from_organisation": "Practice nurse", "from_person": "Elaine Foster", "reason": "mobility-problems"},
        ("wheelchair",), "Moved last month; the doors are narrower than her chair.",
        status="triage", opened=Came(days=1, at=905), by="Tom Whitfield",
    ),
    Referred(
        8, Came(35), "Fall, cannot manage the stairs", "two-hours", "urgent",
        {**_GP, "from_organisation": "GP, Roman Road", "from_person": "Dr Samuel Levy", "reason": "falls-risk"},
        ("falls", "stairs"), "Fell in the hall this morning, no head injury, bruised hip, weight bearing. Lives upstairs.", Came(36),
        status="accepted", opened=Came(30), by="Rukhsana Parveen", team="integrated", decided=Came(22),
    ),
    Referred(
        9, Came(122), "Breathless, known heart failure", "two-hours", "urgent",
        {**_GP, "from_organisation": "GP, Poplar", "from_person": "Dr Oluwaseun Balogun", "reason": "cardiac-conditions"},
        ("breathing",), "Up two kilos in four days, ankles. Not for admission, as he wishes.", Came(122),
        status="accepted", opened=Came(112), by="Rukhsana Parveen", team="Rapid response", decided=Came(108), seen=Came(50), seen_by="Rapid response, by telephone",
    ),
    Referred(
        10, Came(days=1, at=795), "Reablement after pneumonia", "two-days", "urgent",
        {**_ROYAL, "from_unit": "12D", "from_person": "Philip Osei", "from_role": "discharge nurse, Barts Health", "from_staff_group": "other-registered-nurse", "reason": "rehabilitation"},
        ("meals", "wash"), "Ten days in hospital. Washes with help, tires after a minute.",
        status="accepted", opened=Came(days=1, at=812), by="Rukhsana Parveen", team="Reablement, West", decided=Came(46),
    ),
    Referred(
        11, Came(days=6, at=570), "Leg ulcer dressings", "eighteen-weeks", "routine",
        {**_GP, "from_organisation": "GP, Bow Road", "from_person": "Dr Farhana Rahman", "reason": "leg-ulcer"},
        ("dressings",), "Left leg, three months, 4 cm². Pulses felt. Comes to the surgery no more since his eyes went.",
        status="accepted", opened=Came(days=6, at=600), by="Rukhsana Parveen", team="integrated", decided=Came(75),
    ),
    Referred(
        12, Came(days=1, at=1070), "Sick note wanted", "no-clock", "routine",
        {"source": "self", "came_by": "online", "from_organisation": "Himself", "reason": "musculoskeletal-problems"},
        status="declined", opened=Came(40), by="Rukhsana Parveen", decided=Came(10),
        advice="A sick note for more than seven days comes from your GP practice: ring them after 8, or ask online. For the first seven days you can sign for yourself.",
    ),
    Referred(
        3, Came(days=1, at=905), "Help to wash, and a commode", "eighteen-weeks-allied", "routine",
        {"source": "carer", "came_by": "telephone", "from_organisation": "Daughter", "from_person": "Salma Khatun", "reason": "daily-living", "from_phone": "07700 900611"},
        ("commode", "wash"), "Her mother will be home soon and cannot get to the bathroom at night.",
        status="accepted", opened=Came(days=1, at=930), by="Rukhsana Parveen", team="integrated", decided=Came(days=1, at=950),
    ),
)  # fmt: skip
