"""Where several professions meet about the people they care for: the meeting, and each person's place in it."""
