"""The registers of the office and the figures of its yearly report."""
