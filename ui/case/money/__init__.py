"""Money of a case in the window: flows, ownership, wealth sheets."""
