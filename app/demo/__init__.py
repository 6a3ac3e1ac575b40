"""The demo store: the office of the annual report and two invented case files."""
