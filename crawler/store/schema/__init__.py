"""Tables, full-text indexes and views, derived from the item classes."""
