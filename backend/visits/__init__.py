"""The day: visits as planned, attendances and what was done as it happened, each member of staff's own day."""
