"""A page's comments."""
