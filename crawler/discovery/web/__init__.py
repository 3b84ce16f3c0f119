"""Any blog through its web pages, feeds and sitemaps."""
