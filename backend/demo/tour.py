"""The demo accounts, and what to try with each."""

from __future__ import annotations

from backend.demo.place import email_of

FIRST = email_of("Kemi Adeyemi")

TRY: tuple[tuple[str, str, str], ...] = (
    ("Kemi Adeyemi", "district nurse", "nine visits today; open Rokeya Begum, go offline, do the visit, come back; one thing waits under To settle"),
    ("Amina Khatun", "physiotherapist", "comes along to Rokeya at 09:30: change the same goal as Kemi on a second tablet"),
    ("Yusuf Ali", "community nurse", "comes along to George Whitfield at 11:45; knows Rokeya's leg"),
    ("Daniel Osei", "social worker", "joint assessment with Kemi at Yvonne Campbell's, 13:30"),
    ("Tomasz Wójcik", "occupational therapist", "the other side of what waits to be settled"),
    ("Shabnam Choudhury", "care coordinator", "plans and reviews, writes what people say of themselves; Meetings: whom the team discusses next"),
    ("Priya Nair", "team lead", "sees the whole team's people, settles what others cannot"),
    ("Sharon Doyle", "team lead", "another team: Rokeya does not exist for her"),
    ("Pauline Grant", "Stepney Carers' Circle", "voluntary sector: sees the plan, no door codes, no medicines"),
    ("Rukhsana Parveen", "access co-ordinator", "Referrals: who is referred, how long is left, who can take them; one person referred twice"),
    ("Danuta Lis", "service manager", "What people say: each team's answers, small numbers hidden, and what was done about them"),
    ("Helen Marsh", "service manager", "Forms: what is asked, tried out and published; reads no patient's record at all"),
)


VISITING = frozenset({"Kemi Adeyemi", "Amina Khatun", "Yusuf Ali", "Daniel Osei"})
"""To whom a day of visits is promised, on whatever weekday it is tried."""


def demo_accounts() -> list[tuple[str, str, str]]:
    """(email, who, what to try) in the order worth trying."""
    return [(email_of(name), f"{name}, {who}", what) for name, who, what in TRY]


def in_words() -> str:
    width = max(len(email) for email, _, _ in demo_accounts())
    return "\n".join(f"  {email:<{width}}  {who}: {what}" for email, who, what in demo_accounts())
