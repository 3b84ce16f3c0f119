"""Reads feeds and sitemaps: their XML, JSON and gzip, and the times in them."""
