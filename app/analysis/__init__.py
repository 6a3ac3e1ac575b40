"""Pure functions over frozen records: graph, paths, measures, communities, layouts."""
