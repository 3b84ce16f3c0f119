"""The search over articles, tweets, notes and comments."""
