"""Scrapy components of a run: the item pipeline and the progress bar."""
