"""Cases, contributions, sources, findings, judgements, charts; every change to them."""
