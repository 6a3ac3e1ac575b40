"""The career of one person within a case, in the window."""
