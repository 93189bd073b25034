"""What the board asks and is answered."""
