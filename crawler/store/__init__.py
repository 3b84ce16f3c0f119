"""The dataset and the raw store, which are SQLite files."""
