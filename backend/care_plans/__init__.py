"""The plan that all share: what matters to the person, goals, and who does what."""
