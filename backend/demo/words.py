"""What people say of themselves, how to get in, who lives there: banks of sentences, and which of them fit whom."""

from __future__ import annotations

import re

MUSLIM = frozenset({"Bangladeshi", "Pakistani"})
_OF_MEN = re.compile(r"\b(his|he|him|himself|wife|prostate)\b", re.IGNORECASE)
_OF_WOMEN = re.compile(r"\b(her|she|herself|husband)\b", re.IGNORECASE)
_OF_FAITH = re.compile(r"\b(mosque|prayers|imam|Ramadan|wudu)\b")
_OF_CHURCH = re.compile(r"\b(Christmas|church|choir|hymns|Mass|chapel|bingo)\b")


def fits(text: str, *, gender: str, is_muslim: bool) -> bool:
    """Whether a sentence of a bank may be said of this person. Strict on purpose: one that could be wrong is left out."""
    if gender == "female" and _OF_MEN.search(text):
        return False
    if gender != "female" and _OF_WOMEN.search(text):
        return False
    return not (_OF_CHURCH.search(text) if is_muslim else _OF_FAITH.search(text))


WHO_I_AM = (
    "I kept a market stall on Roman Road for twenty-six years, so I know when somebody is not listening.",
    "I sewed coats in Fashion Street and can still tell good cloth by touch.",
    "I was a school cook. I fed four hundred children a day and I do not like to be fed.",
    "I came here at nineteen with one suitcase. My whole family is in this block now.",
    "I raised six children in two rooms. Noise does not trouble me, being hurried does.",
    "I taught in a primary school in Bow. Half of the people in the street were my pupils.",
    "I was a machinist, piecework, never late. I like people who come when they said.",
    "I ran the café by the market until my knees gave in.",
    "I am the one who fixes things for everybody. It is not easy to be the one who is helped.",
    "I grew tomatoes and coriander on the balcony; ask me about them.",
    "I sang in the choir for forty years and still hum when I am frightened.",
    "I looked after my mother in this flat, and now it is my turn to be looked after.",
    "I cleaned offices at night in Canary Wharf so that my boys could study.",
    "I like football, sweet tea and people who sit down when they talk to me.",
)
MEN_WERE = (
    "I drove the 25 bus until my eyes went. I like to know the route: tell me what you are going to do.",
    "I worked on the docks, then as a porter at the London Hospital. I have seen it all, you can be plain with me.",
    "I was a seaman. I wake at five and my tea is strong.",
    "I was an electrician. Do not touch the fuse box, ask me.",
)
HOW_TO_SPEAK = (
    "Speak to my right ear. I will nod when I have understood.",
    "Take your shoes off at the door, please. There are covers in the basket.",
    "Call me by my first name. Mister makes me feel like I am at the bank.",
    "Call me auntie, everybody does.",
    "Ask me, not my family. They are there to help, not to answer.",
    "Give me time. The words come, only slower.",
    "A woman to wash me, please. Anybody may do my leg.",
    "Do not move my papers. It looks like a mess and is not one.",
    "I pray at midday, so come before 12 or after 1. The imam's timetable is on the fridge.",
    "In Ramadan come after four; I will not take water before sunset unless the doctor says so.",
    "Tell me before you touch me. I do not see your hands.",
    "Turn the television down yourself, the remote is in the bowl.",
    "No perfume, please. It takes my breath.",
    "Knock twice and wait. I am coming, but I am slow.",
    "I like to see the badge. It is not that I do not trust you.",
    "On Sundays I have my church on the radio until eleven.",
)
BAD_DAYS = (
    "On a bad day I do not want to talk. Sit down first. Then ask.",
    "If I am short with you it is the pain, not you.",
    "When I am low I say that all is well. Ask a second time.",
    "If I do not open, ring before you go away.",
    "A bad day is when I have not slept. Then leave the exercises and make me tea.",
    "When I am frightened I get loud. Lower your voice and I will lower mine.",
    "Do not tell me that I look well.",
    "If I cry, let me. It passes.",
)

