"""Whether an open store is the workspace of a study, asked by whoever decides what to show of it."""

from app.store import study_mark
from app.store.store import Store


def is_study(store: Store) -> bool:
    """Tell whether a store is the workspace of a study."""
    with store.read() as connection:
        return bool(study_mark.read(connection))
