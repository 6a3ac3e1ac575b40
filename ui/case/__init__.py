"""The case workspace: queries that make frozen rows, and the views that show them."""
