"""When a finding must be looked at again, from the moment it is recorded.

Upper bounds are law: PolG NRW section 22(2) (adults 10 years, juveniles 5), section 22(4)-(6) for
contact and companion persons (2 years; that period is from general knowledge and is to be confirmed by
the office's data-protection officer). The office's own default is earlier: one year.
"""

import datetime as dt

from app.base.errors import UserError
from app.base.i18n import _

DEFAULT_YEARS = 1
LIMIT_YEARS = {"contact_companion": 2}
LIMIT_OTHERS = 10


def years_later(day: dt.date, years: int) -> dt.date:
    """Return the same day `years` later; 29 February becomes 28 February."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def review_day(recorded: dt.date, wanted: str = "", role: str = "") -> str:
    """Return the review day: `wanted` if given and within the legal limit, else the office's default."""
    limit = years_later(recorded, LIMIT_YEARS.get(role, LIMIT_OTHERS))
    if not wanted:
        return years_later(recorded, DEFAULT_YEARS).isoformat()
    if wanted > limit.isoformat():
        raise UserError(
            "review.too_late",
            _("The review day {day} is later than the law allows ({limit})."),
            _("Choose an earlier day."),
            day=wanted,
            limit=limit.isoformat(),
        )
    return wanted
