"""Opening SQLite files."""
