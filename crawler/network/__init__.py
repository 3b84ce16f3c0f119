"""Scrapy components for the network: allowed addresses, delays, retries, and the record of responses."""
