"""Time, ids and words of the simulation, all from one seed."""

from __future__ import annotations

from random import Random

START = 1_795_000_000_000
"""Milliseconds since 1970 at which every simulation begins: a day in November 2026."""


def text(ms: int) -> str:
    """A time as on the wire."""
    days, rest = divmod(ms, 86_400_000)
    # Civil calendar from days since 1970 (proleptic Gregorian), without a clock or a library that has one.
    z = days + 719_468
    era, doe = divmod(z, 146_097)
    yoe = (doe - doe // 1460 + doe // 36_524 - doe // 146_096) // 365
    doy = doe - (365 * yoe + yoe // 4 - yoe // 100)
    mp = (5 * doy + 2) // 153
    day, month = doy - (153 * mp + 2) // 5 + 1, mp + 3 if mp < 10 else mp - 9
    year = yoe + era * 400 + (month <= 2)
    hours, rest = divmod(rest, 3_600_000)
    minutes, rest = divmod(rest, 60_000)
    seconds, millis = divmod(rest, 1000)
    return f"{year:04d}-{month:02d}-{day:02d}T{hours:02d}:{minutes:02d}:{seconds:02d}.{millis:03d}Z"


def uuid7(ms: int, rng: Random) -> str:
    """An id as a device makes it, by the clock that it has."""
    stamp, low = ms & ((1 << 48) - 1), rng.getrandbits(74)
    digits = f"{stamp:012x}7{low >> 62:03x}{8 | (low >> 60 & 3):x}{low & ((1 << 60) - 1):015x}"
    return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"


SECTIONS = {"walking": "walking", "falls": "walking", "aids": "walking", "aid": "walking", "mood": "mood", "sleep": "mood"}
"""The questionnaire of the simulation: linkId → section. `aids` is a repeating group, `aid` what each of its rows says."""
ANSWERED = ("falls", "mood", "sleep")
QUESTIONNAIRE = {"questionnaire": "https://alongside.example/q/living-at-home", "version": "1"}

WORDS = ("Walks to the mosque.", "Sleeps badly.", "Likes tea.", "Dr. Khan came.", "Key is next door.", "Son visits at 5 p.m. daily.", "Pain is less.")


def sentence(rng: Random) -> str:
    """A sentence that nobody else writes: so that none can be lost unseen."""
    return f"{rng.choice(WORDS)[:-1]} {rng.getrandbits(20)}."


def rewritten(rng: Random, before: str | None) -> str:
    """A text after one edit: a sentence added, changed or taken away."""
    from sync.sentences import split

    old = [each.words for each in split(before or "")]
    place = rng.randrange(len(old) + 1)
    turn = rng.random()
    if not old or turn < 0.5:
        old.insert(place, sentence(rng))
    elif turn < 0.85:
        old[place - 1] = sentence(rng)
    else:
        del old[place - 1]
    return rng.choice([" ", " ", "\n"]).join(old)
