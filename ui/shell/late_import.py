"""Rooms that are loaded when first used, so that the first window stands at once.

Importing a module inside a function is otherwise not done in this program. Here it is, by name and in
one place, because the database engine and the PDF engine each cost more time than the window itself.
"""

import importlib
from types import ModuleType


def load_late(module: str) -> ModuleType:
    """Return a module of the program by its dotted name; the second time it is already there."""
    return importlib.import_module(module)
