"""Who is in the room at which moment: a pure reading of who came and who left."""

from collections.abc import Iterable

from app.base.conference_records import CAME, Passage, Plan, Point, Seat


def present(passages: Iterable[Passage], at: str = "") -> frozenset[str]:
    """Return the seats of those in the room at a moment (included), or now if none is named.

    Somebody is in the room from the last time they came until they leave; the order within one moment is that
    of recording.
    """
    inside: dict[str, bool] = {}
    for passage in passages:
        if not at or passage.at <= at:
            inside[passage.participant_id] = passage.state == CAME
    return frozenset(seat for seat, is_in in inside.items() if is_in)


def people(plan: Plan, at: str = "") -> tuple[Seat, ...]:
    """Return who is in the room, in the order of the list."""
    inside = present(plan.passages, at)
    return tuple(seat for seat in plan.seats if seat.id in inside)


def agencies(plan: Plan, at: str = "") -> frozenset[str]:
    """Return the agencies that have somebody in the room."""
    return frozenset(seat.agency_id for seat in people(plan, at))


def must_leave(plan: Plan, point: Point) -> tuple[Seat, ...]:
    """Return who is in the room and may not hear a point."""
    return tuple(seat for seat in people(plan) if not point.open_to(seat.agency_id))


def times(plan: Plan, seat_id: str) -> tuple[tuple[str, str], ...]:
    """Return when somebody was in the room, as (came, left); "" for who is still there."""
    found: list[tuple[str, str]] = []
    for passage in plan.passages:
        if passage.participant_id != seat_id:
            continue
        still = bool(found) and not found[-1][1]
        if passage.state == CAME and not still:
            found.append((passage.at, ""))
        elif passage.state != CAME and still:
            found[-1] = (found[-1][0], passage.at)
    return tuple(found)
