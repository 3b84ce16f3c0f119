"""How a crawl starts: which blog is meant, where its home is, and the run to its end."""
