"""Between the crawler and the network: what may be asked for, how often, and what is kept of it."""
