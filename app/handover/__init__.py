"""One call per artefact that leaves: release, write, enter in the ledger."""
