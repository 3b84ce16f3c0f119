"""Converts the tree to a list of blocks with text."""
