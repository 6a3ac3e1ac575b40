"""Foreign files read into neutral tables and graphs; each reader refuses with one `UserError` or reads."""
