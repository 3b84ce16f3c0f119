"""The hooks that Datasette calls, and what they return."""
