"""Places: an alliance of organisations that share one record, and who works there."""
