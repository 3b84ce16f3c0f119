"""A run from the first request to the last row, live or replayed from the raw store."""
