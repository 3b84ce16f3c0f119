"""The elements that hold a post's text."""
