"""How long things take: what a team assumes of its ways, what arrival times and visits taught, and what a server that knows the streets says."""
