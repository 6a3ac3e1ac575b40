"""The place of the knowledge library: documents to read and write, and the handbook of provisions."""
