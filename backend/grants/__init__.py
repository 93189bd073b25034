"""Who may see whom, and why: a grant is what a person may read here and what their tablet carries (R9)."""
