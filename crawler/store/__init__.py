"""The dataset and the raw store: SQLite files."""
