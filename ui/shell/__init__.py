"""The frame of the window: places, tasks, messages, unlocking; it knows no case view."""
