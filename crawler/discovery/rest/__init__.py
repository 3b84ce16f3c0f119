"""A WordPress blog through its REST API."""
