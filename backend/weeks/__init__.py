"""A team's coming weeks: visits that repeat, on which days they fall, and whether there are people enough for them."""
