"""The study workspace: the window over the store of a study, in which there are no cases."""
