"""The record: journal, feed, registry of kinds, and the one door for writing. The only importer of `sync`.

What other capabilities need of the engine's words they take from here.
"""

from sync.change import Applied, Change, Conflicted, Ending, Merged, NotNow, Record, Refused, Stamp

__all__ = ["Applied", "Change", "Conflicted", "Ending", "Merged", "NotNow", "Record", "Refused", "Stamp"]
