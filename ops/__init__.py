"""Run, test, measure, back up and watch."""
