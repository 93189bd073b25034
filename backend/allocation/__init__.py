"""A team's day allocated: who goes where, when, and why."""
