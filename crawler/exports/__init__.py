"""Exports: an article as JSON, a saved page, the schema reference."""
