"""Reads pages that list posts."""
