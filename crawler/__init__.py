"""Turns a blog into a dataset: Scrapy crawls it, SQLite keeps it, Datasette publishes it."""

__version__ = "0.1.0"
