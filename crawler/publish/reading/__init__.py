"""What the reading pages show: a connection and a key in, the things of a page out. No HTTP, no hooks."""
