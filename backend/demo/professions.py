"""The professions of an integrated team: what they are called, for whom they work, how they travel, how full their day is."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Profession:
    """What somebody of this profession is called, works for and comes for.

    `care`: which care of `problems` falls to it; None for those who do not visit. `visits`: a day's usual number. `shift`: minutes after midnight.
    """

    title: str
    role: str
    organisation: str
    care: str | None = None
    visits: int = 0
    means: tuple[str, ...] = ("bicycle",)
    shift: tuple[int, int] = (450, 990)


ELFT, BARTS, COUNCIL, GPCG, CARERS, LUNCH = "elft", "barts", "council", "gpcg", "carers", "befriend"

PROFESSIONS: dict[str, Profession] = {
    "lead": Profession("Team lead", "lead", ELFT),
    "district": Profession("District nurse", "practitioner", ELFT, "nurse", 9, ("bicycle", "car")),
    "community": Profession("Community nurse", "practitioner", ELFT, "nurse", 9, ("bicycle", "walk", "bus", "car")),
    "assistant": Profession("Health care assistant", "assistant", ELFT, "assistant", 8, ("walk", "bus")),
    "physio": Profession("Physiotherapist", "practitioner", BARTS, "physio", 8, ("bicycle", "bus", "car"), (480, 1020)),
    "ot": Profession("Occupational therapist", "practitioner", BARTS, "ot", 7, ("bus", "bicycle", "car"), (480, 1020)),
    "social": Profession("Social worker", "practitioner", COUNCIL, "social", 7, ("bicycle", "bus", "walk"), (525, 1050)),
    "mental": Profession("Mental health nurse", "practitioner", ELFT, "mental", 7, ("bus", "bicycle"), (510, 1035)),
    "coordinator": Profession("Care coordinator", "coordinator", GPCG),
    "gp": Profession("GP", "practitioner", GPCG),
    "dietitian": Profession("Dietitian", "practitioner", ELFT),
    "manager": Profession("Service manager", "manager", ELFT),
    "administrator": Profession("Team administrator", "administrator", ELFT),
    "privacy": Profession("Privacy officer", "privacy officer", GPCG),
    "sitter": Profession("Carers' support worker", "voluntary", CARERS),
    "befriender": Profession("Befriending coordinator", "voluntary", LUNCH),
    "access": Profession("Access co-ordinator", "coordinator", GPCG),
    "response": Profession("Rapid response nurse", "practitioner", ELFT),
    "reablement": Profession("Reablement worker", "assistant", COUNCIL),
    "therapist": Profession("Rehabilitation therapist", "practitioner", ELFT),
    "volunteer": Profession("Volunteer co-ordinator", "voluntary", LUNCH),
}

TEAM = ("lead", "district", "community", "community", "community", "assistant", "physio", "ot", "social", "mental", "coordinator")
"""Who is in an integrated community health team."""
