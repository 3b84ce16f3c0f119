"""The hooks that Datasette calls, and what they hand to it."""
