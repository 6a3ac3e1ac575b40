"""Case conferences: agenda, attendance, decisions, measures, minutes."""
