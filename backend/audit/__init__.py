"""Who read and did what: append-only and chained."""
