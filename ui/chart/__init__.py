"""The link chart: one widget that paints in batches; geometry and model are free of Qt."""
