"""Sealed packages in the window: keys, looking in, merging."""
