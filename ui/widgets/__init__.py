"""Building blocks of the window: theme, icons, tables, forms, messages; none of them knows a case."""
