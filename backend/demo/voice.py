"""What people said of the demo's teams in the last thirteen months: invented, the same for the same seed and month.

The first team's months are those of the drawing, a month of three answers among them; the second team's smallest months are the same, so that
what must be hidden is hidden in few places. Words go through the same screening as everybody's.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from sqlalchemy import update

from backend import wall_clock
from backend.database import Acting
from backend.demo.ids import chance_of, derived, named_id
from backend.demo.place import Place, TeamOf
from backend.feedback import hearing, services, summaries
from backend.feedback.devices import Bound
from backend.feedback.judging import Response
from backend.feedback.models import Comment, Reply
from backend.transaction import transaction
from backend.wall_clock import day_of, midnight

LINE = "community-nursing"
COUNTS = (
    (31, 28, 24, 30, 35, 33, 38, 3, 14, 37, 41, 46, 19),
    (26, 24, 29, 31, 27, 30, 28, 12, 13, 25, 33, 29, 16),
    (40, 38, 44, 41, 47, 39, 45, 36, 42, 48, 44, 51, 21),
)
"""Answers by month, the eleventh before the last whole one first, this month last. By team, in turn."""
POSITIVE = (90, 89, 83, 90, 91, 91, 95, 67, 86, 92, 93, 93, 92)
SHARES = {"i-s4": (4, 9, 14, 43, 30), "i-m4": (2, 6, 11, 46, 35), "i-m5": (8, 15, 21, 35, 21), "i-p3": (6, 11, 17, 40, 26)}
"""Percent of strongly disagree to strongly agree."""
CODES = ("strongly-disagree", "disagree", "neither", "agree", "strongly-agree")
REST = ("neither", "poor", "dont-know", "poor", "very-poor", "neither")

WORDS = (
    "I never know if it is half past eight or eleven. I sit dressed by the window.",
    "The girls are kind and they ask after my son. But it was five different ones last month.",
    "The nurse drew my leg so I could see it is getting smaller. I keep the drawing on the fridge.",
    "Twice my needle came after I had eaten. I rang and nobody knew.",
    "Please tell me what time you come. A text would do.",
    "Always late on a Monday.",
    "I waited all morning and then it was three in the afternoon.",
    "Very kind people, every one of them.",
    "She listens and she explains what she does.",
    "They talk over my head to my daughter. I am not deaf.",
    "A different nurse every time, and I tell it all over again.",
    "I would like the same person for my dressing.",
    "So many different people. I do not know who has my key.",
    "The dressing does not hurt any more. Thank you.",
    "Lovely and gentle with my sore heel.",
    "Nobody comes for the dressing at the weekend and it gets wet.",
    "Could you come on a Sunday too for the bandage?",
    "The hospital did not tell you and you did not know I was home.",
    "I ring and ring and nobody picks up the phone.",
    "They ask me what I want, nobody did before.",
    "The rail in the bath came quickly, I can wash myself now.",
    "He was patient with me and we laughed.",
    "You came early and I was not dressed.",
    "It helps when you ring before you come.",
    "Friendly, and she took her shoes off at the door without being asked.",
    "Good care. I would say come at the time you said.",
    "They speak to me, not only to my wife. I like that.",
    "The new bed is good for my back.",
    "I do not understand the letters. The visit I understand.",
    "Thank you for staying when I was frightened.",
    "What time, what time, that is all I ask.",
    "Kind, but always in a hurry.",
)
ANSWERED, CONCERN = WORDS[0], WORDS[3]
BENGALI = ("ওরা আমার মেয়ের সঙ্গে কথা বলে, আমার সঙ্গে নয়। আমি উত্তর দিতে পারি।", "They speak to my daughter, not to me. I can answer.", "being-listened-to")
HARM = "My nephew shouts at me and takes my money. Please do not tell him."


def add(place: Place, seed: int, today: date) -> None:
    """Writes thirteen months of answers, words and what was done about them, and counts them; all at once, or nothing where it was done."""
    bengali = derived("feedback_comment", "demo", "bengali")
    with transaction(Acting(role="engine")) as session:
        if hearing.has_replies(session, place.id):
            return
        for n, team in enumerate(place.teams[:3]):
            chance = chance_of(seed, "voice", team.name, f"{today:%Y-%m}")
            for given in _months(n, team, place.id, today, chance):
                services.write(session, given, chance)
        replies = _replies(place, today)
        hearing.put_in(session, replies, [_bengali(place, today, bengali)])
        last = wall_clock.month_after(today.replace(day=1), -1)
        lead = place.teams[0].lead.id
        tied: dict[str, dict[str, object]] = {
            ANSWERED: {"reply_id": replies[0].id},
            CONCERN: {"concern_by": lead, "concern_on": today - timedelta(days=30)},
        }
        for words, values in tied.items():
            session.execute(update(Comment).where(Comment.team_id == place.teams[0].id, Comment.month == last, Comment.words == words).values(values))
    now = midnight(today) + timedelta(hours=6)
    summaries.summarise(place.id, now)


def _months(n: int, team: TeamOf, place: str, today: date, chance: Random) -> Iterator[list[tuple[Response, Bound]]]:
    this = today.replace(day=1)
    for at, count in enumerate(COUNTS[n % len(COUNTS)]):
        bound = Bound(place, team.id, team.locality, LINE, wall_clock.month_after(this, at - 12))
        good = round(count * POSITIVE[at] / 100)
        answers = [_one(k, good, chance) for k in range(count)]
        said = 37 if at == 11 and n == 0 else min(count, 14)
        yield [(one, bound) for one in answers] + [(_words(text, chance), bound) for text in _said(said, chance, harm=at == 12 and n == 0)]


def _one(k: int, good: int, chance: Random) -> Response:
    code = ("very-good" if chance.random() < 0.7 else "good") if k < good else REST[(k - good) % len(REST)]
    answers = {"fft": code}
    for item, shares in SHARES.items():
        if chance.random() < 0.97:
            answers[item] = "not-applicable" if chance.random() < 0.06 else chance.choices(CODES, shares)[0]
    who = "proxy" if k % 7 == 3 else "helped" if k % 6 == 1 else "self"
    return _response(who, chance.choices(("kiosk", "paper", "text", "phone"), (6, 2, 2, 1))[0], answers=answers)


def _response(who: str, mode: str, *, answers: dict[str, str] | None = None, words: dict[str, str] | None = None, quote: bool = False) -> Response:
    return Response("short", 1, "en", mode, who, False, quote, None, answers=answers or {}, words=words or {})


def _said(count: int, chance: Random, *, harm: bool) -> list[str]:
    words = list(WORDS)
    chance.shuffle(words)
    return (words * (count // len(words) + 1))[:count] + ([HARM] if harm else [])


def _words(text: str, chance: Random) -> Response:
    who = chance.choices(("self", "helped"), (4, 1))[0]
    return _response(who, chance.choices(("kiosk", "paper", "text"), (6, 2, 2))[0], words={"fft-why": text}, quote=chance.random() < 0.6)


def _bengali(place: Place, today: date, id_: str) -> Comment:
    team, (words, english, theme) = place.teams[0], BENGALI
    return Comment(
        id=id_,
        place_id=place.id,
        team_id=team.id,
        locality=team.locality,
        month=wall_clock.month_after(today.replace(day=1), -1),
        item="fft-why",
        language="bn",
        mode="kiosk",
        who="self",
        words=words,
        may_quote=True,
        state="shown",
        is_listed=True,
        themes=[theme],
        english=english,
        interpreter="Farzana Akhtar",
        version=1,
    )


def _replies(place: Place, today: date) -> list[Reply]:
    team = place.teams[0]
    manager = place.person("Danuta Lis").id
    texts = (
        ("We never know when you come.", "when-you-come", 14, "A text the evening before, with the hour. Who has no phone gets a card.", "done",
         team.lead.id, None, 22),
        ("Too many different faces.", "same-faces", 8, "At most three nurses for each person with more than two visits a week.", "under-way",
         manager, 25, None),
        ("Speak to me, not over me.", "being-listened-to", 7, None, "no-owner", None, None, None),
        ("Come at the weekend for dressings too.", "weekends-and-nights", 6, "We cannot before April: there are two nurses at weekends, for insulin "
         "and end of life care. We asked for a third.", "not-now", team.lead.id, None, 11),
    )  # fmt: skip
    return [
        Reply(
            id=named_id(midnight(day_of(midnight(today)) - timedelta(days=40)), "reply", said),
            place_id=place.id,
            team_id=team.id,
            said=said,
            theme=theme,
            people=people,
            did=did,
            state=state,
            owner=owner,
            opened_on=today - timedelta(days=13 + n),
            until=None if until is None else today + timedelta(days=until),
            ended_on=None if ended is None else today - timedelta(days=ended),
            translations={},
            version=1,
        )
        for n, (said, theme, people, did, state, owner, until, ended) in enumerate(texts)
    ]
