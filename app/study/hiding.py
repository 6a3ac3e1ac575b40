"""Which counts of a study may be shown: none below ten, and none whose remainder would give one away."""

FEWEST = 10


def counted(count: int, total: int) -> int | None:
    """Return a count of careers that have something (a value, a reaction); None where it has to be hidden.

    Shown is what at least ten have and either all or at least ten others have not.
    """
    rest = total - count
    return count if count >= FEWEST and (rest == 0 or rest >= FEWEST) else None


def parted(count: int, total: int) -> int | None:
    """Return a count of careers that something happened to; None unless ten are on either side."""
    return count if min(count, total - count) >= FEWEST else None
