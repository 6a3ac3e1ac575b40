"""Node, link and value types, declared in resources/ontology and checked on load."""
