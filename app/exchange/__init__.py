"""Sealed packages, importers and exporters, one file per format."""
