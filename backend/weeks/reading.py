"""What plain words say of how often: "twice a week until 12 December". A suggestion for a pattern, that a person looks at before it counts.

1. Every word is understood, or the words as a whole are not: what was not is told as it stands.
2. What had to be assumed, because the words do not say it, is told as a sentence each.
3. Two statements that contradict each other ("daily, twice a week") are not understood.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from backend.care_plans.repeating import DAYS, faults
from backend.weeks.said import day_in_words, joined

_NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "ten": 10, "twelve": 12, "fourteen": 14}
_TIMES = {"once": 1, "twice": 2, "thrice": 3, "od": 1, "bd": 2, "tds": 3, "qds": 4}
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_WEEKDAY = r"(mon|tue|wed|thu|fri|sat|sun)(?:day|sday|s|nesday|rsday|r|rs|urday|es)?s?"
_NUMBER = r"(\d{1,2}|" + "|".join(_NUMBERS) + ")"
_MANY = rf"(?:(once|twice|thrice)|{_NUMBER} ?(?:times|x|×))"
_DATE = (
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day )?(?:the )?"
    r"(?:(\d{1,2})(?:st|nd|rd|th)?(?: of)? (jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*(?: (\d{4}))?"
    r"|(\d{1,2})/(\d{1,2})/(\d{4})|(\d{4})-(\d{2})-(\d{2}))"
)
_PARTS = {
    "before breakfast": "07:00-09:00",
    "breakfast": "07:30-09:30",
    "lunch(?:time)?": "12:00-13:30",
    "tea(?:time)?": "16:30-18:00",
    "bed(?:time)?": "20:30-22:00",
    "mornings?": "08:00-12:00",
    "afternoons?": "12:00-16:00",
    "evenings?": "17:00-20:00",
}
_OF_A_DAY = {
    1: ["09:00-17:00"],
    2: ["08:00-10:00", "16:00-18:00"],
    3: ["08:00-10:00", "12:00-14:00", "16:00-18:00"],
    4: ["08:00-09:30", "12:00-13:30", "16:00-17:30", "20:00-21:30"],
}
_FIELDS = "days per_week every_weeks every_days apart_days is_hard reason people skills gap_least_minutes gap_most_minutes until holidays".split()
_LIMITS = {"every_days": (2, 90), "every_weeks": (1, 12), "per_week": (1, 7), "many": (1, 4)}
_FILLING = re.compile(r"\b(and|at|in|on|the|a|each|every|per|around|about|by|from|for|visit|visits)\b|[.,;:&–—-]")


@dataclass(frozen=True, slots=True)
class Reading:
    """What words say. `fields`: those of a pattern, without `repeat_`; None where the words are not understood."""

    fields: dict[str, Any] | None
    assumed: tuple[str, ...] = ()
    not_understood: tuple[str, ...] = ()


@dataclass
class _Words:
    """The words that nobody has understood yet, and what the others said."""

    rest: str
    today: date
    said: dict[str, Any] = field(default_factory=dict)
    assumed: list[str] = field(default_factory=list)
    clashes: list[str] = field(default_factory=list)

    def take(self, form: str) -> re.Match[str] | None:
        """The first place where something of this form stands; it is understood thereby."""
        found = re.search(rf"(?<![\w:]){form}(?![\w:])", self.rest)
        if found:
            self.rest = f"{self.rest[: found.start()]} | {self.rest[found.end() :]}"
        return found

    def say(self, found: re.Match[str], **fields: Any) -> None:
        """Notes what was said. The same thing said twice otherwise is a contradiction (rule 3)."""
        for name, value in fields.items():
            if self.said.get(name, value) != value:
                self.clashes.append(found[0].strip())
            self.said[name] = value


def read(text: str, until: str | None, today: date) -> Reading:
    """Reads how often, and until when, as a plan says it. `until`: its own words, where they stand apart ("12 December", "wound drier")."""
    words = _Words(re.sub(r"\s+", " ", f" {text.lower().replace('’', chr(39))} "), today)
    _ends(words, until)
    _measures(words)
    _clock(words)
    _often(words)
    left = [part.strip() for part in _FILLING.sub(" ", words.rest).split("|")]
    left = [re.sub(r"\s+", " ", part) for part in left if part.strip()]
    if left or words.clashes or "often" not in words.said:
        whole = [text.strip()] if not left and not words.clashes and text.strip() else []
        return Reading(None, (), tuple(dict.fromkeys([*left, *words.clashes, *whole])))
    return _filled(words)


def _ends(words: _Words, until: str | None) -> None:
    begun = words.take(rf"(?:from|starting(?: on)?|beginning) {_DATE}")
    if begun and (day := _date(begun, words.today)):
        words.say(begun, **{"from": day})
    ended = words.take(rf"(?:until|till|to|up to|ending) {_DATE}")
    if ended and (day := _date(ended, words.said.get("from", words.today))):
        words.say(ended, until=day)
    elif ended:
        words.clashes.append(ended[0].strip())
    lasting = words.take(rf"for {_NUMBER} weeks?")
    if lasting:
        begins = words.said.get("from", words.today + timedelta(days=1))
        words.say(lasting, until=begins + timedelta(days=7 * _number(lasting[1]) - 1))
    aim = None if ended else words.take(r"(?:until|till) ([^|,]+)")
    if aim:
        words.assumed.append(f"“{aim[1].strip()}” is no date: it has no end here.")
    if until is not None:
        found = re.fullmatch(rf"(?:until )?{_DATE}", until.strip().lower().rstrip("."))
        day = _date(found, words.today) if found else None
        if day:
            words.said.setdefault("until", day)
        else:
            words.assumed.append(f"“{until.strip()}” is no date: it has no end here.")


def _measures(words: _Words) -> None:
    long = words.take(r"(?:for )?(\d{1,3}) ?(?:minutes?|mins?)")
    if long and 5 <= int(long[1]) <= 480:
        words.say(long, minutes=int(long[1]))
    for form, minutes in ((r"(?:for )?half an hour", 30), (r"(?:for )?(?:an|one|1) hour", 60)):
        if found := words.take(form):
            words.say(found, minutes=minutes)
    if found := words.take(r"(?:by two|with two|two (?:carers|nurses|people|staff)|double[- ]?(?:up|handed)|2 (?:carers|people))"):
        words.say(found, people=2)


def _clock(words: _Words) -> None:
    times: list[str] = []
    hour = r"(\d{1,2})(?:[:.](\d{2}))? ?(am|pm)?"
    while found := words.take(rf"(?:between|from) {hour} (?:and|to) {hour}"):
        first, last = _time(*found.groups()[:3]), _time(*found.groups()[3:])
        if first is None or last is None or last < first:
            words.clashes.append(found[0].strip())
        else:
            times.append(f"{first}-{last}")
    while found := words.take(rf"(?:at {hour}|(\d{{1,2}})[:.](\d{{2}})|(\d{{1,2}}) ?(am|pm))"):
        g = found.groups()
        one = _time(*g[:3]) if g[0] else _time(g[3], g[4], None) if g[3] else _time(g[5], None, g[6])
        if one is None:
            words.clashes.append(found[0].strip())
        else:
            times.append(one)
    for form, window in _PARTS.items():
        if words.take(rf"(?:in the |at |with |each |every )?{form}"):
            times.append(window)
    if times:
        words.said["times"] = sorted(set(times))


def _often(words: _Words) -> None:
    def often(found: re.Match[str], **fields: Any) -> None:
        words.say(found, often=True, **fields)

    if found := words.take(rf"(?:{_MANY} (?:a|per|each|every)? ?(?:day|daily)|twice daily|(od|bd|tds|qds))"):
        many = 2 if found[0].strip() == "twice daily" else _TIMES.get(found[3] or found[1] or "") or _number(found[2])
        often(found, many=many)
    if found := words.take(rf"{_MANY} (?:a|per|each|every)? ?(?:week|weekly)"):
        often(found, per_week=_TIMES.get(found[1] or "") or _number(found[2]), every_days=None)
    if found := words.take(rf"{_MANY} (?:in|every) {_NUMBER} weeks"):
        many, weeks = _TIMES.get(found[1] or "") or _number(found[2]), _number(found[3])
        if many % weeks == 0:
            often(found, per_week=many // weeks, every_days=None)
        elif many == 1:
            often(found, per_week=1, every_weeks=weeks, every_days=None)
        else:
            words.clashes.append(found[0].strip())
    if found := words.take(r"(?:every other day|alternate days|every second day|on alternate days)"):
        often(found, every_days=2, days=None, per_week=None, every_weeks=None)
    if found := words.take(rf"every {_NUMBER} days"):
        often(found, every_days=_number(found[1]), days=None, per_week=None, every_weeks=None)
    if found := words.take(r"(?:monthly|(?:once )?(?:a|every|each) month)"):
        words.assumed.append("A month is read as four weeks.")
        often(found, per_week=1, every_weeks=4, every_days=None)
    if found := words.take(r"(?:fortnightly|every other week|every second week|(?:once )?(?:a|every|each) fortnight)"):
        often(found, every_weeks=2, every_days=None)
    if found := words.take(rf"every {_NUMBER} weeks"):
        often(found, every_weeks=_number(found[1]), every_days=None)
    if found := words.take(r"(?:every week|each week|weekly)"):
        often(found, every_weeks=1, every_days=None)
    _weekdays(words)
    if found := words.take(r"(?:daily|every day|each day|a day)"):
        often(found, days=None, per_week=None, every_days=None)


def _weekdays(words: _Words) -> None:
    days: set[str] = set()
    last: re.Match[str] | None = None
    while found := words.take(rf"{_WEEKDAY} ?(?:to|-|–) ?{_WEEKDAY}"):
        first, end, last = DAYS.index(found[1]), DAYS.index(found[2]), found
        days |= {DAYS[day % 7] for day in range(first, (end if end >= first else end + 7) + 1)}
    for form, some in ((r"(?:weekdays|working days)", DAYS[:5]), (r"weekends?", DAYS[5:])):
        if found := words.take(rf"(?:on |every |at )?{form}"):
            days, last = days | set(some), found
    while found := words.take(_WEEKDAY):
        days, last = days | {found[1]}, found
    if last is not None:
        words.say(last, often=True, days=[day for day in DAYS if day in days], every_days=None)


def _filled(words: _Words) -> Reading:
    """What was said, with what it leaves open assumed (rule 2)."""
    said, assumed = words.said, words.assumed
    fields: dict[str, Any] = dict.fromkeys(_FIELDS)
    fields |= {name: said[name] for name in fields.keys() & said.keys()}
    for name, (least, most) in _LIMITS.items():
        if said.get(name) is not None and not least <= said[name] <= most:
            return Reading(None, (), (f"{name.replace('_', ' ')}: {said[name]}",))
    is_of_weeks = said.get("per_week") is not None or said.get("every_weeks") is not None
    if is_of_weeks and not fields["days"]:
        fields["per_week"] = fields["per_week"] or 1
        fields["days"] = list(DAYS[:5])
        assumed.append("It does not say on which days: Monday to Friday.")
        if fields["per_week"] > 5:
            fields["days"] = None
            assumed[-1] = "It does not say on which days: all seven."
    if fields["every_weeks"] == 1:
        fields["every_weeks"] = None
    if fields["per_week"] is not None and fields["per_week"] >= len(fields["days"] or DAYS):
        if fields["per_week"] > len(fields["days"] or DAYS):
            return Reading(None, (), (f"{fields['per_week']} times a week on {len(fields['days'] or DAYS)} days",))
        fields["per_week"] = None
    many = said.get("many", 1)
    times = said.get("times")
    if times is None:
        times = _OF_A_DAY[many]
        windows = joined([time.replace("-", " to ") for time in times])
        assumed.append(f"It does not say at what time: {windows}.")
    elif "many" in said and many != len(times):
        return Reading(None, (), (f"{many} times a day, at {len(times)} times",))
    fields["times"] = times
    if "minutes" not in said:
        assumed.append("It does not say how long: 30 minutes.")
    fields["minutes"] = said.get("minutes", 30)
    if "from" not in said:
        assumed.append(f"It does not say from when: {day_in_words(words.today + timedelta(days=1))}.")
    fields["from"] = said.get("from", words.today + timedelta(days=1))
    if fields["until"] is not None and fields["until"] < fields["from"]:
        return Reading(None, (), (f"until {day_in_words(fields['until'])}, which is over",))
    wrong = faults({f"repeat_{name}": value for name, value in fields.items()})
    return Reading(None, (), tuple(wrong.values())) if wrong else Reading(fields, tuple(assumed))


def _number(word: str) -> int:
    return _NUMBERS[word] if word in _NUMBERS else int(word)


def _time(hour: str | None, minute: str | None, half: str | None) -> str | None:
    at, past = int(hour or 0), int(minute or 0)
    if half is not None and not 1 <= at <= 12:
        return None
    at = at % 12 + (12 if half == "pm" else 0) if half else at
    return f"{at:02d}:{past:02d}" if at < 24 and past < 60 else None


def _date(found: re.Match[str], since: date) -> date | None:
    """The day that was named; without its year, the first from `since` on."""
    day, month, year, d, m, y, iso_year, iso_month, iso_day = found.groups()[-9:]
    try:
        if iso_year:
            return date(int(iso_year), int(iso_month), int(iso_day))
        if y:
            return date(int(y), int(m), int(d))
        number = _MONTHS.index(month) + 1
        if year:
            return date(int(year), number, int(day))
        return next(one for n in range(5) if (one := _there_is(since.year + n, number, int(day))) and one >= since)
    except (ValueError, StopIteration):
        return None


def _there_is(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
