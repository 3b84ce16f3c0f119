"""Finds the elements that hold a post's text."""
