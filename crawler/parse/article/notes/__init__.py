"""Footnotes, their markers, and which marker refers to which note."""
