"""What the planner asks and is answered. Days are days in London, times instants in UTC; minutes are whole."""
