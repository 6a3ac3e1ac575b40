"""The study of criminal careers: definitions, matching, statistics; no case, no store, no person."""
