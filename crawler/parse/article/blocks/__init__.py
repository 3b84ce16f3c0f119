"""The tree as a list of blocks with their text."""
