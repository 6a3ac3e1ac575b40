"""The place of the legal provisions: the entries, the matrix and the assistant."""
