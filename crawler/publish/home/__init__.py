"""The first page of a dataset."""
