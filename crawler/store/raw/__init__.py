"""The raw store."""
