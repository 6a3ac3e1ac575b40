"""The encrypted file: keys, engine, tables, unit of work, documents, search index, undo."""
