"""National returns: what the record says, in the words, columns and codes of the Community Services Data Set."""
