"""Footnotes, their markers, and the references from markers to notes."""
