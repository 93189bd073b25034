"""Passwords and email addresses: how they are kept, and how they are compared without telling which accounts exist."""

from __future__ import annotations

import re
import threading
import unicodedata
from collections.abc import Iterable

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

LEAST = 10
"""Characters of a new password. No rules of capitals and digits (NCSC): they make worse passwords; `guessable` instead."""
MOST = 256

_hasher = PasswordHasher(time_cost=2, memory_cost=32 * 1024, parallelism=1)
"""Argon2id, 32 MiB, two passes: above OWASP's least (19 MiB, two passes), about 40 ms."""

_slots = threading.BoundedSemaphore(2)
"""So that a rush of sign-ins takes two cores and 64 MiB, not all there is."""

_nobody = _hasher.hash("the password of no account")
"""What a sign-in for an unknown address is compared with, so that it takes as long as any other."""


def email_key(email: str) -> str:
    """An address as accounts keep it: without capitals or outer spaces, in one form of Unicode."""
    return unicodedata.normalize("NFKC", email).strip().casefold()


def hashed(password: str) -> str:
    """Argon2id of a password. Raises ValueError where it is too short or too long."""
    if not LEAST <= len(password) <= MOST:
        raise ValueError(f"A password has {LEAST} to {MOST} characters.")
    with _slots:
        return _hasher.hash(_plain(password))


ADVICE = "Three or four words that have nothing to do with each other make a good one."
HARD = 3
"""The least of zxcvbn's 0 to 4: a hundred million guesses, more than `limits` allows in a lifetime, and 40 ms each for whoever stole the hashes."""
JUDGED = 72
"""Characters that are judged: what follows can only make it harder."""
OWN = 6
"""Letters and digits that a password has besides the names that everybody knows of its owner."""


def guessable(password: str, about: Iterable[str | None]) -> str | None:
    """Why a new password is guessed early, in a sentence for whoever chose it; None where it is not.

    `about`: what others know of its owner: name, email address, organisation, team, place.
    """
    from zxcvbn import zxcvbn  # its lists are large, and only who makes an account pays

    known = sorted({word for text in about if text for word in re.findall(r"\w{3,}", text.casefold())} | {"alongside"}, key=len, reverse=True)
    rest = _plain(password).casefold()
    for word in known:
        rest = rest.replace(word, " ")
    if len(re.findall(r"[^\W_]", rest)) < OWN and rest != _plain(password).casefold():
        return f"This password is made of a name, address or organisation that others know. {ADVICE}"
    if zxcvbn(_plain(password)[:JUDGED], user_inputs=known)["score"] < HARD:
        return f"This password, or one nearly like it, is among those that are tried first. {ADVICE}"
    return None


def fits(password: str, known_hash: str | None) -> bool:
    """Whether a password is the account's. Takes as long where there is no account (`known_hash` None), and says no."""
    with _slots:
        try:
            return _hasher.verify(known_hash or _nobody, _plain(password)) and known_hash is not None
        except (VerificationError, InvalidHashError):
            return False


def is_outdated(known_hash: str) -> bool:
    """Whether the hash was made with other parameters than today's, and should be made anew while the password is at hand."""
    return _hasher.check_needs_rehash(known_hash)


def _plain(password: str) -> str:
    """One form of Unicode: the same password typed on another keyboard is the same password."""
    return unicodedata.normalize("NFKC", password)
