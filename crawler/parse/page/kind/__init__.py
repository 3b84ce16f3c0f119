"""Decides what kind of page a page is."""
