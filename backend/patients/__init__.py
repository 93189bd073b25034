"""The person: who they are, what to know before the door, what they say of themselves, what was measured and written."""
