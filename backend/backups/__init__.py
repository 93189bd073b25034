"""Backups: taken, proved by restoring them, and told to the tablets, which may then let go of what they sent."""
