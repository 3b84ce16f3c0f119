"""Reading a dataset: coverage, versions, differences."""
