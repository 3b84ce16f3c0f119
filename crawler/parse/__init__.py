"""HTML in, values out: pure functions without network, database, clock or log."""