ACCESS = (
    "Lift to floor {floor}. Door on the left of the landing.",
    "Street door buzzes at once if you press 0 and the flat.",
    "Stairs only, {floor} flights. Bell is low: knock.",
    "Round the back by the bins, the front door sticks.",
    "Ring the concierge; they know us.",
    "Lift stops at even floors: get out at {even} and walk one up.",
    "Bell does not work. Ring the phone from the step.",
    "Ramp by the garages, wide enough for the chair.",
)
SAFES = (
    "Left of the front door, behind the meter box",
    "On the wall by the ramp, at knee height",
    "Right of the door, under the nameplate",
    "In the porch, behind the drainpipe",
    "By the kitchen window, grey box",
)

LIVES_ALONE = ("Alone", "Alone, family close by", "Alone, with a cat", "Alone, sheltered flat with a warden")
LIVES_WITH = ("{partner}", "{partner} and a grown-up {child}", "{child} and family, three generations", "{child}", "{partner}, who is frail too")

CARER_NOTES = (
    "Does the shopping and the pills. Works shifts, so best before noon.",
    "Here most days. Has asked for an evening off.",
    "Has the spare key. Two streets away.",
    "Speaks for the family on the phone; the decisions are not hers to make." ,
    "Lives in Luton, comes at weekends. Wants to be rung, not texted.",
    "Helps with letters and the bank.",
    "Sleeps in the next room and hears everything.",
)  # fmt: skip
NO_ACCESS = (
    "Card left, rang from the step, no answer. Team told.",
    "Neighbour says out with family. Rang: comes back this afternoon.",
    "No answer. Daughter has the key and will look in.",
)
DECLINED = ("Not today, guests are there. Asked for tomorrow.", "Tired after the hospital. Will ring.")
IN_HOSPITAL = ("In the Royal London since last night, ward told us.",)
PARTLY = ("Dressing done, bloods not: veins would not.", "Stopped half way, too tired.")

MEETINGS = (
    "Team meeting: all agreed that {name} should stay at home with more help in the evenings. Next look in six weeks.",
    "Talked about {name} at the Thursday meeting. GP reviews the medicines, therapy goes on, social work looks at the carer's week.",
    "Meeting at home with {name} and the family. They want fewer different faces; visits put on two nurses.",
)
CALLS = (
    "Rang the pharmacy: weekly boxes from Monday, delivered.",
    "Family rang: restless night, otherwise as always. Advice given, will ring again if worse.",
    "GP surgery rang back: blood results fine, no change.",
    "Transport for the clinic booked, wheelchair, 10:15.",
    "Equipment store rang: commode comes on Thursday between 8 and 12.",
    "{name} rang to ask who comes tomorrow. Told, and pleased.",
    "Hospital sent the discharge letter: new tablet at night, the rest as before. List here brought up to date.",
)

ALLERGIES = (
    ("Allergy: penicillin", "Rash and swollen face, {year}.", "high"),
    ("Allergy: penicillin", "Could not breathe, treated in A&E, {year}.", "high"),
    ("Allergy: latex", "Rash on hands and wheeze.", "high"),
    ("Allergy: trimethoprim", "Blistering rash, {year}.", "high"),
    ("Allergy: codeine", "Vomiting and confusion.", "medium"),
    ("Allergy: elastic plasters", "Skin comes off. Silicone only.", "medium"),
    ("Allergy: iodine", "Rash after a dressing, {year}.", "medium"),
    ("Allergy: aspirin", "Wheeze, {year}.", "high"),
    ("Allergy: nuts", "Swollen lips; carries an adrenaline pen.", "high"),
)
DOGS = (
    ("Dog in the house", "Bruno, large, friendly after a biscuit. Ask for him to be put in the bedroom."),
    ("Dog in the house", "Small and loud. Does not bite."),
    ("Two cats", "Do not leave the door open."),
)
