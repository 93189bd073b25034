"""The closed lists of lone working, and its times in minutes."""

from __future__ import annotations

CAUSES = ("overdue", "not-arrived", "day-not-ended", "asks-to-be-rung")
"""Why an alarm is raised. `asks-to-be-rung`: the person asked for it, in words that anybody may read over their shoulder."""

ANSWERS = ("have-them", "cannot", "safe")
"""What a reader says. `have-them`: I reached them, or am on my way; `cannot`: somebody else must. `safe`: of oneself, or as a lead who found out."""

ENDINGS = ("left", "more-time", "safe", "lead", "arrived", "seen", "day-ended", "away", "called-off", "corrected")
"""How an alarm ended. `seen`: they came or left elsewhere since; `called-off`: the visit is no longer theirs; `corrected`: they never were there."""

MARGINS_OF_RISK = {"two-person": 10, "daytime": 10, "clinic": 5}
"""At most so many minutes of margin where the record says how this person is to be visited (lone-worker visit risk, own content)."""

NOT_ARRIVED_AFTER = 60
"""Minutes after the planned start of a visit, and after what its carer said that they run late."""
DAY_NOT_ENDED_AFTER = 60
"""Minutes after the end of a shift."""
SILENT_AFTER = 15
"""Minutes after which a tablet counts as not heard of: locked, in a bag, or without coverage. While its screen is on it speaks every half minute."""
ANSWER_HOLDS = 60
"""Minutes for which "I have them" keeps the lead from being told, while the person has not ended it themselves."""
LOOKS_BACK_HOURS = 24
"""Who arrived longer ago and never said that they left is no alarm: it is a record to be put right."""
