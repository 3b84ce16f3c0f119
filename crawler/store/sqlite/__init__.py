"""SQLite files: how they are opened."""
