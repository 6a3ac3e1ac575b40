"""The map of a case: places with coordinates on a base that is shipped with the program."""
