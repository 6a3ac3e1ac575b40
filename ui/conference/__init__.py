"""Conferences: planned, checked, run on the projector; measures over all cases."""
