"""The demo place: invented people in Tower Hamlets, the same from the same seed, with visits that are always today's."""
