"""The office in the window: its registers."""
