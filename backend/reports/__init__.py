"""Reports: what the record says in numbers, each from one definition, with small numbers hidden."""
