"""Why a change is refused: a closed list of codes, each with a sentence for a person (M6, PROTOCOL §5)."""

from __future__ import annotations

from collections.abc import Mapping

from sync.change import Refused

MESSAGES: Mapping[str, str] = {
    "malformed": "This could not be read as a change.",
    "unknown-kind": "The server does not know this kind of record.",
    "unknown-field": "The server does not know one of these fields.",
    "unknown-part": "There is no such part of the record.",
    "invalid-value": "A value is not allowed here.",
    "mixed-groups": "One change may edit one statement only.",
    "incomplete-group": "These fields belong together and must be sent together.",
    "wrong-author": "This was written under another name than the one signed in.",
    "wrong-patient": "This change names one person and belongs to the record of another.",
    "not-found": "There is no such record, or you are not part of this person's team.",
    "role": "Your role may not write this.",
    "once": "What was recorded here does not change. If it is wrong, mark it as entered in error and record it again.",
    "step": "This step cannot follow. To go back, say why.",
    "needs-a-lead": "This was written after your access had ended. A lead who agrees can write it as their own.",
    "after-refused": "This builds on a change that was refused. Deal with both together.",
    "id-reused": "Another change was already sent under this number.",
    "too-big": "This is more than can be kept in one change.",
    "engine-only": "Only the system itself writes this.",
    "not-in-dispute": "None of the values that this settles was in dispute.",
    "reason-missing": "Say in a few words why.",
}


def refused(change: str, reason: str, fields: Mapping[str, str] | None = None, message: str | None = None) -> Refused:
    """A refusal in the words that everyone uses. Raises KeyError for a reason that the protocol does not list."""
    words = MESSAGES[reason]
    return Refused(change, reason, message or words, dict(fields or {}))
