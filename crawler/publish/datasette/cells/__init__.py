"""Rendering of cells: keys and names are links, long texts are cut, and HTML is never shown as HTML."""
