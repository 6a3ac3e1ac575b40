"""The parts of a briefing, one file each: a function from evidence and options to blocks."""
