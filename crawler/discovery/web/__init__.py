"""Reads any blog through its web pages, feeds and sitemaps."""
