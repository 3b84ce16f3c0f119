"""Scrapy's parts around a run: what hands it items, and what shows its progress."""
