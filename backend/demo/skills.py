"""Who in the demo is signed off for what, and what each visit needs: from professions and from what a visit is for, always the same.

Needs stand on today's visits and on those that lie ahead: of a visit that is over nobody asks who could have come.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from backend.demo.ids import at
from backend.demo.professions import PROFESSIONS

_NURSE = ("nursing", "insulin", "wound care/2", "bloods", "catheter")
_HAS: dict[str, tuple[str, ...]] = {
    "district": (*_NURSE, "syringe driver"),
    "community": _NURSE,
    "assistant": ("personal care", "hoist"),
    "physio": ("physiotherapy", "hoist"),
    "ot": ("occupational therapy", "hoist", "equipment"),
    "social": ("social work", "capacity"),
    "mental": ("mental health", "capacity"),
}
_CARE = {"nurse": "nursing", "assistant": "personal care", "physio": "physiotherapy", "ot": "occupational therapy", "social": "social work"}
_BY_WORDS: tuple[tuple[str, str, int], ...] = (
    # (what a nurse's visit is for, the skill, its priority)
    (r"insulin", "insulin", 1),
    (r"syringe|pump", "syringe driver", 1),
    (r"catheter|bowel", "catheter", 2),
    (r"wound|ulcer|heel", "wound care", 2),
    (r"\bbloods\b", "bloods", 3),
)
_LANGUAGES: dict[str, tuple[str, ...]] = {
    "Sylheti": ("Nadia Chowdhury", "Shahid Miah", "Rumana Islam", "Ruksana Begum", "Shabnam Choudhury"),
    "Bengali": ("Amina Khatun", "Nadia Chowdhury"),
    "Cantonese": ("Wing-Yan Cheung", "Mei Chan", "Vivian Lau"),
    "Somali": ("Ayaan Warsame", "Hodan Jama", "Layla Hassan"),
    "Polish": ("Agnieszka Nowak", "Tomasz Wójcik"),
    "Vietnamese": ("Thao Nguyen",),
    "Yoruba": ("Kemi Adeyemi",),
}
_MEN = frozenset(("Yusuf Ali", "Dean Harris", "Daniel Osei", "Tomasz Wójcik", "Shahid Miah", "Tom Whitfield", "Patrick Hennessy", "Carlos Ferreira",
                  "Arjun Mehta", "Kwesi Appiah"))  # fmt: skip
_WOMEN = frozenset(("Kemi Adeyemi", "Nadia Chowdhury", "Joy Robinson", "Amina Khatun", "Hannah Clarke", "Siobhan Moran", "Farzana Akhtar",
                    "Grace Mensah", "Ayaan Warsame", "Agnieszka Nowak", "Siobhan Kelly", "Wing-Yan Cheung", "Marcia Campbell", "Thao Nguyen",
                    "Ruksana Begum", "Beverley Grant", "Leanne Tilley", "Hodan Jama"))  # fmt: skip
HALF_HOUR = timedelta(minutes=30)


def of_staff(key: str, name: str, turn: int, made_on: date) -> list[str]:
    """What somebody is signed off for. `turn`: their number among those of their profession in the team: of the community nurses all but the
    third do syringe drivers, and the third one's sign-off for catheters ends soon."""
    skills = set(_HAS.get(key, ()))
    if key == "community":
        if turn == 2:
            skills = {*skills - {"catheter"}, f"catheter@{(made_on + timedelta(days=40)).isoformat()}"}
        else:
            skills.add("syringe driver")
    return sorted(skills)


def can(key: str, turn: int, purpose: str) -> bool:
    """Whether somebody of this profession, so many in the team before them, may be sent to a visit for this."""
    asked = next((skill for words, skill, _ in _BY_WORDS if re.search(words, purpose, re.IGNORECASE)), None)
    if asked is None or PROFESSIONS[key].care != "nurse":
        return True
    return any(held.split("@")[0].split("/")[0] == asked for held in of_staff(key, "", turn, date.min))


def spoken_by(name: str) -> list[str]:
    """The languages of a member of staff."""
    return sorted({"English", *(language for language, names in _LANGUAGES.items() if name in names)})


def gender_of(name: str) -> str | None:
    """What those of the drawings say of themselves; None of everyone else."""
    return "male" if name in _MEN else "female" if name in _WOMEN else None


def of_visit(purpose: str, titles: Sequence[str], start: int, day: date) -> dict[str, Any]:
    """The fields that say what a visit needs. `titles`: the professions of those who were asked first; `start`: minutes after midnight."""
    cares = [profession.care for title in titles for profession in PROFESSIONS.values() if profession.title == title and profession.care]
    by_words = next(((skill, priority) for words, skill, priority in _BY_WORDS if re.search(words, purpose, re.IGNORECASE)), None)
    skills: list[str] = []
    for n, care in enumerate(cares):
        skill = by_words[0] if by_words and care == "nurse" else _CARE.get(care, "mental health")
        skills.append(f"{skill}#{n + 1}" if len(cares) > 1 else skill)
    fields: dict[str, Any] = {"people": len(cares), "skills": sorted(skills)} if cares else {}
    priority = by_words[1] if by_words and "nurse" in cares else 2 if "assistant" in cares else 3
    if priority < 3:
        fields["priority"] = priority
    if by_words is not None and by_words[0] == "insulin":
        meal = "breakfast" if start < 660 else "tea"
        fields |= {
            "window_start": at(day, start) - HALF_HOUR,
            "window_end": at(day, start) + HALF_HOUR,
            "window_is_hard": True,
            "window_reason": f"insulin before {meal}",
        }
    return fields
