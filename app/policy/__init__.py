"""What may be known and passed on: gradings, labels, provisions, release, the ledger."""
