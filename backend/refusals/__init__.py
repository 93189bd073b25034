"""Changes that were refused and need a lead: listed for the leads of their author's team, and dealt with (M6)."""
