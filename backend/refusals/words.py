"""The closed lists of refused changes."""

from __future__ import annotations

NEEDS_A_LEAD = ("needs-a-lead", "not-found")
"""The reasons that another's authority may mend: its author's grant had ended, or they never had one. The policy in the database names them too."""

HOWS = ("note", "set-aside")
"""`note`: the lead keeps what was meant as a note of their own; `set-aside`: with a reason, it will not be in the record."""
