"""Who is at risk, found by whom and when; who answers for them; who has no lead, no co-ordinator, no plan."""
