"""What happens when two people edited the same thing: pure functions, no Flask, no SQLAlchemy, no clock, no I/O."""
