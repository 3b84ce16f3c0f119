"""What can be read from a dataset: coverage, versions, differences."""
