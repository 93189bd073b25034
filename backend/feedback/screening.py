"""What is taken out of people's words before staff read them, and which words a lead reads first. Pure.

1. Names (of a list, of this place's staff, and after a title or "called"), phone and NHS numbers, postcodes, addresses, e-mail and web
   addresses, dates of birth: replaced by what they were, in brackets. What was there is kept nowhere.
2. Words that may speak of harm hold a text back until a lead or manager has read it. Rather once too often.
3. It is not perfect, and nobody is told that it is: the kiosk asks people not to write names, and a person can take more out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "content"

_STREET = "street|st|road|rd|lane|avenue|ave|close|court|house|gardens|square|terrace|walk|way|place|row|mews|estate|point|tower|buildings"
MASKS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"\b[\w.+-]+\s?@\s?[\w-]+(?:\.[\w-]+)+", re.IGNORECASE), "[e-mail]"),
    (re.compile(r"\b(?:https?://|www\.)\S+", re.IGNORECASE), "[web address]"),
    (re.compile(r"(?<![\w+])(?:\+44\s?|\(?0)(?:[\s().-]?\d){9,10}(?!\d)"), "[phone number]"),
    (re.compile(r"(?<!\d)\d{3}[\s-]?\d{3}[\s-]?\d{4}(?!\d)"), "[number]"),
    (re.compile(r"(?<!\d)(?:\d[\s-]?){7,}\d(?!\d)"), "[number]"),
    (re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}\b", re.IGNORECASE), "[postcode]"),
    (re.compile(rf"\b(?:flat\s+\d+\w?,?\s+)?\d{{1,4}}\w?,?\s+(?:(?-i:[A-Z])[\w'’-]+\s+){{1,3}}(?:{_STREET})\b", re.IGNORECASE), "[address]"),
    (re.compile(rf"\b(?:[A-Z][\w'’-]+\s+){{1,2}}(?:{_STREET.replace('st|', '').replace('way|', '').replace('place|', '').title()})\b"), "[address]"),
    (re.compile(r"\bflat\s+\d+\w?\b", re.IGNORECASE), "[address]"),
    (re.compile(r"(?<!\d)\d{1,2}[/.-]\d{1,2}[/.-](?:19|20)?\d{2}(?!\d)"), "[date]"),
)
"""In this order: what is more certain first."""

NAME = "[name]"
_TITLE = r"(?:mr|mrs|ms|miss|mx|dr|doctor|sister|nurse|matron|professor|prof|sir|lady|carer)"
_NAMED = r"(?:(?:my|his|her|their|the)\s+name\s+(?:is|was)|is\s+called|was\s+called|named|called|i\s+am|i['’]m)"
_WORD = r"[^\W\d_](?:[\w'’]|-(?=\w))*"
_TITLED = re.compile(rf"\b({_TITLE})(\.?\s+)({_WORD}(?:\s+(?-i:[A-Z])[\w'’-]+)?)", re.IGNORECASE)
_CALLED = re.compile(rf"\b({_NAMED})(\s+)((?-i:[A-Z])[\w'’-]+(?:\s+(?-i:[A-Z])[\w'’-]+)?)", re.IGNORECASE)

WORRYING = re.compile(
    r"(?<!\w)(?:hit|hits|hitting|slap\w*|punch\w*|kick\w*|beat|beats|beaten|bruis\w*|abus\w*|assault\w*|rape\w*|touched me|molest\w*|threat\w*|"
    r"scared of|afraid of|frightened of|locked (?:me )?in|locks me in|won['’]?t let me|does not let me|takes? my (?:money|pension|card)|"
    r"took my (?:money|pension|card)|stole|stolen|steal\w*|stealing|neglect\w*|starv\w*|no food|not fed|left (?:me )?(?:wet|soiled|on the floor)|"
    r"kill(?:s|ed|ing)?|suicid\w*|end my life|want to die|wish i was dead|harm(?:s|ed|ing)?|hurt(?:s|ing)? (?:me|myself|him|her)|cut myself|"
    r"overdose\w*|unsafe|"
    r"forced me|forces me|controls me|shouts? at me|shouted at me|scream\w* at me|swears? at me|swore at me|safeguarding|police)(?!\w)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Screened:
    """A text without what names somebody, and whether a lead reads it first."""

    text: str
    is_worrying: bool


@cache
def listed() -> tuple[frozenset[str], frozenset[str]]:
    """The names of the list, in small letters; and those that are everyday words too."""
    sure, doubtful = set[str](), set[str]()
    for line in (FOLDER / "names.txt").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            (doubtful if line.startswith("!") else sure).update(line.removeprefix("!").split())
    return frozenset(sure), frozenset(doubtful)


def names_of(people: Iterable[str]) -> frozenset[str]:
    """The single words of people's names, in small letters, without those that are everyday words."""
    words = {word.lower() for name in people for word in re.findall(_WORD, name) if len(word) > 2}
    return frozenset(words) - listed()[1]


def screened(text: str, names: frozenset[str] = frozenset()) -> Screened:
    """The text with everything of rule 1 taken out. `names`: more names to take out, from `names_of`."""
    worrying = WORRYING.search(text) is not None
    for pattern, mask in MASKS:
        text = pattern.sub(mask, text)
    text = _TITLED.sub(_without_title, text)
    text = _CALLED.sub(lambda found: found[0] if found[3].lower() in _NO_NAME else f"{found[1]}{found[2]}{NAME}", text)
    known = listed()[0] | names
    text = re.sub(_WORD, lambda found: NAME if _is_name(found[0], known) else found[0], text)
    text = _INSIDE.sub(lambda found: NAME if found[0].lower() in listed()[1] and found[0] not in _MONTHS else found[0], text)
    return Screened(re.sub(r"\[name\](?:[\s-]+\[name\])+", NAME, text), worrying)


_INSIDE = re.compile(r"(?<=[a-z,]\s)(?-i:[A-Z])[\w’'-]+")
"""Words with a capital inside a sentence: there "Grace" is a person."""
_MONTHS = frozenset({"May", "June"})
_NO_NAME = frozenset("english british muslim christian bengali somali chinese jewish sikh hindu indian african irish polish arabic".split())


def _without_title(found: re.Match[str]) -> str:
    """ "Nurse Kemi" and "mrs khan" go; "the nurse came" does not, and neither does "Sister was kind"."""
    word = found[3].split()[0]
    if word[0].isupper() or word.lower() in listed()[0] | listed()[1]:
        rest = found[3][len(word) :]
        keeps = rest if not rest.strip()[:1].isupper() else ""
        return f"{found[1]}{found[2]}{NAME}{keeps}"
    return found[0]


def _is_name(word: str, known: frozenset[str]) -> bool:
    plain = re.sub(r"['’]s$", "", word).lower()
    return plain in known
