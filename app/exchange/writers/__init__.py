"""A view as files for other programs; each writer says beforehand what its format cannot carry."""
