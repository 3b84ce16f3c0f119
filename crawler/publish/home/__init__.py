"""The home page of a dataset."""
