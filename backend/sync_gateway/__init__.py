"""Push and pull over HTTP: PROTOCOL.md, made of what `record`, `grants` and `audit` offer."""
