"""What a person agreed to, or did not: recorded, shown and counted. It opens and shuts no record: grants do."""
