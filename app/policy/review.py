"""When a finding must be looked at again: the office's own default, and the bound that the law sets.

The bounds stand in resources/provisions/review_periods.yaml. The office's own default is earlier: one
year.
"""

import datetime as dt

from app.base.errors import UserError
from app.base.i18n import _
from app.policy.review_periods import Circumstances, Period, period
from app.policy.review_periods import years_later as years_later

DEFAULT_YEARS = 1


def too_late(wanted: str, limit: dt.date, ground: Period) -> UserError:
    """Return the refusal of a review day beyond the legal bound."""
    return UserError(
        "review.too_late",
        _("The review day {day} is later than the law allows ({limit}, {ground})."),
        _("Choose an earlier day."),
        day=wanted,
        limit=limit.isoformat(),
        ground=ground.citation,
    )


def default_day(recorded: dt.date) -> dt.date:
    """Return the office's own review day for what is recorded on a day; the law's bound may be earlier."""
    return years_later(recorded, DEFAULT_YEARS)


def review_day(recorded: dt.date, wanted: str = "", role: str = "", regime: str = "polg_nrw") -> str:
    """Return the review day: `wanted` if given and within the legal bound, else the office's default.

    Raises `UserError` (review.too_late, review.day) for a day beyond the bound or one that is no day.
    """
    circumstances = Circumstances(regime, last_event=recorded, first_stored=recorded, role=role)
    ground = period(circumstances)
    limit = ground.ends(circumstances)
    if not wanted:
        return min(default_day(recorded), limit).isoformat()
    if as_day(wanted) > limit:
        raise too_late(wanted, limit, ground)
    return as_day(wanted).isoformat()


def as_day(text: str) -> dt.date:
    """Read a day, written as 2027-12-31 or 31.12.2027; anything else is refused (review.day)."""
    written = text.strip()
    try:
        if "." in written:
            return dt.datetime.strptime(written, "%d.%m.%Y").date()
        return dt.date.fromisoformat(written)
    except ValueError as error:
        raise UserError(
            "review.day",
            _("“{text}” is not a day."),
            _("Write it as 2027-12-31 or 31.12.2027."),
            text=text,
        ) from error
