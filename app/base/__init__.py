"""Floor 0: errors, ids, clock, partial dates, texts, records; knows nothing of the rest."""
