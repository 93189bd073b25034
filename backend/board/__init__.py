"""The board: a team's day as leads see and change it together, proposals for it, and its publication."""
