"""The canned queries."""
