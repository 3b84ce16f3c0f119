"""An article in other forms."""
