"""The compiled heart of the allocation: cheapest insertion, then simulated annealing."""
